import { CrmError } from '../../errors.js'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { elapsedUnit } from '../facts/derive-facts.js'
import type { RuleSet } from '../rule-set.js'
import { inlineConditions } from './inline-conditions.js'
import { isFactReference } from './slot-table.js'

interface Asking {
  /** Milliseconds UTC: the instant at which it is asked. */
  readonly now: number
  /** The scoring file whose total and grade stand on the lead. */
  readonly mainScore: string | undefined
}

/**
 * Brings conditions down to comparisons of the lead's own fields with values, which a database can answer:
 * names become what they stand for, grade and score the fields in which they were kept, a span of time an instant before `now`.
 * @throws {CrmError} FILTER_NOT_SQL with the fact that no field holds; RULE_CONDITION_UNKNOWN, RULE_CONDITION_CYCLE.
 * @example lowerConditions({ condition: 'isHot' }, { ruleSet, now }) // { all: [{ fact: 'lead', path: '$.grade', … }] }
 */
export function lowerConditions(
  conditions: Conditions,
  { ruleSet, now }: { readonly ruleSet: Pick<RuleSet, 'conditions' | 'scoring'>; readonly now: number },
): Conditions {
  return lowerNode(inlineConditions(ruleSet, conditions), { now, mainScore: ruleSet.scoring[0]?.id }) as Conditions
}

function lowerNode(node: ConditionNode, asking: Asking): ConditionNode {
  if ('all' in node) return { all: node.all.map((child) => lowerNode(child, asking)) }
  if ('any' in node) return { any: node.any.map((child) => lowerNode(child, asking)) }
  if ('not' in node) return { not: lowerNode(node.not, asking) }
  return 'fact' in node ? lowerLeaf(node, asking) : node
}

function lowerLeaf(leaf: Comparison, asking: Asking): ConditionNode {
  if (leaf.operator.startsWith('not:'))
    return { not: lowerLeaf({ ...leaf, operator: leaf.operator.slice('not:'.length) }, asking) }
  const { fact, params = {}, path, operator } = leaf
  const value = lowerValue(leaf.value, asking)
  if (fact === 'lead') return { ...leaf, value }
  if (fact === 'elapsed') return lowerElapsed({ ...leaf, value }, asking)
  const isMain = params['model'] === undefined || params['model'] === asking.mainScore
  const field = isMain ? KEPT[`${fact} ${path ?? '$'}`] : undefined
  if (field === undefined) throw notSql(fact)
  return ofLead(field, operator, value)
}

/** Fields of the lead that keep what the last decision found. */
const KEPT: Readonly<Record<string, string>> = { 'grade $': 'grade', 'score $.total': 'score', 'score $.grade': 'grade' }

function lowerValue(value: unknown, { now }: Asking): unknown {
  if (!isFactReference(value)) return value
  if (value.fact === 'now') return now
  throw notSql(value.fact, 'on the right of a comparison')
}

/** More time has passed since an earlier instant, so the comparison turns round. */
const TURNED: Readonly<Record<string, string>> = {
  lessThan: 'greaterThan',
  lessThanInclusive: 'greaterThanInclusive',
  greaterThan: 'lessThan',
  greaterThanInclusive: 'lessThanInclusive',
}

function lowerElapsed({ params = {}, operator, value }: Comparison, { now }: Asking): ConditionNode {
  const since = Array.isArray(params['since']) ? params['since'].map(String) : []
  const turned = TURNED[operator]
  if (operator === 'present') {
    const filled: ConditionNode = { any: since.map((field) => ofLead(field, 'present', true)) }
    return value === true ? filled : { not: filled }
  }
  if (turned === undefined || typeof value !== 'number') throw notSql('elapsed')
  return firstFilled(since, (field) => ofLead(field, turned, now - value * elapsedUnit(params)))
}

/** Time counts from the first field that is filled; a comparison of one that is not filled does not hold. */
function firstFilled([field = '', ...others]: readonly string[], ask: (field: string) => Comparison): ConditionNode {
  if (others.length === 0) return ask(field)
  return { any: [ask(field), { all: [ofLead(field, 'present', false), firstFilled(others, ask)] }] }
}

const ofLead = (field: string, operator: string, value: unknown): Comparison => ({
  fact: 'lead',
  path: `$.${field}`,
  operator,
  value,
})

function notSql(fact: string, where = 'in this form'): CrmError {
  const message = `The fact "${fact}" ${where} cannot be brought to fields of the lead, so the database cannot answer it.`
  return new CrmError('FILTER_NOT_SQL', message, { details: { field: 'where', fact } })
}
