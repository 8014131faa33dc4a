import { asciiDigits } from '../text/fold.js'
import { jalaliDay } from './jalali.js'

/**
 * Reads a day that somebody wrote, year first, as `YYYY-MM-DD`; a time behind it is left out.
 * Years from 1200 to 1599 are Jalali: nobody enters a customer's date of the Middle Ages.
 * @example parseDay('۱۴۰۵/۱/۱') // '2026-03-21'
 */
export function parseDay(text: string): string | undefined {
  const [, year, month, day] = (text.length > MAX_LENGTH ? null : DAY.exec(asciiDigits(text).trim()))?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  return year >= 1200 && year < 1600 ? jalaliDay({ year, month, day }) : gregorianDay(year, month, day)
}

/**
 * Reads an instant that somebody wrote as milliseconds since 1970: a day with a time behind it, in ISO 8601 or nearly so.
 * A time without an offset is UTC, and a day alone is its midnight.
 * @example parseInstant('2026-03-21T09:30:00+03:30') // Date.UTC(2026, 2, 21, 6)
 */
export function parseInstant(text: string): number | undefined {
  const day = parseDay(text)
  const [, hour = '00', minute = '00', second = '00', fraction = '', offset = 'Z'] = CLOCK.exec(asciiDigits(text).trim()) ?? []
  if (day === undefined) return undefined
  const zone = offset.toUpperCase() === 'Z' ? 'Z' : offset.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h, m = '00') => `${h}:${m}`)
  const ms = Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`)
  return Number.isNaN(ms) ? undefined : ms
}

function gregorianDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : undefined
}

const MAX_LENGTH = 40
const TIME = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?`
const DAY = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|\s{1,3})${TIME})?$`, 'i')
const CLOCK = new RegExp(String.raw`(?:T|\s)${TIME}$`, 'i')
