import type { Lead } from '../../model/entities/lead.js'
import { checkTransition, type Lifecycle, statusOf } from '../../model/lifecycle.js'
import { textIn } from '../../model/text/localized-text.js'
import type { Label } from './lead-labels.js'
import type { Naming } from './refusal-words.js'

/** A status the lead could move to. */
export interface LeadMove {
  readonly to: Label
  readonly reasons: readonly { readonly id: string; readonly text: string }[]
  /** Made by converting the lead, on a page of its own. */
  readonly isConversion: boolean
  /** Names of fields that must be filled first; a move with any is blocked. */
  readonly missing: readonly string[]
}

/** The moves that the lifecycle allows from here, and what stands in their way. */
export function leadMoves(lifecycle: Lifecycle, lead: Lead, { labels, fields, language }: Naming): readonly LeadMove[] {
  const all = lifecycle.statuses.map(({ id }) => id)
  const isConverted = (id: string) => statusOf(lifecycle, id)?.category === 'converted'
  const next = statusOf(lifecycle, lead.status)?.next ?? all
  return next
    .filter((id) => id !== lead.status)
    .map((id) => {
      const reasons = statusOf(lifecycle, id)?.reasons ?? []
      const refusal = checkTransition(lifecycle, { from: lead.status, to: id, values: lead })
      const missing = refusal?.code === 'fields-missing' ? refusal.details : []
      return {
        to: labels.status(id),
        isConversion: isConverted(id) && !isConverted(lead.status) && lead.convertedAt === undefined,
        reasons: reasons.map((reason) => ({ id: reason.id, text: textIn(reason.label, language) })),
        missing: missing.map((name) => textIn(fields[name]?.label ?? name, language)),
      }
    })
}
