import type { Conditions } from '../../model/conditions.js'
import { decayEnd } from '../../model/decay.js'
import type { Operator } from '../../plugin-api/index.js'
import { deepFreeze } from '../deep-freeze.js'
import { DERIVED_FACTS } from '../facts/core-facts.js'
import { referenceTest } from '../reference/reference-test.js'
import type {
  AutomationRule,
  RecycleRule,
  ResponseTarget,
  RoutingRule,
  RuleEnvelope,
  RuleGroup,
  RuleSet,
  ScoringFile,
  ScoringRule,
  Slot,
  TransitionRule,
} from '../rule-set.js'
import type { ConditionScope } from './compile-conditions.js'
import { compilePlan } from './compile-plan.js'
import { comparisonsIn, inlineConditions } from './inline-conditions.js'
import { type LeafTable, leafTable } from './leaf-table.js'
import { type Plan, planConditions } from './plan-conditions.js'
import { type ParamsReader, paramsReader } from './resolve-params.js'
import { type RuleMatcher, ruleMatcher } from './rule-matcher.js'
import { isFactReference, type SlotTable, slotTable } from './slot-table.js'
import { type TimeLeaf, timeLeaves } from './time-leaves.js'

/** A rule that is ready to run. */
export interface CompiledRule<R extends RuleEnvelope = RuleEnvelope> {
  readonly rule: R
  /** `<file id>/<rule id>`. */
  readonly name: string
  /** Absent where the rule always holds. */
  readonly conditions?: Conditions
  /** The conditions as `matcherOf` reads them; absent where the rule always holds. */
  readonly plan?: Plan
  test(values: readonly unknown[]): boolean | Promise<boolean>
  /** Places of the facts it reads. */
  readonly reads: readonly number[]
  readonly times: readonly TimeLeaf[]
}

export interface CompiledScoringRule extends CompiledRule<ScoringRule> {
  /** Where it is told how many activities it pays for. */
  readonly countSlot?: number
  /** Where it is told when they were, newest first, for points that fade. */
  readonly timesSlot?: number
}

/** With the facts that its composition reads, and their places. */
export interface CompiledRoutingRule extends CompiledRule<RoutingRule> {
  readonly partFacts?: readonly { readonly fact: string; readonly place: number }[]
}

export interface CompiledScoring {
  readonly file: ScoringFile
  readonly rules: readonly CompiledScoringRule[]
}

export type CompiledAutomation = CompiledRule<AutomationRule> & { readonly actions: readonly ParamsReader[] }

/** A rule set as functions over slot values, rules in the order in which they count. */
export interface CompiledRuleSet {
  readonly slots: SlotTable
  /** Places of the facts that are worked out while deciding. */
  readonly derived: readonly { readonly slot: Slot; readonly place: number }[]
  readonly scoring: readonly CompiledScoring[]
  readonly transitions: readonly CompiledRule<TransitionRule>[]
  readonly routing: readonly CompiledRoutingRule[]
  readonly automations: readonly CompiledAutomation[]
  readonly recycling: readonly CompiledRule<RecycleRule>[]
  readonly sla: readonly CompiledRule<ResponseTarget>[]
}

type EngineKind = 'compiled' | 'reference'
export type RuleParts = Pick<RuleSet, 'conditions' | 'vocabulary' | 'scoring' | 'transitions' | 'routing' | 'automations'> &
  Partial<Pick<RuleSet, 'recycling' | 'sla'>>

const remembered = { compiled: new WeakMap<RuleParts, CompiledRuleSet>(), reference: new WeakMap<RuleParts, CompiledRuleSet>() }

/** Compiles a rule set, once for as long as it lives. */
export function compiledRuleSet(parts: RuleParts, engine: EngineKind = 'compiled'): CompiledRuleSet {
  const known = remembered[engine].get(parts)
  if (known) return known
  const compiled = compileRuleSet(parts, engine)
  remembered[engine].set(parts, compiled)
  return compiled
}

/**
 * Completes the content of rule files with the facts that it needs loaded, which compiling it shows.
 * With a rule set that this is a variant of, every rule that is the very same object in both is compiled no second time; for trying
 * many small changes, so the lists of a variant are asked rule by rule and not indexed.
 */
export function completeRuleSet(content: Omit<RuleSet, 'slots'>, variantOf?: RuleSet): RuleSet {
  const compiled = compileRuleSet(content, 'compiled', variantOf)
  const slots = compiled.slots.slots.filter(({ fact }) => !DERIVED_FACTS.has(fact))
  const ruleSet: RuleSet = Object.freeze({ ...content, slots: deepFreeze(slots) })
  remembered.compiled.set(ruleSet, compiled)
  return ruleSet
}

type KnownRules = Map<RuleEnvelope, CompiledRule>
const knownRules = new WeakMap<CompiledRuleSet, KnownRules>()

