import { toGregorian, toJalaali } from 'jalaali-js'
import type { CalendarName } from './format-instant.js'
import { type JalaliUnit, nextJalaliDay } from './jalali-boundary.js'
import { dayAt, startOfDay } from './start-of-day.js'

/** The stretches that people put records into by their date. */
export const PERIOD_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodUnit = (typeof PERIOD_UNITS)[number]

/** A calendar on the clock of a time zone. */
export interface LocalCalendar {
  readonly calendar: CalendarName
  readonly timeZone: string
}

/** A span of time: `to` is the first instant that is no longer in it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The first instants of the periods that touch a span, ascending; at most `most` of them, one more where that is not enough.
 * @example periodStarts({ from: now, to: now + 1 }, { unit: 'month', calendar: 'jalali', timeZone: 'Asia/Tehran' })
 */
export function periodStarts(
  { from, to }: Span,
  { unit, most = 1_000, ...local }: LocalCalendar & { readonly unit: PeriodUnit; readonly most?: number },
): readonly number[] {
  const starts: number[] = []
  let day = firstDay(dayAt(from, local.timeZone), { unit, calendar: local.calendar })
  for (let at = startOfDay(day, local.timeZone); at < to && starts.length <= most; at = startOfDay(day, local.timeZone)) {
    starts.push(at)
    day = nextDay(day, { unit, calendar: local.calendar })
  }
  return starts
}

/** The period in which an instant falls, or the one that lies `steps` periods from it. */
export function periodAt(
  ms: number,
  { unit, calendar, timeZone, steps = 0 }: LocalCalendar & { readonly unit: PeriodUnit; readonly steps?: number },
): Span {
  const by = { unit, calendar }
  let day = firstDay(dayAt(ms, timeZone), by)
  for (let step = 0; step < steps; step += 1) day = nextDay(day, by)
  for (let step = 0; step > steps; step -= 1) day = firstDay(day - 1, by)
  return { from: startOfDay(day, timeZone), to: startOfDay(nextDay(day, by), timeZone) }
}

interface Stepping {
  readonly unit: PeriodUnit
  readonly calendar: CalendarName
}

/** The first day of the period in which a day lies; days are counted from 1970-01-01, a Thursday. */
function firstDay(day: number, { unit, calendar }: Stepping): number {
  if (unit === 'day') return day
  if (unit === 'week') return day - mod(day + (calendar === 'jalali' ? 5 : 3), 7)
  const date = new Date(day * DAY_MS)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const months = MONTHS[unit]
  if (calendar === 'gregorian') return Date.UTC(year, month - (month % months), 1) / DAY_MS
  const { jy, jm } = toJalaali(year, month + 1, date.getUTCDate())
  const { gy, gm, gd } = toGregorian(jy, jm - ((jm - 1) % months), 1)
  return Date.UTC(gy, gm - 1, gd) / DAY_MS
}

/** The first day of the period after the one that begins on this day. */
function nextDay(day: number, { unit, calendar }: Stepping): number {
  if (unit === 'week') return day + 7
  if (unit === 'day') return day + 1
  if (calendar === 'jalali') return nextJalaliDay(day, unit satisfies JalaliUnit)
  const date = new Date(day * DAY_MS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + MONTHS[unit], 1) / DAY_MS
}

const DAY_MS = 86_400_000
const MONTHS = { month: 1, quarter: 3, year: 12 } as const

const mod = (value: number, by: number): number => ((value % by) + by) % by
