import type { Lead } from '../../model/entities/lead.js'
import type { Label, LeadLabels } from './lead-labels.js'

/** A lead as lists show it. */
export interface LeadRow {
  readonly id: string
  /** The best name there is: the person's, the company's, an address. */
  readonly name: string
  readonly detail: string
  readonly status: Label
  readonly score?: number
  readonly grade?: Label
  readonly owner?: string
  readonly queue?: string
  readonly source: string
  /** As people here write it. */
  readonly phone?: string
  /** Dials it; absent where they want no calls. */
  readonly call?: string
  readonly createdAt: number
  readonly answered: boolean
  /** Invented, for trying things out. */
  readonly isSample: boolean
  /** Until when somebody should answer; only while the lead is open and nobody has. */
  readonly answerBy?: number
}

/** Milliseconds within which a lead should hear from us. */
const FIRST_ANSWER_MS = 5 * 60_000

export function leadRow(lead: Lead, labels: LeadLabels): LeadRow {
  const name = leadName(lead)
  const phone = lead.phone === undefined ? undefined : labels.phone(lead.phone)
  const call = lead.phone === undefined || lead.doNotCall ? undefined : labels.call(lead.phone)
  const isAnswered = lead.firstResponseAt !== undefined
  return {
    id: lead.id,
    name,
    detail: [lead.company, lead.email, phone].find((each) => each && each !== name) ?? '',
    status: labels.status(lead.status),
    source: labels.source(lead.source),
    createdAt: lead.createdAt,
    answered: isAnswered,
    isSample: lead['sample'] === true,
    ...answerBy(lead, labels),
    ...(lead.score === undefined ? {} : { score: lead.score }),
    ...(lead.grade ? { grade: labels.grade(lead.grade) } : {}),
    ...(lead.ownerId ? { owner: labels.owner(lead.ownerId) } : {}),
    ...(lead.queue ? { queue: labels.queue(lead.queue) } : {}),
    ...(phone === undefined ? {} : { phone }),
    ...(call === undefined ? {} : { call }),
  }
}

/** By the response target; where none is set, a lead that nobody has answered should hear from us soon. */
function answerBy(lead: Lead, labels: LeadLabels): Pick<LeadRow, 'answerBy'> {
  if (!labels.isOpen(lead.status)) return {}
  if (lead.responseDueAt !== undefined) return { answerBy: lead.responseDueAt }
  const isPaused = lead.responseClock !== undefined
  return isPaused || lead.firstResponseAt !== undefined ? {} : { answerBy: lead.createdAt + FIRST_ANSWER_MS }
}

/** What to call a lead when something of it is missing. */
export function leadName(lead: Pick<Lead, 'name' | 'company' | 'email' | 'phone' | 'id'>): string {
  return lead.name ?? lead.company ?? lead.email ?? lead.phone ?? lead.id
}
