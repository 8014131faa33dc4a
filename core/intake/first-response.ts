import type { Activity } from '../model/entities/activity.js'
import type { Lead } from '../model/entities/lead.js'
import { isMessage, isResponse } from '../model/first-response.js'

type Spoken = Pick<Activity, 'type' | 'at'>

/** The lead with the instant of our first answer, and since when the customer waits for the next one, after these activities. */
export function withFirstResponse(lead: Lead, activities: readonly Spoken[]): Lead {
  const spoken = activities.filter(({ type }) => isResponse(type) || isMessage(type))
  return spoken.length === 0 ? lead : withWaiting(withFirstAnswer(lead, spoken), spoken)
}

function withFirstAnswer(lead: Lead, spoken: readonly Spoken[]): Lead {
  if (lead.firstResponseAt !== undefined) return lead
  const answers = spoken.filter(({ type }) => isResponse(type)).map(({ at }) => at)
  return answers.length === 0 ? lead : { ...lead, firstResponseAt: Math.min(...answers) }
}

/** Until the first answer the lead waits since it came; after it, since the first message that nothing was said to. */
function withWaiting(lead: Lead, spoken: readonly Spoken[]): Lead {
  const { firstResponseAt, waitingSince: before } = lead
  if (firstResponseAt === undefined) return lead
  let waitingSince: number | undefined = before
  for (const { type, at } of [...spoken].sort((one, other) => one.at - other.at)) {
    if (isResponse(type) && at >= (waitingSince ?? at)) waitingSince = undefined
    else if (isMessage(type) && at > firstResponseAt) waitingSince ??= at
  }
  if (waitingSince === before) return lead
  const { waitingSince: _before, ...rest } = lead
  return { ...rest, ...(waitingSince === undefined ? {} : { waitingSince }) } as Lead
}
