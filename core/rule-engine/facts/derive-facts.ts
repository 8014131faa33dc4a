import { type JalaliParts, jalaliParts } from '../../model/calendar/jalali.js'
import { type WorkingHours, workingTime } from '../../model/calendar/working-time.js'
import type { Lead } from '../../model/entities/lead.js'
import { type ResponseClock, responseLevel } from '../../model/response-clock.js'
import type { RuleSet, Slot } from '../rule-set.js'
import { TIME_UNITS, type TimeUnit } from './time-units.js'

/** A lead while it is decided: what it is now, and the scores it has got so far. */
export interface LeadState {
  readonly lead: Lead
  readonly scores: Readonly<Record<string, { readonly total: number; readonly grade?: string; readonly changesAt?: number }>>
  /** Id of the scoring file whose total and grade stand on the lead. */
  readonly mainScore: string | undefined
  readonly now: number
  readonly timeZone: string
  readonly calendars: RuleSet['calendars']
}

/** The value of a fact that follows from the lead, its scores and the clock; other facts are loaded, not derived. */
export function deriveFact({ fact, params }: Pick<Slot, 'fact' | 'params'>, state: LeadState): unknown {
  if (fact === 'lead') return state.lead
  if (fact === 'now') return state.now
  if (fact === 'elapsed') return elapsed(params, state)
  if (fact === 'jalali') return jalali(params, state)
  if (fact === 'responseDue') return state.lead.responseDueAt
  if (fact === 'responseOverdue') return (state.lead.responseDueAt ?? Infinity) <= state.now
  if (fact === 'responseLevel') return responseLevel(state.lead.responseClock as ResponseClock | undefined, state.now)
  const score = scoreOf(params, state)
  return fact === 'grade' ? score?.grade : score
}

/** The instant from which `elapsed` counts: the first of its fields that is filled. */
export function elapsedBase(params: Slot['params'], lead: Lead): number | undefined {
  const since = Array.isArray(params['since']) ? params['since'] : []
  return since.map((field) => lead[String(field)]).find((value): value is number => typeof value === 'number')
}

/** The working hours by which `elapsed` counts, where it names a calendar. */
export function elapsedHours(
  { calendar }: Slot['params'],
  { calendars, timeZone }: Pick<LeadState, 'calendars' | 'timeZone'>,
): WorkingHours | undefined {
  const found = typeof calendar === 'string' && Object.hasOwn(calendars, calendar) ? calendars[calendar] : undefined
  return found && { calendar: found, timeZone: found.timeZone ?? timeZone }
}

/** Milliseconds of the unit in which `elapsed` counts. */
export const elapsedUnit = (params: Slot['params']): number => TIME_UNITS[String(params['unit']) as TimeUnit]

function elapsed(params: Slot['params'], state: LeadState): number | undefined {
  const { lead, now } = state
  const base = elapsedBase(params, lead)
  if (base === undefined) return undefined
  const hours = elapsedHours(params, state)
  return (hours ? workingTime(hours, { from: base, to: now }) : now - base) / elapsedUnit(params)
}

/** Instants are read in the deployment's time zone; a day is the same day everywhere. */
function jalali({ of }: Slot['params'], { lead, now, timeZone }: LeadState): JalaliParts | undefined {
  const value = of === undefined ? now : lead[String(of)]
  const ms = typeof value === 'string' ? Date.parse(value) : value
  if (typeof ms !== 'number' || !(ms >= EARLIEST && ms < LATEST)) return undefined
  return jalaliParts(ms, typeof value === 'string' ? 'UTC' : timeZone)
}

// Beyond these the calendar is not settled.
const EARLIEST = Date.UTC(700, 0)
const LATEST = Date.UTC(3700, 0)

function scoreOf(params: Slot['params'], { lead, scores, mainScore }: LeadState) {
  const model = typeof params['model'] === 'string' ? params['model'] : mainScore
  const score = model === undefined ? undefined : scores[model]
  if (score || model !== mainScore || lead.score === undefined) return score
  return { total: lead.score, ...(lead.grade === undefined ? {} : { grade: lead.grade }) }
}
