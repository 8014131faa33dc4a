import type { Decision } from '../../model/decision.js'
import { rulesAbout } from '../decide/decide-record.js'
import type { RuleSet } from '../rule-set.js'
import type { CaseExpectation, RuleCase } from './case.js'
import type { FoundCase } from './cases-in.js'
import { compareOutcome, type Difference, problemsOf, type Said } from './compare-outcome.js'
import { advance, type CaseState, capture, type EnvironmentFor } from './simulate.js'
import { subjectOf } from './simulate-record.js'
import { spokenOf } from './spoken-of.js'

/** A difference with the step at which it was found and what was decided in it. */
export interface PlayedDifference extends Difference {
  /** The step of the timeline, as its duration; absent for what must hold at once. */
  readonly at?: string
  readonly decisions: readonly Decision[]
}

/** What became of a case. */
export interface CasePlay {
  readonly differences: readonly PlayedDifference[]
  /** What went wrong inside rules or plugins and was not expected. */
  readonly problems: readonly string[]
  /** The state after the lead came in, then after each step. */
  readonly states: readonly CaseState[]
}

/** Lets a case happen: the lead or other record comes in, and each step of the timeline follows. */
export async function playCase(
  ruleSet: RuleSet,
  { theCase, about }: Pick<FoundCase, 'theCase' | 'about'>,
  environmentFor: EnvironmentFor,
): Promise<CasePlay> {
  const spoken = spokenOf(rulesAsked(ruleSet, theCase), about)
  const first = await capture(ruleSet, theCase, environmentFor)
  const states = [first]
  const differences: PlayedDifference[] = [...judged(first, { expected: theCase.expect, spoken })]
  const problems = [...unexpected(first, theCase.expect)]
  for (const step of theCase.timeline ?? []) {
    const state = await advance(states.at(-1) ?? first, step, { ruleSet, theCase, environmentFor })
    states.push(state)
    differences.push(...judged(state, { expected: step.expect, spoken }).map((difference) => ({ ...difference, at: step.at })))
    problems.push(...unexpected(state, step.expect))
  }
  return { differences, problems, states }
}

/** The rules that a case is about: those of leads, or those of the record that it gives. */
export function rulesAsked(ruleSet: RuleSet, theCase: RuleCase): RuleSet {
  const { entity } = subjectOf(theCase)
  return entity === 'lead' ? ruleSet : rulesAbout(ruleSet, entity)
}

/** Whether everything came out as the case says. */
export const hasPassed = ({ differences, problems }: CasePlay): boolean => differences.length === 0 && problems.length === 0

function judged(state: CaseState, said: Said): readonly PlayedDifference[] {
  return compareOutcome(state, said).map((difference) => ({ ...difference, decisions: state.decisions }))
}

function unexpected({ decisions }: CaseState, expected: CaseExpectation | undefined): readonly string[] {
  return expected?.problems === undefined ? problemsOf(decisions) : []
}
