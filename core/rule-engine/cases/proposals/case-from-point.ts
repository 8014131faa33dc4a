import type { Point, Variable } from '../../analyse/analysis.js'
import { variableOf } from '../../analyse/variables.js'
import { TIME_UNITS, type TimeUnit } from '../../facts/time-units.js'
import type { RuleSet } from '../../rule-set.js'
import type { RuleCase } from '../case.js'
import { CASE_START, durationOf } from './case-time.js'

/** What a case says of the lead and of what happened, and when the last of it is looked at. */
export type Circumstances = Pick<RuleCase, 'given' | 'start'> & { readonly lookAfter?: number }

/** Values that follow from rules or are set when a lead comes in; no case can give them. */
const NOT_GIVEN: ReadonlySet<string> = new Set([
  'id',
  'version',
  'score',
  'createdAt',
  'updatedAt',
  'statusSince',
  'rulesTrue',
  'nextChangeAt',
])

/** Fields that hold the instant at which the lead of a case comes in. */
const FROM_START: ReadonlySet<string> = new Set(['createdAt', 'updatedAt', 'statusSince'])

interface Making {
  readonly ruleSet: RuleSet
  readonly base: Circumstances
}

/** Makes of an imagined record what a case can give, laid over other circumstances; what follows from rules is left to them. */
export function caseFromPoint(point: Point, { ruleSet, base }: Making): Circumstances {
  return Object.entries(point).reduce((made, [key, value]) => place(made, { variable: variableOf(key), value, ruleSet }), base)
}

interface Placing {
  readonly variable: Variable
  readonly value: unknown
  readonly ruleSet: RuleSet
}

function place(made: Circumstances, placing: Placing): Circumstances {
  const { variable, value, ruleSet } = placing
  const { fact, params, path = '' } = variable
  if (fact === 'lead') return withLead(made, keysOf(path), isInstant(path, ruleSet) ? asInstant(value) : value)
  if (fact === 'activityCount') return withActivities(made, String(params['type']), Number(value ?? 0))
  if (fact === 'elapsed') return withElapsed(made, placing)
  if (fact === 'now' && typeof value === 'number') return { ...made, start: new Date(value).toISOString() }
  return made
}

function withLead(made: Circumstances, [field, ...rest]: readonly string[], value: unknown): Circumstances {
  if (field === undefined || NOT_GIVEN.has(field)) return made
  return { ...made, given: { ...made.given, lead: put(made.given.lead ?? {}, [field, ...rest], value) } }
}

type Values = Readonly<Record<string, unknown>>

function put(values: Values, [key = '', ...rest]: readonly string[], value: unknown): Values {
  const { [key]: before, ...others } = values
  const inner: unknown = rest.length === 0 ? value : put((before ?? {}) as Values, rest, value)
  return inner === undefined ? others : { ...others, [key]: inner }
}

function withActivities(made: Circumstances, type: string, count: number): Circumstances {
  const others = (made.given.activities ?? []).filter((activity) => activity.type !== type)
  const activities = count >= 1 ? [...others, { type, ...(count > 1 ? { count: Math.round(count) } : {}) }] : others
  const { activities: _before, ...given } = made.given
  return { ...made, given: activities.length === 0 ? given : { ...given, activities } }
}

/** Time since the lead came in has to pass; an instant that can be given is given. */
function withElapsed(made: Circumstances, { variable: { params }, value }: Placing): Circumstances {
  const since = Array.isArray(params['since']) ? params['since'].map(String) : []
  const [field = ''] = since
  if (typeof value !== 'number') return withLead(made, [field], undefined)
  const passed = Math.round(value * TIME_UNITS[String(params['unit']) as TimeUnit])
  if (FROM_START.has(field)) return passed > 0 ? { ...made, lookAfter: Math.max(passed, made.lookAfter ?? 0) } : made
  return withLead(made, [field], asInstant(CASE_START - passed))
}

const keysOf = (path: string): readonly string[] => [...path.matchAll(/\.([a-zA-Z_][a-zA-Z0-9_-]*)/g)].map(([, key]) => key ?? '')

function isInstant(path: string, { vocabulary }: RuleSet): boolean {
  return vocabulary.fields.lead[path.replace(/^\$\./, '')]?.type === 'dateTime'
}

/** An analysis knows no more of an instant than that it is there; zero is none, as it is for rules that ask for one. */
function asInstant(value: unknown): unknown {
  if (typeof value !== 'number') return value
  return value <= 0 ? undefined : new Date(value < EARLIEST ? CASE_START : value).toISOString()
}

const EARLIEST = Date.UTC(1980, 0, 1)

/** The case itself, still without anything it expects. */
export function asCase(name: string, { given, start, lookAfter }: Circumstances): RuleCase {
  return {
    name,
    ...(start === undefined ? {} : { start }),
    given,
    ...(lookAfter === undefined ? {} : { timeline: [{ at: durationOf(lookAfter) }] }),
  }
}
