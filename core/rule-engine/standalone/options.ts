import type { Text } from '../../model/text/localized-text.js'
import type { Operator } from '../../plugin-api/index.js'
import type { NamedConditions } from '../compile/inline-conditions.js'

/** What a fact can ask while it is worked out. */
export interface Almanac {
  /** The value of another fact, as json-rules-engine gives it: always a promise. */
  factValue(fact: string, params?: Readonly<Record<string, unknown>>, path?: string): Promise<unknown>
  /** The same without a promise where that fact answers at once. */
  value(fact: string, params?: Readonly<Record<string, unknown>>, path?: string): unknown
}

/** Works a fact out when a rule first asks for it; once per call and parameters. */
export type FactFunction = (params: Readonly<Record<string, unknown>>, almanac: Almanac) => unknown

/** A fact whose comparisons are asked before others, because it is cheap or settles much. */
export interface PrioritizedFact {
  readonly load: FactFunction
  /** Higher first, for comparisons that have no priority of their own; 1 otherwise. */
  readonly priority: number
}

export type FactFunctions = Readonly<Record<string, FactFunction | PrioritizedFact>>

/** Values by fact, or promises of them. What is given here comes before a function of the same name. */
export type GivenFacts = Readonly<Record<string, unknown>>

/** What conditions may speak of beside the facts that each call gives. */
export interface CompileOptions<F extends FactFunctions = FactFunctions> {
  readonly facts?: F & FactFunctions
  /** Added to the operators of json-rules-engine and to our own; one of the same name replaces them. */
  readonly operators?: Readonly<Record<string, Operator | Operator['test']>>
  /** Named conditions, for `{ "condition": "isHot" }`. */
  readonly conditions?: NamedConditions
  /** An unknown fact has no value, in place of being an error where a record reaches it. */
  readonly allowUndefinedFacts?: boolean
  /** An unknown named condition does not hold, in place of being an error where a record reaches it. */
  readonly allowUndefinedConditions?: boolean
  /**
   * How long a fact function may take for its promise, in milliseconds; then every rule that needs it fails with RULE_FACT_LATE.
   * Without it there is no limit, as in json-rules-engine. A function that never gives back control cannot be stopped.
   */
  readonly factLimitMs?: number
  /** What facts (`employees`) and their parts (`lead.employees`) are called in explanations. */
  readonly labels?: Readonly<Record<string, Text>>
}

/**
 * An answer at once, or a promise of it where one of the fact functions can answer later or a promise is among the given
 * facts. The types see that as far as they are told: given facts of type `unknown` count as values.
 */
export type Answer<F extends FactFunctions, T, G extends GivenFacts = Readonly<Record<never, never>>> = true extends
  | IsLate<ResultOf<F[keyof F]>>
  | IsPromise<G[keyof G]>
  ? T | Promise<T>
  : T

type ResultOf<S> = S extends PrioritizedFact ? ReturnType<S['load']> : S extends FactFunction ? ReturnType<S> : never
type IsLate<R> = unknown extends R ? true : IsPromise<R>
type IsPromise<V> = unknown extends V ? never : V extends PromiseLike<unknown> ? true : never
