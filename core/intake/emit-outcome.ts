import type { DecidedLead } from '../model/decision.js'
import { statusOf } from '../model/lifecycle.js'
import type { Engine } from './engine.js'
import type { WorkingLead } from './working-lead.js'

/** Tells plugins what has happened, after it is committed. */
export async function emitOutcome(
  { registry, rules }: Pick<Engine, 'registry' | 'rules'>,
  works: readonly WorkingLead[],
  decided: readonly DecidedLead[],
): Promise<void> {
  const { hooks } = registry
  for (const [index, work] of works.entries()) {
    const one = decided[index]
    if (!one) continue
    const { before, submissionIds } = work
    const { lead } = one
    const [submissionId] = submissionIds
    if (!before && hooks.has('lead:captured'))
      await hooks.emit('lead:captured', { lead, ...(submissionId ? { submissionId } : {}) })
    if (before && submissionId && hooks.has('lead:merged')) await hooks.emit('lead:merged', { lead, submissionId })
    for (const { from, to } of movesOf(work, one)) {
      if (hooks.has('lead:statusChanged')) await hooks.emit('lead:statusChanged', { lead, from, to })
      const isWon = statusOf(rules().lifecycle, to)?.category === 'converted'
      if (isWon && hooks.has('lead:converted')) await hooks.emit('lead:converted', { lead })
    }
    if (lead.ownerId && lead.ownerId !== before?.ownerId && hooks.has('lead:assigned')) {
      const previous = before?.ownerId
      await hooks.emit('lead:assigned', { lead, ownerId: lead.ownerId, ...(previous ? { previousOwnerId: previous } : {}) })
    }
  }
}

/** The move that a person made, where the work began with one, and those of the rules. */
function movesOf(
  { before, lead }: WorkingLead,
  { decision }: DecidedLead,
): readonly { readonly from: string; readonly to: string }[] {
  const edited = before && before.status !== lead.status ? [{ from: before.status, to: lead.status }] : []
  return [...edited, ...decision.transitions]
}
