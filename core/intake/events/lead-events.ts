import type { DecidedLead } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { type Lifecycle, statusOf } from '../../model/lifecycle.js'
import type { WorkingLead } from '../working-lead.js'
import type { CrmEvent, EventName } from './event-names.js'

/** What has happened to each lead of a batch. */
export function leadEvents(
  works: readonly WorkingLead[],
  decided: readonly DecidedLead[],
  lifecycle: Lifecycle,
): readonly CrmEvent[] {
  return works.flatMap((work, index) => {
    const lead = decided[index]?.lead
    if (!lead) return []
    const data = { lead: shown(lead) }
    return namesOf(work, lead, lifecycle).map((name) => ({
      name,
      subject: `lead:${lead.id}`,
      data: name === 'lead.statusChanged' ? { ...data, from: work.before?.status ?? null } : data,
    }))
  })
}

function namesOf({ before, activities, submissionIds }: WorkingLead, lead: Lead, lifecycle: Lifecycle): readonly EventName[] {
  const isMoved = before !== undefined && before.status !== lead.status
  const isEdited = before !== undefined && (submissionIds.length > 0 || activities.some(({ type }) => type === 'lead.edited'))
  const isConverted = isMoved && statusOf(lifecycle, lead.status)?.category === 'converted'
  return [
    ...(before ? [] : ['lead.captured' as const]),
    ...(isEdited ? ['lead.updated' as const] : []),
    ...(isMoved ? ['lead.statusChanged' as const] : []),
    ...(before && before.grade !== lead.grade ? ['lead.graded' as const] : []),
    ...(lead.ownerId && before?.ownerId !== lead.ownerId ? ['lead.assigned' as const] : []),
    ...(isConverted ? ['lead.converted' as const] : []),
  ]
}

/** A lead without what the system keeps for itself. */
function shown(lead: Lead): Readonly<Record<string, unknown>> {
  const { nameKey: _name, rulesTrue: _rules, nextChangeAt: _next, ...rest } = lead
  return rest
}
