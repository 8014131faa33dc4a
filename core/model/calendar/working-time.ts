import type { WorkingCalendar } from './working-calendar.js'
import { type WorkingYear, workingYear } from './working-year.js'

/** A calendar with the zone whose clocks its hours are read from. */
export interface WorkingHours {
  readonly calendar: WorkingCalendar
  readonly timeZone: string
}

/** Nobody works outside of these years, so that a mistyped instant cannot keep anybody counting for ever. */
const FIRST_YEAR = 1970
const LAST_YEAR = 2099

/**
 * The working time between two instants, in milliseconds; negative when `to` is the earlier one.
 * @example workingTime(hours, { from: friday17h, to: monday9h }) // 3_600_000, where work begins at 8
 */
export function workingTime(hours: WorkingHours, { from, to }: { readonly from: number; readonly to: number }): number {
  if (to < from) return 0 - workingTime(hours, { from: to, to: from })
  const [first, last] = [yearOf(from), yearOf(to)]
  let sum = workedInYear(yearIn(hours, last), to) - workedInYear(yearIn(hours, first), from)
  for (let year = first; year < last; year += 1) sum += yearIn(hours, year).total
  return sum
}

/**
 * The first instant at which at least so much working time (whole milliseconds) lies behind `from`; for a negative amount, at
 * most so much before it. Undefined when that is never.
 * @example afterWorkingTime(hours, { from: thursday1655, amount: 600_000 }) // Saturday, five minutes after work began
 */
export function afterWorkingTime(
  hours: WorkingHours,
  { from, amount }: { readonly from: number; readonly amount: number },
): number | undefined {
  let year = yearOf(from)
  let rest = workedInYear(yearIn(hours, year), from) + amount
  while (rest <= 0 && year > FIRST_YEAR) {
    year -= 1
    rest += yearIn(hours, year).total
  }
  while (rest > yearIn(hours, year).total) {
    rest -= yearIn(hours, year).total
    year += 1
    if (year > LAST_YEAR) return undefined
  }
  return rest > 0 ? instantIn(yearIn(hours, year), rest) : undefined
}

const yearIn = ({ calendar, timeZone }: WorkingHours, year: number): WorkingYear => workingYear(calendar, timeZone, year)

const yearOf = (ms: number): number => Math.min(LAST_YEAR, Math.max(FIRST_YEAR, new Date(ms).getUTCFullYear()))

/** Working time of a year up to an instant, none before the year and all of it after. */
function workedInYear({ starts, ends, before }: WorkingYear, ms: number): number {
  const place = lastAtMost(starts, ms)
  if (place < 0) return 0
  return (before[place] ?? 0) + Math.min(ms, ends[place] ?? ms) - (starts[place] ?? ms)
}

/** The instant at which an amount of the year's working time, above none, has passed. */
function instantIn({ starts, before }: WorkingYear, amount: number): number {
  const place = lastAtMost(before, amount - 1)
  return (starts[place] ?? 0) + amount - (before[place] ?? 0)
}

/** The place of the last number that is not above a limit, -1 when all are; the numbers rise. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = -1
  let high = numbers.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= limit) low = middle
    else high = middle
  }
  return low
}
