import type { LocalizedText } from '../text/localized-text.js'
import type { CalendarName } from './format-instant.js'

/** Days of the week, in the order in which ISO 8601 counts them. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type Weekday = (typeof WEEKDAYS)[number]

/** One day, or a range of days with both ends in it. */
export type DayRange = { readonly on: string } | { readonly from: string; readonly to: string }

/** Days with hours of their own; without `hours` nobody works. A day without a year, `01-13`, comes back every year. */
export type Holiday = DayRange & {
  readonly title?: LocalizedText
  readonly hours?: readonly string[]
}

/** When a person is away, by days of this calendar. */
export interface Leave {
  /** The user's e-mail. */
  readonly user: string
  readonly from: string
  readonly to: string
}

/**
 * When people work. Hours are written `08:30-17:00`; a span that ends before it begins runs over midnight and belongs to
 * the day on which it begins, with that day's holiday.
 */
export interface WorkingCalendar {
  readonly id: string
  readonly title?: LocalizedText
  /** IANA name; the deployment's zone where it is left out. */
  readonly timeZone?: string
  /** Which calendar the days of this file are written in: `2026-03-21` or `1405-01-01`. */
  readonly dates?: CalendarName
  readonly week: { readonly [D in Weekday]?: readonly string[] }
  readonly holidays?: readonly Holiday[]
  readonly leave?: readonly Leave[]
}

/** Part of a day, in milliseconds from its midnight; the end may lie in the next day. */
export interface DaySpan {
  readonly start: number
  readonly end: number
}

/**
 * Reads `08:30-17:00`; undefined when it is no span of time.
 * @example parseDaySpan('22:00-06:00') // { start: 79_200_000, end: 108_000_000 }
 */
export function parseDaySpan(text: string): DaySpan | undefined {
  const [from, to] = (SPAN.exec(text) ?? []).slice(1).map(clockTime)
  if (from === undefined || to === undefined || from === to || from >= DAY_MS) return undefined
  return { start: from, end: to > from ? to : to + DAY_MS }
}

const DAY_MS = 86_400_000
const SPAN = /^(\d\d:\d\d)-(\d\d:\d\d)$/

function clockTime(text: string): number | undefined {
  const [hours = 99, minutes = 99] = text.split(':').map(Number)
  const ms = (hours * 60 + minutes) * 60_000
  return minutes < 60 && ms <= DAY_MS ? ms : undefined
}
