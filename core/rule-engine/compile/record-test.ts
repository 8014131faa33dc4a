import type { Conditions } from '../../model/conditions.js'
import type { RuleSet } from '../rule-set.js'
import { compileConditions } from './compile-conditions.js'
import { lowerDates } from './lower-dates.js'
import { slotTable } from './slot-table.js'

/** Facts that a guard of a stage can read: the opportunity, what it refers to, and the clock. */
export const GUARD_FACTS: ReadonlySet<string> = new Set(['opportunity', 'account', 'contact', 'owner', 'campaign', 'lead', 'now'])

/**
 * Compiles conditions about records that are at hand, by fact: no decision, no score.
 * @example recordTest(guard.conditions, ruleSet)({ opportunity, account, now })
 */
export function recordTest(
  conditions: Conditions,
  { conditions: named, vocabulary }: Pick<RuleSet, 'conditions' | 'vocabulary'>,
): (facts: Readonly<Record<string, unknown>>) => boolean {
  const slots = slotTable()
  const holds = compileConditions(lowerDates(conditions, vocabulary), { named, operators: vocabulary.operators, slots })
  return (facts) => holds(slots.slots.map(({ fact }) => facts[fact]))
}
