import { actorName } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Activity } from '../../model/entities/activity.js'
import type { Lead } from '../../model/entities/lead.js'
import type { UndoRequest } from './undo-request.js'

/** What the timeline of a lead tells when a change is taken back. */
export function undoEntries(
  engine: Engine,
  { actor, changeSet }: Pick<UndoRequest, 'actor' | 'changeSet'>,
  { before, after }: { before: Lead; after: Lead | undefined },
): readonly Activity[] {
  const now = engine.now()
  const entry = (type: string, details: Readonly<Record<string, unknown>>): Activity => ({
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now, leadId: before.id, type },
    ...(actor.kind === 'user' ? { userId: actor.id } : {}),
    details: { ...details, by: actorName(actor), changeSetId: changeSet.id },
  })
  const isMove = after !== undefined && after.status !== before.status
  return [
    entry('lead.undone', { kind: changeSet.kind }),
    ...(isMove ? [entry('status.changed', { from: before.status, to: after.status })] : []),
  ]
}
