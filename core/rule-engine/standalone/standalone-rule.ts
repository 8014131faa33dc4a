import type { Conditions } from '../../model/conditions.js'
import type { ConditionsExplanation, RuleOutcome } from './explain-conditions.js'
import type { ResultNode } from './result-tree.js'

/** A rule as json-rules-engine knows it; whatever else it carries comes back untouched. */
export interface StandaloneRule {
  readonly name?: string
  readonly conditions: Conditions
  /** A whole number from 1, higher first; 0 counts as 1, as in json-rules-engine. */
  readonly priority?: number
  readonly event?: { readonly type: string; readonly params?: Readonly<Record<string, unknown>> }
}

/** Which rules hold, in the order of json-rules-engine: higher priority first, then as they were given. */
export interface RulesAnswer<R> {
  readonly holding: readonly R[]
  /** Rules that could not be answered, and what was thrown. */
  readonly failed: readonly { readonly rule: R; readonly thrown: unknown }[]
}

/** What json-rules-engine says about one rule: `RuleResult.toJSON(false)`. */
export interface RuleResult {
  readonly conditions: ResultNode
  readonly event: NonNullable<StandaloneRule['event']>
  readonly priority: number
  readonly name?: string
  /** Null where the rule could not be answered. */
  readonly result: boolean | null
}

/** The state of every comparison and the value of every fact, and nothing more. */
export interface CompactTrace {
  /**
   * By comparison: 0 not asked, 1 false, 2 true, 3 error. A comparison that stands in several places is here once.
   * Worked out when it is read, from what the call has read of the facts.
   */
  readonly leaves: readonly number[]
  /** By slot. */
  readonly values: readonly unknown[]
  /** What the slots are: `employees`, or `visits({"page":"pricing"})`. */
  readonly slots: readonly string[]
}

/** What a call on a set of rules found. */
export interface RulesTrace<R> extends RulesAnswer<R>, CompactTrace {
  outcomeOf(rule: R): RuleOutcome
  /** Built when it is asked for. */
  resultOf(rule: R): RuleResult
}

/** What a call on conditions found. */
export interface ConditionsTrace extends CompactTrace {
  readonly outcome: RuleOutcome
  /** What was thrown, where the outcome is `error`. */
  readonly thrown?: unknown
  /** The result tree of json-rules-engine, built when it is asked for. */
  tree(): ResultNode
}

/** A rule with the reasons of its outcome. */
export interface RuleExplanation<R> extends ConditionsExplanation {
  readonly rule: R
}
