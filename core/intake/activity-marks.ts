import type { Activity } from '../model/entities/activity.js'
import type { Lead } from '../model/entities/lead.js'
import { withFirstResponse } from './first-response.js'

/** What the marks of a lead are read from. */
type Told = Pick<Activity, 'type' | 'at' | 'direction'>

/** The lead with what its new activities say about it as a whole: our first answer, a call that goes on, the last call we got. */
export function withActivityMarks(lead: Lead, activities: readonly Told[]): Lead {
  const inOrder = activities.toSorted((left, right) => left.at - right.at)
  return inOrder.filter(({ type }) => type.startsWith('call.')).reduce(withCall, withFirstResponse(lead, activities))
}

/** A call begins with `call.started`; every other word about a call that is not older says that it is over. */
function withCall(lead: Lead, { type, at, direction }: Told): Lead {
  const { inCallSince, lastIncomingCallAt = 0, ...rest } = lead
  const incoming = type === 'call.inbound' || direction === 'inbound' ? Math.max(at, lastIncomingCallAt) : lastIncomingCallAt
  const since = type === 'call.started' ? at : inCallSince !== undefined && inCallSince > at ? inCallSince : undefined
  return {
    ...(rest as Lead),
    ...(incoming > 0 ? { lastIncomingCallAt: incoming } : {}),
    ...(since === undefined ? {} : { inCallSince: since }),
  }
}
