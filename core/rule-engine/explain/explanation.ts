import type { LeafVerdict } from './leaf-verdicts.js'

/** A rule, whether it counted, and the comparisons that made it so. */
export interface RuleVerdict {
  /** `<file id>/<rule id>`. */
  readonly rule: string
  readonly title: string
  readonly counted: boolean
  /** Why a rule whose comparisons may all hold does not count: it is only watched, this is not its time, a row above it counts. */
  readonly asleep?: 'shadow' | 'out-of-dates' | 'earlier-row'
  readonly leaves: readonly LeafVerdict[]
}

export interface ExplainedScore {
  readonly file: string
  readonly title: string
  readonly total: number
  readonly grade?: string
  readonly previousGrade?: string
  /** Why it has this grade with so few points: it had it before. */
  readonly kept?: string
  readonly contributions: readonly {
    readonly rule: string
    readonly sentence: string
    readonly points: number
    readonly leaves: readonly LeafVerdict[]
  }[]
  readonly notMatched: readonly RuleVerdict[]
}

export interface ExplainedRouting {
  readonly sentence: string
  readonly ownerId?: string
  /** What the owner is called. */
  readonly owner?: string
  readonly unassigned?: string
  readonly leftOut: readonly { readonly userId: string; readonly name: string; readonly sentence: string }[]
  /** The rules up to the one that matched. */
  readonly rules: readonly RuleVerdict[]
}

export interface ExplainedAutomation extends RuleVerdict {
  readonly fired: boolean
  /** Of each of its actions the parameters whose values came from facts, and from which. */
  readonly sources: readonly Readonly<Record<string, string>>[]
}

/** A decision in words, part by part. */
export interface Explanation {
  readonly scores: readonly ExplainedScore[]
  readonly transitions: readonly { readonly rule: string; readonly sentence: string; readonly leaves: readonly LeafVerdict[] }[]
  /** Moves that were possible from the status the lead stayed in, and what they lacked. */
  readonly notMoved: readonly RuleVerdict[]
  readonly routing?: ExplainedRouting
  /** All automation rules: those that fired now, those that were true already, and those that wait for something. */
  readonly automations: readonly ExplainedAutomation[]
  readonly problems: readonly string[]
}
