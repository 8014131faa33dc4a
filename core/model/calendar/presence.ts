import type { WorkingCalendar } from './working-calendar.js'
import { afterWorkingTime, type WorkingHours, workingTime } from './working-time.js'

/** Whether it is working time at an instant, and if not, why. */
export type Presence = 'working' | 'outside-working-hours' | 'on-holiday'

/** What a calendar says about an instant: a holiday is a day on which people would work otherwise. */
export function presenceAt(hours: WorkingHours, at: number): Presence {
  if (isWorking(hours, at)) return 'working'
  return isWorking({ ...hours, calendar: withoutHolidays(hours.calendar) }, at) ? 'on-holiday' : 'outside-working-hours'
}

/** The first instant after this one at which working time begins or ends; undefined when that is never. */
export function presenceChange(hours: WorkingHours, at: number): number | undefined {
  if (!isWorking(hours, at)) {
    const first = afterWorkingTime(hours, { from: at, amount: 1 })
    return first === undefined ? undefined : first - 1
  }
  let [inside, outside] = [at, at + LONGEST_STRETCH_MS]
  if (isAllWorking(hours, at, outside)) return outside
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2)
    if (isAllWorking(hours, at, middle)) inside = middle
    else outside = middle
  }
  return inside
}

const LONGEST_STRETCH_MS = 7 * 86_400_000

const isWorking = (hours: WorkingHours, at: number): boolean => workingTime(hours, { from: at, to: at + 1 }) === 1
const isAllWorking = (hours: WorkingHours, from: number, to: number): boolean => workingTime(hours, { from, to }) === to - from

const known = new WeakMap<WorkingCalendar, WorkingCalendar>()

function withoutHolidays(calendar: WorkingCalendar): WorkingCalendar {
  const made = known.get(calendar) ?? { ...calendar, holidays: [] }
  known.set(calendar, made)
  return made
}
