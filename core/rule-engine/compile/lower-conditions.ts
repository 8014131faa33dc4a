import { CrmError } from '../../errors.js'
import { jalaliParts } from '../../model/calendar/jalali.js'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { activityQuestion } from '../facts/activity-facts.js'
import type { RuleSet } from '../rule-set.js'
import { jalaliStretches } from './jalali-stretches.js'
import { lowerElapsed } from './lower-elapsed.js'
import { type OperatorTest, operatorTest } from './operator-test.js'
import { pathReader } from './read-path.js'
import { isFactReference } from './slot-table.js'

/** When and where it is asked. */
export interface Asking {
  readonly ruleSet: Pick<RuleSet, 'conditions' | 'scoring' | 'vocabulary'>
  /** Milliseconds UTC: the instant at which it is asked. */
  readonly now: number
  /** In which the parts of dates are read. */
  readonly timeZone: string
}

/**
 * Brings conditions in which nothing is named down to comparisons of the lead's own fields and activities with values, which
 * a database can answer: grade and score become the fields in which they were kept, a span of time an instant before `now`,
 * parts of the Jalali calendar stretches of time. What cannot be brought down is left as it is.
 * @throws {CrmError} FILTER_NOT_SQL for a score that is not kept.
 * @example lowerConditions({ fact: 'grade', operator: 'equal', value: 'hot' }, { ruleSet, now, timeZone })
 */
export function lowerConditions(node: ConditionNode, asking: Asking): ConditionNode {
  if ('all' in node) return { all: node.all.map((child) => lowerConditions(child, asking)) }
  if ('any' in node) return { any: node.any.map((child) => lowerConditions(child, asking)) }
  if ('not' in node) return { not: lowerConditions(node.not, asking) }
  return 'fact' in node ? lowerLeaf(node, asking) : node
}

function lowerLeaf(leaf: Comparison, asking: Asking): ConditionNode {
  const { fact, value, operator } = leaf
  if (fact === 'score' || fact === 'grade') refuseOther(leaf, asking)
  if (isFactReference(value)) return lowerReference(leaf, value, asking)
  if (operator.startsWith('not:')) return { not: lowerLeaf({ ...leaf, operator: operator.slice('not:'.length) }, asking) }
  const test = operatorTest(operator, asking.ruleSet.vocabulary.operators)
  if (!test) return leaf
  return LOWERINGS[fact]?.({ ...leaf, test }, asking) ?? leaf
}

/** A comparison with a value whose operator is known. */
interface KnownComparison extends Comparison {
  readonly test: OperatorTest
}

const LOWERINGS: Readonly<Record<string, (leaf: KnownComparison, asking: Asking) => ConditionNode | undefined>> = {
  now: (leaf, { now }) => constant(leaf, now),
  jalali: lowerJalali,
  elapsed: lowerElapsed,
  score: lowerKept,
  grade: lowerKept,
  activityCount: lowerActivities,
  lastActivity: lowerActivities,
}

function lowerReference(leaf: Comparison, reference: { readonly fact: string }, asking: Asking): ConditionNode {
  if (reference.fact === 'score' || reference.fact === 'grade') refuseOther(reference, asking)
  return reference.fact === 'now' ? lowerLeaf({ ...leaf, value: asking.now }, asking) : leaf
}

const TRUE: Conditions = { all: [] }
const FALSE: Conditions = { not: TRUE }

const constant = ({ path, value, test }: KnownComparison, left: unknown): Conditions =>
  test(pathReader(path)(left), value) ? TRUE : FALSE

function lowerJalali(leaf: KnownComparison, { now, timeZone, ruleSet }: Asking): ConditionNode | undefined {
  const { path, value, test } = leaf
  const { of, ...others } = leaf.params ?? {}
  if (Object.keys(others).length > 0) return undefined
  if (of === undefined) return constant(leaf, jalaliParts(now, timeZone))
  const field = String(of)
  const type = ruleSet.vocabulary.fields.lead[field]?.type
  const part = PARTS.find((name) => path === `$.${name}`)
  if ((type !== 'date' && type !== 'dateTime') || part === undefined) return undefined
  const within = ofLead(
    field,
    '#within',
    jalaliStretches({ type, timeZone, part }, (parts) => test(parts[part], value)),
  )
  return test(undefined, value) ? { any: [ofLead(field, 'present', false), within] } : within
}

// Days and weekdays turn too often to be written as stretches.
const PARTS = ['year', 'quarter', 'month'] as const

/** Fields of the lead that keep what the last decision found. */
const KEPT: Readonly<Record<string, string>> = { 'grade $': 'grade', 'score $.total': 'score', 'score $.grade': 'grade' }

/** A grade without a score is not the grade of a decision. */
function lowerKept({ fact, path, operator, value, test }: KnownComparison): ConditionNode | undefined {
  const field = KEPT[`${fact} ${path ?? '$'}`]
  if (field === undefined) return undefined
  const kept = ofLead(field, operator, value)
  if (field === 'score') return kept
  return test(undefined, value)
    ? { any: [ofLead('score', 'present', false), kept] }
    : { all: [ofLead('score', 'present', true), kept] }
}

function lowerActivities(leaf: KnownComparison, { now }: Asking): ConditionNode | undefined {
  const { fact, params = {}, path, operator, value } = leaf
  if (Object.keys(params).some((name) => !KNOWN_PARAMS.has(name))) return undefined
  const { type, since } = activityQuestion({ fact, params }, now)
  const question = { ...(type === undefined ? {} : { type }), ...(since === undefined ? {} : { since }) }
  return { fact, params: question, operator, value, ...(path === undefined ? {} : { path }) }
}

const KNOWN_PARAMS: ReadonlySet<string> = new Set(['type', 'within', 'withinDays'])

const ofLead = (field: string, operator: string, value: unknown): Comparison => ({
  fact: 'lead',
  path: `$.${field}`,
  operator,
  value,
})

function refuseOther({ fact, params }: { fact: string; params?: Readonly<Record<string, unknown>> }, { ruleSet }: Asking): void {
  const model = params?.['model']
  if (model === undefined || model === ruleSet.scoring[0]?.id) return
  const message = `The fact "${fact}" of the scoring file "${String(model)}" is worked out while deciding and kept nowhere, so nobody can be found by it.`
  throw new CrmError('FILTER_NOT_SQL', message, { details: { field: 'where', fact } })
}
