import type { Decision } from '../model/decision.js'
import type { Lead } from '../model/entities/lead.js'
import type { StatusChange } from '../model/entities/status-change.js'
import type { WorkingLead } from './working-lead.js'

/** The moves of a lead between statuses in one step: the edit that led here, then those that rules made, oldest first. */
export function statusChangesOf(
  { work, lead, decision }: { work: WorkingLead; lead: Lead; decision: Decision },
  { now, newId }: { now: number; newId: () => string },
): readonly StatusChange[] {
  const { before } = work
  const moves = decision.transitions.map(({ from, to, rule }) => ({ from, to, rule }))
  const edited = before !== undefined && before.status !== work.lead.status
  const all = edited ? [{ from: before.status, to: work.lead.status }, ...moves] : moves
  const userId = work.activities.find(({ type }) => type === 'status.changed')?.userId
  return all.map((move, place) => ({
    id: newId(),
    version: 1,
    createdAt: now,
    updatedAt: now,
    entity: 'lead',
    recordId: lead.id,
    lifecycle: 'lead',
    ...move,
    at: now,
    seconds: place === 0 ? secondsSince(before, now) : 0,
    ...(place === all.length - 1 && lead.statusReason ? { reason: lead.statusReason } : {}),
    ...(place === 0 && edited && userId ? { userId } : {}),
    ...(lead.ownerId ? { ownerId: lead.ownerId } : {}),
  }))
}

const secondsSince = (before: Lead | undefined, now: number): number =>
  before ? Math.max(0, Math.round((now - (before.statusSince ?? before.createdAt)) / 1_000)) : 0
