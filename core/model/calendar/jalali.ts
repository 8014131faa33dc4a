import { isValidJalaaliDate, toGregorian, toJalaali } from 'jalaali-js'
import { localParts } from './local-parts.js'

/** Where an instant falls in the Jalali calendar. */
export interface JalaliParts {
  readonly year: number
  /** 1 is Farvardin. */
  readonly month: number
  readonly day: number
  /** 1 is Saturday, with which the week begins, 7 is Friday. */
  readonly weekday: number
  /** 1 is spring. */
  readonly quarter: number
}

/**
 * Reads an instant (milliseconds since 1970 UTC) in the Jalali calendar, as it is in a time zone.
 * @example jalaliParts(Date.UTC(2026, 2, 21), 'Asia/Tehran') // { year: 1405, month: 1, day: 1, weekday: 1, quarter: 1 }
 */
export function jalaliParts(ms: number, timeZone: string): JalaliParts {
  const { year, month, day, weekday } = localParts(ms, timeZone)
  const jalali = toJalaali(year, month, day)
  return {
    year: jalali.jy,
    month: jalali.jm,
    day: jalali.jd,
    weekday: ((weekday + 1) % 7) + 1,
    quarter: Math.ceil(jalali.jm / 3),
  }
}

/** The Gregorian day of a Jalali one, as `YYYY-MM-DD`; undefined when that month has no such day. */
export function jalaliDay({ year, month, day }: Pick<JalaliParts, 'year' | 'month' | 'day'>): string | undefined {
  if (!isValidJalaaliDate(year, month, day)) return undefined
  const { gy, gm, gd } = toGregorian(year, month, day)
  return [String(gy).padStart(4, '0'), String(gm).padStart(2, '0'), String(gd).padStart(2, '0')].join('-')
}
