import type { Lead } from '../../model/entities/lead.js'
import { pathReader } from '../compile/read-path.js'
import { slotKey } from '../compile/slot-key.js'
import type { AnalysisScope, Point, Variable } from './analysis.js'
import { sourceOf } from './sources.js'
import { ANALYSIS_NOW, isGrade, scoreFileOf } from './value-domain.js'
import { variableOf } from './variables.js'

/** A point as a record that can be decided on, or replayed on another engine. */
export interface PointFacts {
  readonly lead: Lead
  /** Values by slot, those that follow from lead, score and clock included. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly now: number
}

type Values = Record<string, unknown>
interface Draft {
  readonly lead: Values
  readonly facts: Values
  readonly now: number
}

/**
 * Makes a lead and facts in which every variable of a point has its value; what the point does not name is missing,
 * except what every lead has.
 * @example const { lead, facts, now } = pointToFacts(point, ruleSet)
 */
export function pointToFacts(point: Point, ruleSet: AnalysisScope): PointFacts {
  const now = typeof point['now'] === 'number' ? point['now'] : (ruleSet.now ?? ANALYSIS_NOW)
  const start = { id: 'example', version: 1, createdAt: now, updatedAt: now, source: 'example', statusSince: now }
  const draft: Draft = { lead: { ...start, status: ruleSet.lifecycle.start }, facts: { now }, now }
  const variables = Object.keys(point).map(variableOf)
  for (const variable of variables.filter(({ fact }) => fact !== 'elapsed'))
    place(variable, point[variable.key], { draft, ruleSet })
  const timed = { ...ruleSet, now }
  for (const variable of variables.filter(({ fact }) => fact === 'elapsed'))
    placeElapsed(variable, { draft, point, ruleSet: timed })
  return { lead: draft.lead as Lead, facts: { ...draft.facts, lead: draft.lead }, now }
}

/** The values that variables have for a decided record, to stay near to in `findPoint`. */
export function pointFromFacts(variables: readonly Variable[], facts: Readonly<Record<string, unknown>>): Point {
  return Object.fromEntries(
    variables.map(({ key, fact, params, path }) => [key, pathReader(path)(facts[slotKey(fact, params)])] as const),
  )
}

function place(
  variable: Variable,
  value: unknown,
  { draft, ruleSet }: { readonly draft: Draft; readonly ruleSet: AnalysisScope },
): void {
  const { fact, params, path } = variable
  const file = scoreFileOf(variable, ruleSet)
  if (file && file === ruleSet.scoring[0]) put(draft.lead, [isGrade(fact, path) ? 'grade' : 'score'], value)
  if (fact === 'lead') {
    if (path !== undefined) put(draft.lead, keysOf(path), value)
    return
  }
  if (fact === 'owner' && path === '$.id') put(draft.lead, ['ownerId'], value)
  put(draft.facts, [slotKey(fact, params), ...keysOf(path ?? '')], value)
}

/** The instant since which so much time has passed. */
function placeElapsed(
  variable: Variable,
  { draft, point, ruleSet }: { readonly draft: Draft; readonly point: Point; readonly ruleSet: AnalysisScope },
): void {
  const value = point[variable.key]
  put(draft.facts, [variable.key], value)
  const source = sourceOf(variable, ruleSet)
  const free = source.of.filter(({ key }) => !Object.hasOwn(point, key))
  const [base] = value === undefined ? [] : source.write(value)
  for (const [index, { path = '' }] of free.entries()) put(draft.lead, keysOf(path), index === 0 ? base : undefined)
}

function put(target: Values, [key, ...deeper]: readonly string[], value: unknown): void {
  if (key === undefined) return
  if (deeper.length === 0) {
    if (value === undefined) delete target[key]
    else target[key] = value
    return
  }
  const inner = target[key]
  if (value === undefined && !isRecord(inner)) return
  const copy: Values = isRecord(inner) ? { ...inner } : {}
  put(copy, deeper, value)
  target[key] = copy
}

const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)

const keysOf = (path: string): string[] => [...path.matchAll(/\.([a-zA-Z_][a-zA-Z0-9_-]*)/g)].map(([, key]) => key ?? '')
