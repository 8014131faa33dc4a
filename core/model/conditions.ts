/**
 * Conditions exactly as json-rules-engine 7.3.1 reads them. The same object serves rules, segments, saved views,
 * report filters and forms; it runs as a closure over one record and as SQL over many.
 */
export type Conditions = AllConditions | AnyConditions | NotConditions | NamedCondition

/** A node inside conditions: a group, a negation, a named condition or a comparison. */
export type ConditionNode = Conditions | Comparison

export interface AllConditions {
  readonly all: readonly ConditionNode[]
}

export interface AnyConditions {
  readonly any: readonly ConditionNode[]
}

export interface NotConditions {
  readonly not: ConditionNode
}

/** A condition defined once, in a file of kind `conditions`. */
export interface NamedCondition {
  readonly condition: string
}

/** A leaf: what a fact says, compared with a value or with what another fact says. */
export interface Comparison {
  readonly fact: string
  readonly params?: Readonly<Record<string, unknown>>
  /** `$.a.b`, `[n]` or `[*]`; nothing else. */
  readonly path?: string
  readonly operator: string
  readonly value: unknown
}
