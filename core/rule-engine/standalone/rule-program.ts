import type { Conditions } from '../../model/conditions.js'
import type { Operator } from '../../plugin-api/index.js'
import { coreOperators } from '../compile/core-operators.js'
import { type Leaf, type LeafSide, leafTable } from '../compile/leaf-table.js'
import { type Plan, planConditions } from '../compile/plan-conditions.js'
import { type RuleMatcher, ruleMatcher } from '../compile/rule-matcher.js'
import { type SlotTable, slotTable } from '../compile/slot-table.js'
import { asksAll } from './asks-all.js'
import type { CompileOptions, FactFunction } from './options.js'
import { type ResultTrees, resultTrees } from './result-tree.js'
import { type TracedPlans, tracedPlans } from './traced-plans.js'

/** Conditions of one or many rules, ready to run on facts that each call brings. */
export interface RuleProgram {
  readonly plans: readonly Plan[]
  readonly leaves: readonly Leaf[]
  readonly sides: readonly LeafSide[]
  readonly slots: SlotTable
  readonly slotKeys: readonly string[]
  /** Places that some comparison reads. */
  readonly reads: readonly number[]
  /** Names of the facts in those places. */
  readonly names: readonly string[]
  readonly operators: Readonly<Record<string, Operator>>
  /** Nowhere do priorities leave a comparison unasked, so every fact will be needed. */
  readonly asksAll: boolean
  readonly options: CompileOptions
  functionOf(fact: string): FactFunction | undefined
  readonly matcher: RuleMatcher
  readonly traced: TracedPlans
  readonly trees: ResultTrees
}

/**
 * Compiles the conditions of rules over one table of slots.
 * @throws {CrmError} RULE_CONDITIONS_INVALID, RULE_CONDITIONS_TOO_LARGE or RULE_CONDITION_CYCLE.
 */
export function ruleProgram(conditions: readonly Conditions[], options: CompileOptions): RuleProgram {
  const operators = { ...coreOperators, ...asOperators(options.operators ?? {}) }
  const slots = slotTable()
  const leaves = leafTable(slots, operators)
  const { conditions: named = {}, facts = {}, allowUndefinedConditions = false } = options
  const factPriority = (fact: string) => priorityOf(facts, fact)
  const scope = { named, leaves, isStrict: false, factPriority, allowUndefinedConditions }
  const plans = conditions.map((asked) => planConditions(asked, scope))
  const matcher = ruleMatcher(plans, operators)
  const reads = [...new Set(leaves.leaves.flatMap(({ left, right }) => (right ? [right.slot, left.slot] : [left.slot])))]
  return {
    plans,
    leaves: leaves.leaves,
    sides: leaves.sides,
    slots,
    slotKeys: slots.slots.map(({ key }) => key),
    reads,
    names: reads.map((slot) => slots.slots[slot]?.fact ?? ''),
    operators,
    asksAll: plans.every(asksAll),
    options,
    functionOf: (fact) => functionOf(facts, fact),
    matcher,
    traced: tracedPlans(plans, (some) => (some.length === plans.length ? matcher : ruleMatcher(some, operators))),
    trees: resultTrees(plans),
  }
}

function asOperators(given: NonNullable<CompileOptions['operators']>): Record<string, Operator> {
  const entries = Object.entries(given).map(([name, operator]): [string, Operator] => [
    name,
    typeof operator === 'function' ? { label: name, test: operator } : operator,
  ])
  return Object.fromEntries(entries)
}

type Facts = NonNullable<CompileOptions['facts']>

function priorityOf(facts: Facts, name: string): number | undefined {
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
  return typeof fact === 'object' ? fact.priority : undefined
}

function functionOf(facts: Facts, name: string): FactFunction | undefined {
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
  return typeof fact === 'object' ? fact.load : fact
}
