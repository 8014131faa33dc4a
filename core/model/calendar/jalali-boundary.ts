import { toGregorian, toJalaali } from 'jalaali-js'

/** What a Jalali date can be asked for. */
export type JalaliUnit = 'day' | 'month' | 'quarter' | 'year'

const DAY_MS = 86_400_000

/**
 * The first day after this one on which another Jalali day, month, quarter or year begins; days are counted from 1970-01-01.
 * @example nextJalaliDay(20_532, 'year') // 20_533, the first of Farvardin 1405
 */
export function nextJalaliDay(day: number, unit: JalaliUnit): number {
  if (unit === 'day') return day + 1
  const date = new Date(day * DAY_MS)
  const { jy, jm } = toJalaali(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
  const months = { month: 1, quarter: 3, year: 12 }[unit]
  const next = Math.ceil(jm / months) * months + 1
  const { gy, gm, gd } = next > 12 ? toGregorian(jy + 1, 1, 1) : toGregorian(jy, next, 1)
  return Date.UTC(gy, gm - 1, gd) / DAY_MS
}
