import type { Engine } from '../../intake/engine.js'
import type { Activity } from '../../model/entities/activity.js'

/** An entry of the timeline about a lead and a pool. */
export function queueActivity(
  engine: Pick<Engine, 'now' | 'newId'>,
  { leadId, type, userId, details }: Pick<Activity, 'type' | 'details'> & { readonly leadId: string; readonly userId: string },
): Activity {
  const now = engine.now()
  return { id: engine.newId(), version: 1, createdAt: now, updatedAt: now, leadId, type, at: now, userId, details }
}
