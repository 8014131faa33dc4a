import type { Activity } from '../model/entities/activity.js'
import type { Lead } from '../model/entities/lead.js'
import { isResponse } from '../model/first-response.js'

/**
 * The lead with the instant from which nobody has done anything about it: a new owner begins anew, and so does whatever a user did
 * or whatever was an answer.
 */
export function withTouch(
  lead: Lead,
  {
    before,
    activities,
    now,
  }: {
    readonly before: Lead
    readonly activities: readonly Pick<Activity, 'type' | 'at' | 'userId'>[]
    readonly now: number
  },
): Lead {
  if (lead.ownerId === undefined) return lead
  const isNew = lead.ownerId !== before.ownerId
  if (!isNew && !activities.some(({ type, userId }) => userId !== undefined || isResponse(type))) return lead
  const { gaveBackId, ...rest } = lead
  return { ...(isNew ? rest : lead), untouchedSince: now } as Lead
}
