import { remember } from '../remember.js'

/** The calendars that people read dates in. */
export type CalendarName = 'gregorian' | 'jalali'

/** How much is told: `short` is date and time, `long` adds the weekday, `date` and `time` are one of both alone. */
export type InstantStyle = 'short' | 'long' | 'date' | 'time'

/** How a reader wants dates written. */
export interface DateFormat {
  readonly language: string
  readonly calendar: CalendarName
  /** IANA name, for example `Asia/Tehran`. */
  readonly timeZone: string
  readonly style?: InstantStyle
}

/**
 * Writes an instant (milliseconds since 1970 UTC) for a reader.
 * @example formatInstant(0, { language: 'en', calendar: 'gregorian', timeZone: 'UTC' }) // 'Jan 1, 1970, 12:00 AM'
 */
export function formatInstant(ms: number, { language, calendar, timeZone, style = 'short' }: DateFormat): string {
  const write = (kind: PartKind) => formatter(JSON.stringify([language, calendar, timeZone, kind])).format(ms)
  if (style !== 'long') return write(style)
  // The weekday is put in front by hand: the full style of ICU writes Persian dates backwards.
  const comma = language.startsWith('fa') ? '، ' : ', '
  return [write('weekday'), write('longDate'), write('time')].join(comma)
}

/**
 * Writes a day (`YYYY-MM-DD`) for a reader; a text that is no day stays as it is.
 * @example formatDate('2026-03-21', { language: 'fa', calendar: 'jalali' }) // '۱ فروردین ۱۴۰۵'
 */
export function formatDate(day: string, { language, calendar }: Pick<DateFormat, 'language' | 'calendar'>): string {
  const ms = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(ms) ? day : formatInstant(ms, { language, calendar, timeZone: 'UTC', style: 'date' })
}

/** Whether this is the name of a time zone that dates can be written in. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

type PartKind = Exclude<InstantStyle, 'long'> | 'weekday' | 'longDate'

const PARTS: Readonly<Record<PartKind, Intl.DateTimeFormatOptions>> = {
  short: { dateStyle: 'medium', timeStyle: 'short' },
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  weekday: { weekday: 'long' },
  longDate: { dateStyle: 'long' },
}

const formatter = remember((key) => {
  const [language, calendar, timeZone, kind] = JSON.parse(key) as [string, CalendarName, string, PartKind]
  const locale = `${language}-u-ca-${calendar === 'jalali' ? 'persian' : 'gregory'}`
  return new Intl.DateTimeFormat(locale, { ...PARTS[kind], timeZone })
})
