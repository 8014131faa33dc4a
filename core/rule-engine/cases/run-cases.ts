import type { JSONPath } from 'jsonc-parser'
import { findNodeAtLocation } from 'jsonc-parser'
import type { Decision } from '../../model/decision.js'
import { positionOf, type SourceFile } from '../files/source-file.js'
import type { RuleSet } from '../rule-set.js'
import type { CaseExpectation, CasesFile, RuleCase } from './case.js'
import { advance, type CaseState, capture, type EnvironmentFor } from './simulate.js'

/** One thing that came out otherwise than a case says. */
export interface CaseFailure {
  /** `score`, `grade`, `status`, `queue`, `ownerId`, `fired` or `rule`. */
  readonly what: string
  /** The step of the timeline, as its duration; absent for what must hold at once. */
  readonly at?: string
  readonly expected: unknown
  readonly actual: unknown
}

export interface CaseResult {
  readonly file: string
  /** Where the case stands in its file, counted from one. */
  readonly line: number
  readonly name: string
  readonly passed: boolean
  readonly failures: readonly CaseFailure[]
  /** What went wrong inside rules or plugins; a case with problems has not passed. */
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
  for (const source of files.filter(({ kind }) => kind === 'cases')) {
    const { cases } = source.value as unknown as CasesFile
    for (const [index, theCase] of cases.entries()) {
      const outcome = await runCase(ruleSet, theCase, environmentFor)
      const passed = outcome.failures.length === 0 && outcome.problems.length === 0
      results.push({ file: source.file, line: lineOf(source, ['cases', index]), name: theCase.name, passed, ...outcome })
    }
  }
  return results
}

async function runCase(ruleSet: RuleSet, theCase: RuleCase, environmentFor: EnvironmentFor) {
  let state = await capture(ruleSet, theCase, environmentFor)
  const failures: CaseFailure[] = [...compare(state, theCase.expect)]
  const problems = problemsOf(state)
  for (const step of theCase.timeline ?? []) {
    state = await advance(state, step, { ruleSet, theCase, environmentFor })
    failures.push(...compare(state, step.expect).map((failure) => ({ ...failure, at: step.at })))
    problems.push(...problemsOf(state))
  }
  return { failures, problems }
}

const problemsOf = ({ decisions }: CaseState): string[] =>
  decisions.flatMap(({ problems }) => problems.map(({ where, message }) => `${where}: ${message}`))

function compare({ lead, decisions }: CaseState, expected: CaseExpectation = {}): CaseFailure[] {
  const actual: Readonly<Record<string, unknown>> = {
    score: lead.score,
    grade: lead.grade,
    status: lead.status,
    queue: lead.queue,
    ownerId: lead.ownerId,
    fired: decisions.flatMap(({ fired }) => fired.map(({ rule }) => rule)),
    rule: lastRule(decisions),
  }
  return Object.entries(expected)
    .filter(([what, value]) => !agrees(what, value, actual[what]))
    .map(([what, value]) => ({ what, expected: value, actual: actual[what] }))
}

function lastRule(decisions: readonly Decision[]): string | undefined {
  return decisions.map(({ routing }) => routing?.rule).findLast((rule) => rule !== undefined)
}

function agrees(what: string, expected: unknown, actual: unknown): boolean {
  if (what === 'fired') return sameNames(expected as readonly string[], actual as readonly string[])
  if (what === 'rule') return isCalled(String(actual), String(expected))
  return expected === actual
}

function sameNames(expected: readonly string[], actual: readonly string[]): boolean {
  return expected.length === actual.length && expected.every((name) => actual.some((rule) => isCalled(rule, name)))
}

/** A case may call a rule by its own id, or with the id of its file before it. */
const isCalled = (rule: string, name: string): boolean => rule === name || rule.endsWith(`/${name}`)

function lineOf({ tree, text }: SourceFile, path: JSONPath): number {
  return positionOf(text, findNodeAtLocation(tree, path)?.offset ?? 0).line
}
