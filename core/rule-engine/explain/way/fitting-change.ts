import type { ConditionNode } from '../../../model/conditions.js'
import type { Lead } from '../../../model/entities/lead.js'
import { checkTransition } from '../../../model/lifecycle.js'
import type { Point, PointAnswer, Variable } from '../../analyse/analysis.js'
import { findPoint } from '../../analyse/find-point.js'
import { pointFromFacts } from '../../analyse/point-to-facts.js'
import { sourceOf } from '../../analyse/sources.js'
import { scoreFileOf } from '../../analyse/value-domain.js'
import { variableOf, variablesIn } from '../../analyse/variables.js'
import { type DecisionStages, stagesOf, valuesAt } from '../decision-stages.js'
import { type Asked, compiledOf } from './asked.js'
import type { Change } from './change.js'
import { type Freedom, fieldOf, fixedKeys, isWritable, possible } from './changeable.js'

/** Conditions that shall hold and fail, and at which part of the decision they are asked. */
export interface Wanted {
  readonly holds: readonly ConditionNode[]
  readonly fails?: readonly ConditionNode[]
  readonly stage: Exclude<keyof DecisionStages, 'beforeMove'>
}

/** The smallest change by people after which the conditions stand as they shall, if the rest comes as well. */
export interface FittingChange {
  readonly change: Change
  /** Time has to pass, too. */
  readonly waits: boolean
  /** Another total or grade is needed, too. */
  readonly score?: { readonly file: string; readonly total?: number; readonly grade?: string }
  readonly exact: boolean
}

/** Finds it; undefined together with what is not free to move where there is none. */
export function fittingChange(wanted: Wanted, asked: Asked, freedom: Freedom): FittingChange | undefined {
  const { holds, fails = [], stage } = wanted
  const { ruleSet, environment } = asked
  const variables = [
    ...new Map([...holds, ...fails].flatMap((node) => variablesIn(node, ruleSet)).map((each) => [each.key, each])).values(),
  ]
  const near = nearPoint(variables, asked, stage)
  const answer = findPoint(
    {
      holds: [...holds, ...possible(variables, near, { asked, freedom })],
      fails,
      near,
      fixed: fixedKeys(variables, asked, freedom),
    },
    { ...ruleSet, now: environment.now, budget: 40_000 },
  )
  return answer.point && asChange(answer, near, asked)
}

function nearPoint(variables: readonly Variable[], asked: Asked, stage: Wanted['stage']): Point {
  const { ruleSet } = asked
  const { decision } = asked.decided
  const compiled = compiledOf(asked)
  const lead = stagesOf(ruleSet, decision)[stage]
  const values = valuesAt(lead, { ruleSet, compiled, decision })
  const facts = Object.fromEntries(compiled.slots.slots.map(({ key }, place) => [key, values[place]]))
  const sources = variables.flatMap((variable) => sourceOf(variable, ruleSet).of).filter(({ fact }) => fact === 'lead')
  const counted = variables.filter(({ fact }) => fact === 'activityCount').map(({ key }) => [key, facts[key] ?? 0])
  return { ...pointFromFacts([...sources, ...variables], facts), ...Object.fromEntries(counted) }
}

function asChange({ point = {}, changed = [], exact }: PointAnswer, near: Point, asked: Asked): FittingChange {
  const fields: Record<string, unknown> = {}
  const activities: Record<string, number> = {}
  let waits = false
  let score: FittingChange['score']
  // A part after the whole that it belongs to.
  for (const variable of changed.map(variableOf).sort((left, right) => left.key.length - right.key.length)) {
    const value = point[variable.key]
    const file = scoreFileOf(variable, asked.ruleSet)
    if (file) score = { file: file.id, ...score, ...(typeof value === 'number' ? { total: value } : { grade: String(value) }) }
    else if (variable.fact === 'lead' && fieldOf(variable) !== 'firstResponseAt' && isOurs(variable, asked))
      Object.assign(
        fields,
        fieldChange(variable, value, { fields, lead: asked.situation.lead }),
        reasonFor(variable, value, asked),
      )
    else if (variable.fact === 'elapsed' && value !== undefined) {
      const started = startOf(variable, value, asked)
      Object.assign(fields, started)
      waits ||= started === undefined
    } else {
      const more = happening(variable, value, near)
      for (const [type, count] of Object.entries(more ?? {})) activities[type] = Math.max(activities[type] ?? 0, count)
      waits ||= more === undefined
    }
  }
  return { change: { fields, activities }, waits, ...(score ? { score } : {}), exact }
}

const isOurs = (variable: Variable, asked: Asked): boolean =>
  fieldOf(variable) === 'status' || isWritable(fieldOf(variable), asked)

interface Written {
  readonly fields: Readonly<Record<string, unknown>>
  readonly lead: Lead
}

function fieldChange({ path = '' }: Variable, value: unknown, { fields, lead }: Written): Readonly<Record<string, unknown>> {
  const [field = '', part] = path.replace(/^\$\.?/, '').split('.')
  if (part === undefined) return { [field]: value }
  const whole = Object.hasOwn(fields, field) ? fields[field] : lead[field]
  const parts = typeof whole === 'object' && whole !== null ? whole : {}
  const known = part === 'amount' && !('currency' in parts) ? currencyIn(lead) : undefined
  const currency = known === undefined ? {} : { currency: known }
  return value === undefined && part === 'amount' ? { [field]: undefined } : { [field]: { ...parts, ...currency, [part]: value } }
}

/** The currency in which this lead's other amounts are; where there is none, nobody knows it. */
function currencyIn(lead: Lead): string | undefined {
  for (const value of Object.values(lead))
    if (typeof value === 'object' && value !== null && 'currency' in value) return String(value.currency)
  return undefined
}

/** A status that asks for a reason is entered with one. */
function reasonFor(variable: Variable, to: unknown, { ruleSet, situation: { lead } }: Asked): Readonly<Record<string, unknown>> {
  if (fieldOf(variable) !== 'status') return {}
  const refusal = checkTransition(ruleSet.lifecycle, { from: lead.status, to: String(to), values: lead })
  return refusal?.code === 'reason-missing' ? { statusReason: refusal.details[0] } : {}
}

/** The date to fill in for a time that does not run yet. */
function startOf(variable: Variable, value: unknown, asked: Asked): Readonly<Record<string, unknown>> | undefined {
  const { of, write } = sourceOf(variable, { ...asked.ruleSet, now: asked.environment.now })
  const lead: Readonly<Record<string, unknown>> = asked.situation.lead
  const [first] = of
  const isOpen = first && of.every((source) => lead[fieldOf(source)] === undefined && isWritable(fieldOf(source), asked))
  return isOpen ? { [fieldOf(first)]: write(value)[0] } : undefined
}

/** Activities that bring a fact where it shall be; undefined where only time does. */
function happening({ fact, params, key }: Variable, value: unknown, near: Point): Readonly<Record<string, number>> | undefined {
  const type = typeof params['type'] === 'string' ? params['type'] : 'note'
  if (fact === 'lastActivity' && value !== undefined) return { [type]: 1 }
  if (fact === 'lead' && key === 'lead$.firstResponseAt') return { 'call.outbound': 1 }
  const more = fact === 'activityCount' ? Number(value) - Number(near[key] ?? 0) : -1
  return more > 0 ? { [type]: more } : undefined
}
