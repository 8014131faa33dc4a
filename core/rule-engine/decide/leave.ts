import { type LeaveSpan, leaveSpans } from '../../model/calendar/leave-spans.js'
import type { RuleSet } from '../rule-set.js'
import type { DecideEnvironment, QueueSituation } from './decide-request.js'

type Place = Pick<DecideEnvironment, 'now' | 'timeZone' | 'queues'>

/** The queues with those members away whose leave a calendar tells. */
export function queuesOnLeave({ calendars }: Pick<RuleSet, 'calendars'>, place: Place): readonly QueueSituation[] {
  const away = new Set(
    spansIn(calendars, place)
      .filter(({ from, until }) => from <= place.now && place.now < until)
      .map(({ user }) => user),
  )
  if (away.size === 0) return place.queues
  return place.queues.map((queue) => ({
    ...queue,
    members: queue.members.map((member) => (away.has(member.email.toLowerCase()) ? { ...member, away: true } : member)),
  }))
}

/** The instants at which anybody's leave begins or ends. */
export function leaveChanges({ calendars }: Pick<RuleSet, 'calendars'>, place: Pick<Place, 'timeZone'>): readonly number[] {
  return spansIn(calendars, place).flatMap(({ from, until }) => [from, until])
}

function spansIn(calendars: RuleSet['calendars'], { timeZone = 'UTC' }: Pick<Place, 'timeZone'>): readonly LeaveSpan[] {
  return Object.values(calendars).flatMap((calendar) => leaveSpans({ calendar, timeZone: calendar.timeZone ?? timeZone }))
}
