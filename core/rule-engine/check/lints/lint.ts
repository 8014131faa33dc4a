import type { JSONPath } from 'jsonc-parser'
import type { AnalysisScope, PointAnswer, PointQuestion } from '../../analyse/analysis.js'
import type { EntryKind, RuleEntry } from '../../analyse/rule-entries.js'
import type { SourceFile } from '../../files/source-file.js'
import type { RuleSet } from '../../rule-set.js'
import type { Finding } from '../finding.js'

/** A rule that acts, and where it stands. */
export interface PlacedRule {
  readonly entry: RuleEntry
  readonly source: SourceFile
  readonly path: JSONPath
  /** The rule as its file has it. */
  readonly written: Readonly<Record<string, unknown>>
}

/** A finding in one of many files. */
export interface PlacedFinding {
  readonly source: SourceFile
  readonly finding: Finding
}

/** How rules are looked at. */
export interface LintOptions {
  /** The instant against which rules have expired; without it none has. */
  readonly now?: number
  /** The layer that whoever asks can edit; without it every layer but the shipped one. */
  readonly ownLayer?: string
  /** Comparisons that all lints together may make before they look at samples only. */
  readonly budget?: number
}

/** What a lint looks at. */
export interface LintContext {
  readonly files: readonly SourceFile[]
  readonly ruleSet: RuleSet
  readonly scope: AnalysisScope
  /** The instant against which rules have expired, where one was given. */
  readonly today: number | undefined
  /** The rules of a kind, in the order in which they count. */
  rules(kind: EntryKind): readonly PlacedRule[]
  /** Looks for a record, within what the budget of the whole run has left; then the answer is not exact. */
  ask(question: PointQuestion): PointAnswer
  /** What is left for one question that asks in its own way; what was used is to be taken off by `spend`. */
  readonly left: number
  spend(cost: number): void
  /** Whether a file belongs to the deployment itself, not to a layer that it builds on. */
  isOwn(source: SourceFile): boolean
}

/** Looks for one kind of flaw in rules whose shape and names are right. */
export type Lint = (context: LintContext) => readonly PlacedFinding[]

/** What a rule is called in messages about others. */
export const nameOf = ({ entry }: Pick<PlacedRule, 'entry'>): string => `"${entry.rule}"`
