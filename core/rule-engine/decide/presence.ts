import { type Presence, presenceAt, presenceChange } from '../../model/calendar/presence.js'
import type { RuleSet } from '../rule-set.js'

interface Moment {
  readonly now: number
  readonly timeZone?: string
}

/** What each working calendar says about this instant. */
export function presenceByCalendar(
  { calendars }: Pick<RuleSet, 'calendars'>,
  moment: Moment,
): Readonly<Record<string, Presence>> {
  const { now, timeZone = 'UTC' } = moment
  return Object.fromEntries(
    Object.entries(calendars).map(([id, calendar]) => [
      id,
      presenceAt({ calendar, timeZone: calendar.timeZone ?? timeZone }, now),
    ]),
  )
}

/** When working time begins or ends next by each calendar, for leads that wait for somebody who is at work. */
export function presenceChanges(
  { calendars, routing }: Pick<RuleSet, 'calendars' | 'routing'>,
  moment: Moment,
): readonly number[] {
  if (!routing.some(({ rules }) => rules.some(({ then }) => then.composition))) return []
  const { now, timeZone = 'UTC' } = moment
  return Object.values(calendars).flatMap(
    (calendar) => presenceChange({ calendar, timeZone: calendar.timeZone ?? timeZone }, now) ?? [],
  )
}
