import type { Conditions } from '../../model/conditions.js'
import { DERIVED_FACTS } from '../facts/core-facts.js'
import { referenceTest } from '../reference/reference-test.js'
import type {
  AutomationRule,
  RoutingRule,
  RuleEnvelope,
  RuleGroup,
  RuleSet,
  ScoringFile,
  ScoringRule,
  Slot,
  TransitionRule,
} from '../rule-set.js'
import { type ConditionScope, compileConditions } from './compile-conditions.js'
import { comparisonsIn, inlineConditions } from './inline-conditions.js'
import { type ParamsReader, paramsReader } from './resolve-params.js'
import { isFactReference, type SlotTable, slotTable } from './slot-table.js'
import { type TimeLeaf, timeLeaves } from './time-leaves.js'

/** A rule that is ready to run. */
export interface CompiledRule<R extends RuleEnvelope = RuleEnvelope> {
  readonly rule: R
  /** `<file id>/<rule id>`. */
  readonly name: string
  /** Absent where the rule always holds. */
  readonly conditions?: Conditions
  test(values: readonly unknown[]): boolean | Promise<boolean>
  /** Places of the facts it reads. */
  readonly reads: readonly number[]
  readonly times: readonly TimeLeaf[]
}

export interface CompiledScoring {
  readonly file: ScoringFile
  readonly rules: readonly (CompiledRule<ScoringRule> & { readonly countSlot?: number })[]
}

export type CompiledAutomation = CompiledRule<AutomationRule> & { readonly actions: readonly ParamsReader[] }

/** A rule set as functions over slot values, rules in the order in which they count. */
export interface CompiledRuleSet {
  readonly slots: SlotTable
  /** Places of the facts that are worked out while deciding. */
  readonly derived: readonly { readonly slot: Slot; readonly place: number }[]
  readonly scoring: readonly CompiledScoring[]
  readonly transitions: readonly CompiledRule<TransitionRule>[]
  readonly routing: readonly CompiledRule<RoutingRule>[]
  readonly automations: readonly CompiledAutomation[]
}

type EngineKind = 'compiled' | 'reference'
export type RuleParts = Pick<RuleSet, 'conditions' | 'vocabulary' | 'scoring' | 'transitions' | 'routing' | 'automations'>

const remembered = { compiled: new WeakMap<RuleParts, CompiledRuleSet>(), reference: new WeakMap<RuleParts, CompiledRuleSet>() }

/** Compiles a rule set, once for as long as it lives. */
export function compiledRuleSet(parts: RuleParts, engine: EngineKind = 'compiled'): CompiledRuleSet {
  const known = remembered[engine].get(parts)
  if (known) return known
  const compiled = compileRuleSet(parts, engine)
  remembered[engine].set(parts, compiled)
  return compiled
}

function compileRuleSet(parts: RuleParts, engine: EngineKind): CompiledRuleSet {
  const slots = slotTable()
  const scope: ConditionScope = { named: parts.conditions, operators: parts.vocabulary.operators, slots }
  const prepare: Prepare = (rule, group) => compileRule(rule, { name: `${group}/${rule.id}`, scope, engine })
  const rules = {
    scoring: parts.scoring.map((file) => ({
      file,
      rules: inOrder([file], prepare).map((compiled) => ({ ...compiled, ...countSlot(compiled.rule, slots) })),
    })),
    transitions: inOrder(parts.transitions, prepare),
    routing: inOrder(parts.routing, prepare),
    automations: inOrder(parts.automations, prepare).map((compiled) => ({
      ...compiled,
      actions: compiled.rule.then.map(({ params }) => paramsReader(params, slots)),
    })),
  }
  const places = slots.slots.map((slot, place) => ({ slot, place }))
  return { ...rules, slots, derived: places.filter(({ slot }) => DERIVED_FACTS.has(slot.fact)) }
}

type Prepare = <R extends RuleEnvelope & { readonly conditions?: Conditions }>(rule: R, group: string) => CompiledRule<R>

/** Priority first, then the order of files and of rules inside them; what is switched off is not there. */
function inOrder<R extends RuleEnvelope>(groups: readonly RuleGroup<R>[], prepare: Prepare): CompiledRule<R>[] {
  return groups
    .flatMap(({ id, rules }) => rules.map((rule) => prepare(rule, id)))
    .filter(({ rule }) => rule.enabled !== false)
    .sort((left, right) => (right.rule.priority ?? 0) - (left.rule.priority ?? 0))
}

function countSlot({ then }: ScoringRule, slots: SlotTable): { readonly countSlot?: number } {
  return then.pointsPer ? { countSlot: slots.indexOf('activityCount', { type: then.pointsPer.activity }) } : {}
}

function compileRule<R extends RuleEnvelope & { readonly conditions?: Conditions }>(
  rule: R,
  { name, scope, engine }: { readonly name: string; readonly scope: ConditionScope; readonly engine: EngineKind },
): CompiledRule<R> {
  const { conditions } = rule
  if (!conditions) return { rule, name, test: () => true, reads: [], times: [] }
  const compiled = compileConditions(conditions, scope)
  const test = engine === 'reference' ? referenceTest(conditions, scope) : compiled
  return { rule, name, conditions, test, reads: slotsRead(conditions, scope), times: timeLeaves(conditions, scope) }
}

function slotsRead(conditions: Conditions, { named, slots }: ConditionScope): number[] {
  const leaves = comparisonsIn(inlineConditions({ conditions: named }, conditions))
  const sides = leaves.flatMap((leaf) => (isFactReference(leaf.value) ? [leaf, leaf.value] : [leaf]))
  return [...new Set(sides.map(({ fact, params }) => slots.indexOf(fact, params)))]
}