function compileRuleSet(parts: RuleParts, engine: EngineKind, variantOf?: RuleSet): CompiledRuleSet {
  const base = variantOf && compiledRuleSet(variantOf, engine)
  const slots = slotTable(base?.slots.slots)
  const { operators } = parts.vocabulary
  const scope: RuleScope = { named: parts.conditions, operators, slots, leaves: leafTable(slots, operators), isStrict: true }
  const shared = base && isSpokenAlike(parts, variantOf) ? knownRules.get(base) : undefined
  const known: KnownRules = new Map()
  const prepare: Prepare = (rule, group) => {
    const same = shared?.get(rule) as CompiledRule<typeof rule> | undefined
    const compiled = same ?? compileRule(rule, { name: `${group}/${rule.id}`, scope, engine })
    known.set(rule, compiled)
    return compiled
  }
  const rules = {
    scoring: parts.scoring.map((file) => ({
      file,
      rules: inOrder([file], prepare).map((compiled) => withActivities(compiled, slots)),
    })),
    transitions: inOrder(parts.transitions, prepare),
    routing: inOrder(parts.routing, prepare).map((compiled) => withPartFacts(compiled, { slots, vocabulary: parts.vocabulary })),
    automations: inOrder(parts.automations, prepare).map((compiled) => ({
      ...compiled,
      actions: compiled.rule.then.map(({ params }) => paramsReader(params, slots)),
    })),
  }
  if (engine === 'compiled' && !variantOf)
    for (const list of [...rules.scoring.map((scoring) => scoring.rules), rules.transitions, rules.routing, rules.automations])
      indexable.set(list, operators)
  const watching = { recycling: inOrder(parts.recycling ?? [], prepare), sla: inOrder(parts.sla ?? [], prepare) }
  const places = slots.slots.map((slot, place) => ({ slot, place }))
  const compiled = { ...rules, ...watching, slots, derived: places.filter(({ slot }) => DERIVED_FACTS.has(slot.fact)) }
  if (!variantOf) knownRules.set(compiled, known)
  return compiled
}

/** Whether the names and operators that rules can use mean the same in both. */
function isSpokenAlike(parts: RuleParts, other: RuleParts): boolean {
  const names = Object.keys({ ...parts.conditions, ...other.conditions })
  return parts.vocabulary === other.vocabulary && names.every((name) => parts.conditions[name] === other.conditions[name])
}

const indexable = new WeakMap<readonly CompiledRule[], Readonly<Record<string, Operator>>>()
const matchers = new WeakMap<readonly CompiledRule[], RuleMatcher>()

/** Below this, asking each rule costs no more than looking up which can hold. */
const WORTH_INDEXING = 8

/**
 * Answers a whole list of a compiled rule set at once; undefined for any other list, and for one that is short.
 * It knows nothing of dates, shadow and facts that could not be loaded.
 */
export function matcherOf(rules: readonly CompiledRule[]): RuleMatcher | undefined {
  const operators = rules.length < WORTH_INDEXING ? undefined : indexable.get(rules)
  if (!operators) return undefined
  const known = matchers.get(rules)
  if (known) return known
  const plans = rules.map(({ plan }) => plan)
  const matcher = ruleMatcher(plans, operators)
  matchers.set(rules, matcher)
  return matcher
}

type RuleScope = ConditionScope & { readonly leaves: LeafTable; readonly isStrict: true }

type Prepare = <R extends RuleEnvelope & { readonly conditions?: Conditions }>(rule: R, group: string) => CompiledRule<R>

/** Priority first, then the order of files and of rules inside them; what is switched off is not there. */
function inOrder<R extends RuleEnvelope>(groups: readonly RuleGroup<R>[], prepare: Prepare): CompiledRule<R>[] {
  return groups
    .flatMap(({ id, rules }) => rules.map((rule) => prepare(rule, id)))
    .filter(({ rule }) => rule.enabled !== false)
    .sort((left, right) => (right.rule.priority ?? 0) - (left.rule.priority ?? 0))
}

/** What the parts of a composition must be told. Nobody is woken when it changes: a lead is given away once. */
function withPartFacts(
  compiled: CompiledRule<RoutingRule>,
  { slots, vocabulary }: { readonly slots: SlotTable; readonly vocabulary: RuleSet['vocabulary'] },
): CompiledRoutingRule {
  const { composition } = compiled.rule.then
  if (!composition) return compiled
  const { filters, ranks } = vocabulary
  const parts = [...composition.filter.map(({ use }) => filters[use]), ...composition.rank.map(({ use }) => ranks[use])]
  const facts = [...new Set(parts.flatMap((part) => part?.facts ?? []))]
  return { ...compiled, partFacts: facts.map((fact) => ({ fact, place: slots.indexOf(fact) })) }
}

function withActivities(compiled: CompiledRule<ScoringRule>, slots: SlotTable): CompiledScoringRule {
  const { pointsPer, decay } = compiled.rule.then
  if (!pointsPer) return compiled
  const { activity, maxCount } = pointsPer
  const countSlot = slots.indexOf('activityCount', { type: activity })
  const oldest = decay ? decayEnd(decay) : Infinity
  if (oldest === Infinity) return { ...compiled, countSlot, reads: [...compiled.reads, countSlot] }
  const within = `P${Math.ceil(oldest / DAY_MS)}D`
  const timesSlot = slots.indexOf('activityTimes', { type: activity, newest: maxCount, within })
  return { ...compiled, countSlot, timesSlot, reads: [...compiled.reads, countSlot, timesSlot] }
}

const DAY_MS = 86_400_000

function compileRule<R extends RuleEnvelope & { readonly conditions?: Conditions }>(
  rule: R,
  { name, scope, engine }: { readonly name: string; readonly scope: RuleScope; readonly engine: EngineKind },
): CompiledRule<R> {
  const { conditions } = rule
  if (!conditions) return { rule, name, test: () => true, reads: [], times: [] }
  const plan = planConditions(conditions, scope)
  const test = engine === 'reference' ? referenceTest(conditions, scope) : compilePlan(plan)
  return { rule, name, conditions, plan, test, reads: slotsRead(conditions, scope), times: timeLeaves(conditions, scope) }
}

function slotsRead(conditions: Conditions, { named, slots }: ConditionScope): number[] {
  const leaves = comparisonsIn(inlineConditions({ conditions: named }, conditions))
  const sides = leaves.flatMap((leaf) => (isFactReference(leaf.value) ? [leaf, leaf.value] : [leaf]))
  return [...new Set(sides.map(({ fact, params }) => slots.indexOf(fact, params)))]
}
