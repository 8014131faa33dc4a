import { jalaliParts } from '../model/calendar/jalali.js'
import { localParts, zoneOffset } from '../model/calendar/local-parts.js'
import { parseInstant } from '../model/calendar/parse-day.js'
import { asciiDigits } from '../model/text/fold.js'
import type { Reader } from './reader.js'

/** Whose clock and calendar a form is written in. */
export type Clock = Pick<Reader, 'calendar' | 'timeZone'>

/**
 * Writes an instant as a form shows it: day and time of the reader's clock and calendar, to be typed back as it stands.
 * @example localText(Date.UTC(2026, 2, 21, 6), { calendar: 'jalali', timeZone: 'Asia/Tehran' }) // '1405-01-01 09:30'
 */
export function localText(ms: number, { calendar, timeZone }: Clock): string {
  const { hour, minute, ...local } = localParts(ms, timeZone)
  const { year, month, day } = calendar === 'jalali' ? jalaliParts(ms, timeZone) : local
  return `${pad(year, 4)}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`
}

/** Writes a day, `YYYY-MM-DD`, in the reader's calendar; what is no such day stays as it is. */
export function localDay(day: string, { calendar }: Pick<Clock, 'calendar'>): string {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN
  return Number.isNaN(ms) ? day : localText(ms, { calendar, timeZone: 'UTC' }).slice(0, 'YYYY-MM-DD'.length)
}

/** Reads what `localText` wrote, or anything like it; a time without an offset is of the reader's clock. */
export function readLocal(text: string, { timeZone }: Pick<Clock, 'timeZone'>): number | undefined {
  const ms = parseInstant(text)
  if (ms === undefined || /(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(asciiDigits(text).trim().replace(/^\S+/, ''))) return ms
  const guess = ms - zoneOffset(ms, timeZone)
  return ms - zoneOffset(guess, timeZone)
}

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')
