import { toJalaali } from 'jalaali-js'
import type { CalendarName } from './format-instant.js'
import { jalaliDay } from './jalali.js'
import { parseDay } from './parse-day.js'

const DAY_MS = 86_400_000

/**
 * The number of a day, counted from 1970-01-01, that a file writes as `YYYY-MM-DD` of its calendar; undefined when there is none.
 * @example dayNumber('1405-01-01', 'jalali') // 20_533
 */
export function dayNumber(text: string, calendar: CalendarName): number | undefined {
  const [year, month, day] = FULL.test(text) ? text.split('-').map(Number) : []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const isJalali = calendar === 'jalali'
  const gregorian = isJalali ? jalaliDay({ year, month, day }) : isGregorian(year) ? parseDay(text) : undefined
  return gregorian === undefined ? undefined : Date.parse(`${gregorian}T00:00:00Z`) / DAY_MS
}

/** Month and day as one number, 1231 for the 31st of December; undefined where no year has that day. */
export function monthDay(text: string, calendar: CalendarName): number | undefined {
  if (!YEARLY.test(text)) return undefined
  const leapYear = calendar === 'jalali' ? 1403 : 2024
  return dayNumber(`${leapYear}-${text}`, calendar) === undefined ? undefined : Number(text.replace('-', ''))
}

/** The same for a day given by its number. */
export function monthDayOf(day: number, calendar: CalendarName): number {
  const date = new Date(day * DAY_MS)
  const month = date.getUTCMonth() + 1
  if (calendar === 'gregorian') return month * 100 + date.getUTCDate()
  const { jm, jd } = toJalaali(date.getUTCFullYear(), month, date.getUTCDate())
  return jm * 100 + jd
}

const FULL = /^\d{4}-\d\d-\d\d$/
const YEARLY = /^\d\d-\d\d$/

/** `parseDay` reads the years of the Middle Ages as Jalali ones. */
const isGregorian = (year: number): boolean => year < 1200 || year >= 1600
