import { jalaliParts } from '../../model/calendar/jalali.js'
import type { Lead } from '../../model/entities/lead.js'
import type { Slot } from '../rule-set.js'
import { TIME_UNITS, type TimeUnit } from './time-units.js'

/** A lead while it is decided: what it is now, and the scores it has got so far. */
export interface LeadState {
  readonly lead: Lead
  readonly scores: Readonly<Record<string, { readonly total: number; readonly grade?: string }>>
  /** Id of the scoring file whose total and grade stand on the lead. */
  readonly mainScore: string | undefined
  readonly now: number
  readonly timeZone: string
}

/** The value of a fact that follows from the lead, its scores and the clock; other facts are loaded, not derived. */
export function deriveFact({ fact, params }: Pick<Slot, 'fact' | 'params'>, state: LeadState): unknown {
  if (fact === 'lead') return state.lead
  if (fact === 'now') return state.now
  if (fact === 'elapsed') return elapsed(params, state)
  if (fact === 'jalali') return jalaliParts(state.now, state.timeZone)
  const score = scoreOf(params, state)
  return fact === 'grade' ? score?.grade : score
}

/** The instant from which `elapsed` counts: the first of its fields that is filled. */
export function elapsedBase(params: Slot['params'], lead: Lead): number | undefined {
  const since = Array.isArray(params['since']) ? params['since'] : []
  return since.map((field) => lead[String(field)]).find((value): value is number => typeof value === 'number')
}

/** Milliseconds of the unit in which `elapsed` counts. */
export const elapsedUnit = (params: Slot['params']): number => TIME_UNITS[String(params['unit']) as TimeUnit]

function elapsed(params: Slot['params'], { lead, now }: LeadState): number | undefined {
  const base = elapsedBase(params, lead)
  return base === undefined ? undefined : (now - base) / elapsedUnit(params)
}

function scoreOf(params: Slot['params'], { lead, scores, mainScore }: LeadState) {
  const model = typeof params['model'] === 'string' ? params['model'] : mainScore
  const score = model === undefined ? undefined : scores[model]
  if (score || model !== mainScore || lead.score === undefined) return score
  return { total: lead.score, ...(lead.grade === undefined ? {} : { grade: lead.grade }) }
}
