import { parseDuration } from '../../model/calendar/duration.js'
import type { WorkingCalendar } from '../../model/calendar/working-calendar.js'
import { afterWorkingTime, type WorkingHours, workingTime } from '../../model/calendar/working-time.js'
import type { SendWindow, Sequence, SequenceStep } from '../../model/sequence.js'
import type { Engine } from '../engine.js'

type Rules = Pick<Engine, 'rules' | 'settings'>

const DAY_MS = 86_400_000
const MOST_DAYS = 3_660

/**
 * When a step is due that follows on an instant. Where the sequence has a calendar, hours count in its working time, and a day
 * is a day on which somebody works: `P2D` from Thursday at ten is Sunday at ten where nobody works on Friday.
 */
export function dueAfter(
  engine: Rules,
  { sequence, step, from }: { sequence: Sequence; step: SequenceStep; from: number },
): number {
  const ms = parseDuration(step.after ?? 'PT0S') ?? 0
  const hours = hoursOf(engine, sequence.calendar)
  if (!hours || ms === 0) return from + ms
  const days = Math.floor(ms / DAY_MS)
  const afterDays = workingDaysAfter(hours, { from, days })
  const rest = ms - days * DAY_MS
  return rest === 0
    ? firstOpen(hours, afterDays)
    : (afterWorkingTime(hours, { from: afterDays, amount: rest }) ?? afterDays + rest)
}

function workingDaysAfter(hours: WorkingHours, { from, days }: { from: number; days: number }): number {
  let [at, left] = [from, days]
  for (let tried = 0; left > 0 && tried < MOST_DAYS; tried += 1) {
    at += DAY_MS
    if (workingTime(hours, { from: at - DAY_MS / 2, to: at + DAY_MS / 2 }) > 0) left -= 1
  }
  return at
}

/** The first instant from which on mails may go: this one, or the next at which the window opens. */
export function sendableAt(engine: Rules, window: SendWindow | undefined, from: number): number {
  if (!window) return from
  const hours =
    'calendar' in window
      ? hoursOf(engine, window.calendar)
      : { calendar: windowCalendar(window), timeZone: window.timeZone ?? engine.settings.timeZone }
  return hours ? firstOpen(hours, from) : from
}

const firstOpen = (hours: WorkingHours, from: number): number => (afterWorkingTime(hours, { from, amount: 1 }) ?? from + 1) - 1

const calendars = new WeakMap<object, WorkingCalendar>()

/** One calendar per window, because its working years are remembered by it. */
function windowCalendar(window: Exclude<SendWindow, { calendar: string }>): WorkingCalendar {
  const known = calendars.get(window)
  if (known) return known
  const calendar = { id: 'send-window', week: Object.fromEntries(window.days.map((day) => [day, window.hours])) }
  calendars.set(window, calendar)
  return calendar
}

function hoursOf({ rules, settings }: Rules, id: string | undefined): WorkingHours | undefined {
  const all = rules().calendars
  const calendar = id !== undefined && Object.hasOwn(all, id) ? all[id] : undefined
  return calendar && { calendar, timeZone: calendar.timeZone ?? settings.timeZone }
}
