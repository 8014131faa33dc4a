import type { Engine } from '../intake/engine.js'
import { workingTime } from '../model/calendar/working-time.js'
import type { Lead } from '../model/entities/lead.js'
import type { ResponseClock, ResponseState } from '../model/response-clock.js'

/** How the answer that a lead waits for stands at this moment. */
export interface ResponseStanding {
  readonly responseState: ResponseState
  /** Working time that is left, in seconds; below zero where the answer is overdue, absent where nobody waits. */
  readonly secondsLeft?: number
}

/** Counts what is left until somebody must have answered, by the calendar of the target. */
export function responseStanding(
  { rules, now, settings }: Pick<Engine, 'rules' | 'now' | 'settings'>,
  lead: Lead,
): ResponseStanding {
  const clock = lead.responseClock as ResponseClock | undefined
  if (!clock) return { responseState: 'none' }
  const { from, spent, allowed } = clock
  const calendar = clock.calendar === undefined ? undefined : rules().calendars[clock.calendar]
  const hours = calendar && { calendar, timeZone: calendar.timeZone ?? settings.timeZone }
  const passed = from === undefined ? 0 : hours ? workingTime(hours, { from, to: now() }) : now() - from
  const secondsLeft = Math.floor((allowed - spent - passed) / 1_000)
  if (from === undefined) return { responseState: 'paused', secondsLeft }
  return { responseState: (lead.responseDueAt ?? Infinity) <= now() ? 'overdue' : 'waiting', secondsLeft }
}
