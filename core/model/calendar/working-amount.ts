import { parseDuration } from './duration.js'
import { parseDaySpan, type WorkingCalendar } from './working-calendar.js'

const DAY_MS = 86_400_000

/**
 * How much working time a duration is by a calendar: hours and minutes are what they are, a day is the calendar's mean working day.
 * @example workingAmount('P3D', nineToFive) // 24 hours in milliseconds
 */
export function workingAmount(duration: string, calendar: WorkingCalendar | undefined): number {
  const ms = parseDuration(duration) ?? 0
  if (!calendar) return ms
  const days = Math.floor(ms / DAY_MS)
  return Math.round(days * meanDay(calendar) + (ms - days * DAY_MS))
}

function meanDay({ week }: WorkingCalendar): number {
  const days = Object.values(week).filter((spans) => spans.length > 0)
  const spans = days.flat().flatMap((span) => parseDaySpan(span) ?? [])
  return days.length === 0 ? DAY_MS : spans.reduce((sum, { start, end }) => sum + end - start, 0) / days.length
}
