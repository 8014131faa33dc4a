import type { Comparison, ConditionNode } from '../../model/conditions.js'
import { elapsedUnit } from '../facts/derive-facts.js'

/** More time has passed since an earlier instant, so the comparison turns round. */
const TURNED: Readonly<Record<string, 'lessThanInclusive' | 'greaterThanInclusive'>> = {
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThanInclusive',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThanInclusive',
}

/** Brings a span of time down to instants; undefined where working hours count, or where the operator is no order. */
export function lowerElapsed(leaf: Comparison, { now }: { readonly now: number }): ConditionNode | undefined {
  const { params = {}, operator, value } = leaf
  const { since: fields, unit: _, ...others } = params
  const since = Array.isArray(fields) ? fields.map(String) : []
  const unit = elapsedUnit(params)
  if (Object.keys(others).length > 0 || since.length === 0 || leaf.path !== undefined || !Number.isFinite(unit)) return undefined
  if (operator === 'present') {
    if (typeof value !== 'boolean') return undefined
    const filled: ConditionNode = { any: since.map((field) => ofLead(field, 'present', true)) }
    return value ? filled : { not: filled }
  }
  const turned = TURNED[operator]
  if (turned === undefined || typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const limit = limitOf({ operator, value }, { now, unit })
  return firstFilled(since, (field) => ofLead(field, turned, limit))
}

/**
 * The last instant from which more time has passed than asked (or the first from which less has), to the millisecond:
 * what rounding makes of the division decides, as it does for one lead.
 */
function limitOf(
  { operator, value }: { readonly operator: string; readonly value: number },
  { now, unit }: { readonly now: number; readonly unit: number },
): number {
  const about = Math.round(now - value * unit)
  if (!Number.isSafeInteger(about)) return about
  const isMore = operator.startsWith('greaterThan')
  const holds = (base: number) => HOLDS[operator]?.((now - base) / unit, value) === true
  const near = [-2, -1, 0, 1, 2].map((step) => about + step).filter(holds)
  return (isMore ? near.at(-1) : near[0]) ?? (isMore ? about - 3 : about + 3)
}

const HOLDS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  lessThan: (left, right) => left < right,
  lessThanInclusive: (left, right) => left <= right,
  greaterThan: (left, right) => left > right,
  greaterThanInclusive: (left, right) => left >= right,
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
