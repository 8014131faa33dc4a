import type { RuleEnvelope } from '../rule-set.js'
import type { Point } from './analysis.js'
import type { EntryKind } from './rule-entries.js'

/** What follows for a record: the rule that acts, and what it does; nothing where no rule does. */
export type Outcome = { readonly rule: string; readonly then: unknown } | undefined

/** A record for which two rule sets really differ. */
export interface Witness {
  readonly point: Point
  readonly before: Outcome
  readonly after: Outcome
}

/** One rule that was edited, and whether anything follows from the edit. */
export interface SemanticDifference {
  readonly kind: EntryKind
  readonly file: string
  /** Absent where bounds or grades of a scoring file changed. */
  readonly rule?: string
  readonly title?: RuleEnvelope['title']
  readonly change: 'added' | 'removed' | 'edited' | 'moved'
  /** Found by evaluating both rule sets; without it no record was found for which they differ. */
  readonly witness?: Witness
  /** Whether every record was looked at that can make a difference; then no witness means no difference. */
  readonly exact: boolean
}

/** The same thing before and after an edit. */
export interface Sides<T> {
  readonly before: T
  readonly after: T
}
