import type { Activity } from '../model/entities/activity.js'
import type { Lead } from '../model/entities/lead.js'
import { isResponse } from '../model/first-response.js'

/** The lead with the instant of our first answer, where one of these activities was it. */
export function withFirstResponse(lead: Lead, activities: readonly Pick<Activity, 'type' | 'at'>[]): Lead {
  if (lead.firstResponseAt !== undefined) return lead
  const answers = activities.filter(({ type }) => isResponse(type)).map(({ at }) => at)
  return answers.length === 0 ? lead : { ...lead, firstResponseAt: Math.min(...answers) }
}
