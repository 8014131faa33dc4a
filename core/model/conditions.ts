/**
 * Conditions exactly as json-rules-engine 7.3.1 reads them. The same object serves rules, segments, saved views,
 * report filters and forms; it runs as a closure over one record and as SQL over many.
 */
export type Conditions = AllConditions | AnyConditions | NotConditions | NamedCondition

/** A node inside conditions: a group, a negation, a named condition or a comparison. */
export type ConditionNode = Conditions | Comparison

/** What json-rules-engine lets every node carry beside what it asks. */
export interface NodeMarks {
  /** Nodes of a higher priority are asked first, and may settle the answer before the others are asked at all. */
  readonly priority?: number
  /** Stands in the result tree. */
  readonly name?: string
}

export interface AllConditions extends NodeMarks {
  readonly all: readonly ConditionNode[]
}

export interface AnyConditions extends NodeMarks {
  readonly any: readonly ConditionNode[]
}

export interface NotConditions extends NodeMarks {
  readonly not: ConditionNode
}

/** A condition defined once, in a file of kind `conditions`. */
export interface NamedCondition extends NodeMarks {
  readonly condition: string
}

/** A leaf: what a fact says, compared with a value or with what another fact says. */
export interface Comparison extends NodeMarks {
  readonly fact: string
  readonly params?: Readonly<Record<string, unknown>>
  /** `$.a.b`, `[n]` or `[*]`; nothing else. */
  readonly path?: string
  readonly operator: string
  readonly value: unknown
}
