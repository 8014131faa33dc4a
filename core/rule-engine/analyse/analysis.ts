import type { ConditionNode } from '../../model/conditions.js'
import type { RuleSet } from '../rule-set.js'

/** Something that conditions read: a fact with parameters, and the path into its value. */
export interface Variable {
  /** `slotKey(fact, params)` and the path, for example `lead$.employees`. */
  readonly key: string
  readonly fact: string
  readonly params: Readonly<Record<string, unknown>>
  readonly path?: string
}

/**
 * One imaginable record: a value for each variable by key, so far as it matters.
 * A key with `undefined` says that the value must be missing; what has no key makes no difference and may be missing.
 */
export type Point = Readonly<Record<string, unknown>>

/** What an analysis may speak of; a rule set is one. */
export interface AnalysisScope
  extends Pick<RuleSet, 'vocabulary' | 'conditions' | 'lifecycle' | 'scoring' | 'queues' | 'calendars'> {
  /** How many comparisons are made before the answer is only sampled; 200,000 otherwise. */
  readonly budget?: number
  /** The instant from which `elapsed` counts, milliseconds UTC; a fixed day otherwise. */
  readonly now?: number
}

/** Asks for a record for which some conditions hold and others fail. */
export interface PointQuestion {
  readonly holds: readonly ConditionNode[]
  readonly fails?: readonly ConditionNode[]
  /** Prefers points that differ from this one in as few variables, and by as little, as possible. */
  readonly near?: Point
  /** Keys of variables that must stay as they are in `near`. */
  readonly fixed?: readonly string[]
}

/** The record that was found; none together with `exact` means that there is none. */
export interface PointAnswer {
  readonly point?: Point
  /** Variables whose value differs from `near`. */
  readonly changed?: readonly string[]
  /** False where the critical values were too many, or could not be known, to try all of them. */
  readonly exact: boolean
  /** Comparisons that were made. */
  readonly cost: number
}
