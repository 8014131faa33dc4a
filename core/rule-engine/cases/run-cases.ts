import type { SourceFile } from '../files/source-file.js'
import type { RuleSet } from '../rule-set.js'
import { casesIn } from './cases-in.js'
import { hasPassed, type PlayedDifference, playCase, rulesAsked } from './play-case.js'
import type { EnvironmentFor } from './simulate.js'
import { whyOtherwise } from './why-otherwise.js'

/** One thing that came out otherwise than a case says. */
export interface CaseFailure {
  /** A key of `expect`: `score`, `grade`, `status`, `queue`, `fired` and so on. */
  readonly what: string
  /** The step of the timeline, as its duration; absent for what must hold at once. */
  readonly at?: string
  readonly expected: unknown
  readonly actual: unknown
  /** What was decided and which comparisons were not as needed, as sentences in English and Persian. */
  readonly why: Readonly<Record<'en' | 'fa', readonly string[]>>
}

export interface CaseResult {
  readonly file: string
  /** Where the case stands in its file, counted from one. */
  readonly line: number
  readonly name: string
  readonly passed: boolean
  readonly failures: readonly CaseFailure[]
  /** What went wrong inside rules or plugins and was not expected; a case with problems has not passed. */
  readonly problems: readonly string[]
}

/**
 * Runs the cases of files of kind `cases` against a rule set. Time passes inside a timeline as it does for a real lead:
 * the rules are asked again at every instant at which a decision said it could change.
 */
export async function runCases(
  ruleSet: RuleSet,
  files: readonly SourceFile[],
  environmentFor: EnvironmentFor,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const found of casesIn(files)) {
    const { theCase, file, line } = found
    const play = await playCase(ruleSet, found, environmentFor)
    const failures = play.differences.map((difference) => failureOf(rulesAsked(ruleSet, theCase), difference))
    results.push({ file, line, name: theCase.name, passed: hasPassed(play), failures, problems: play.problems })
  }
  return results
}

function failureOf(ruleSet: RuleSet, { decisions, ...difference }: PlayedDifference): CaseFailure {
  const tell = (language: string) => whyOtherwise({ ...difference, decisions }, { ruleSet, language })
  return { ...difference, why: { en: tell('en'), fa: tell('fa') } }
}
