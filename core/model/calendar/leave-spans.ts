import { dayNumber } from './calendar-day.js'
import { startOfDay } from './start-of-day.js'
import type { WorkingCalendar } from './working-calendar.js'
import type { WorkingHours } from './working-time.js'

/** A stretch in which a person is away: from an instant, up to but without another. */
export interface LeaveSpan {
  /** The user's e-mail in small letters. */
  readonly user: string
  readonly from: number
  readonly until: number
}

const known = new WeakMap<WorkingCalendar, { readonly timeZone: string; readonly spans: readonly LeaveSpan[] }>()

/** The leave of a calendar as instants; the first and the last day belong to it whole. */
export function leaveSpans({ calendar, timeZone }: WorkingHours): readonly LeaveSpan[] {
  const made = known.get(calendar)
  if (made?.timeZone === timeZone) return made.spans
  const { leave = [], dates = 'gregorian' } = calendar
  const spans = leave.flatMap(({ user, from, to }) => {
    const [first, last] = [dayNumber(from, dates), dayNumber(to, dates)]
    if (first === undefined || last === undefined) return []
    return [{ user: user.toLowerCase(), from: startOfDay(first, timeZone), until: startOfDay(last + 1, timeZone) }]
  })
  known.set(calendar, { timeZone, spans })
  return spans
}
