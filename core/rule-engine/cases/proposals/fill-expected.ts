import type { RuleSet } from '../../rule-set.js'
import type { CaseExpectation, RuleCase } from '../case.js'
import type { FoundCase } from '../cases-in.js'
import { outcomeOf } from '../compare-outcome.js'
import { playCase } from '../play-case.js'
import type { TestedKind } from '../rule-sites.js'
import type { EnvironmentFor } from '../simulate.js'
import { spokenOf } from '../spoken-of.js'

/** What a case of a kind says, from the least to everything. */
const TELLING: Readonly<Record<TestedKind, readonly (readonly (keyof CaseExpectation)[])[]>> = {
  scoring: [['score'], ['score', 'grade'], ['score', 'grade', 'groups']],
  transition: [['status'], ['status', 'reason', 'moved']],
  routing: [
    ['rule', 'queue'],
    ['rule', 'queue', 'strategy'],
  ],
  automation: [['fired'], ['fired', 'actions']],
}

/** The case with what the rules decide now as what it expects, in several measures of detail; none where the rules have problems. */
export async function fillExpected(
  found: Pick<FoundCase, 'theCase' | 'about'>,
  {
    ruleSet,
    kind,
    environmentFor,
  }: { readonly ruleSet: RuleSet; readonly kind: TestedKind; readonly environmentFor: EnvironmentFor },
): Promise<readonly RuleCase[]> {
  const { states, problems } = await playCase(ruleSet, found, environmentFor)
  if (problems.length > 0) return []
  const spoken = spokenOf(ruleSet, found.about)
  const outcomes = states.map((state) => outcomeOf(state, spoken))
  return TELLING[kind].map((keys) => filledWith(found.theCase, { outcomes, keys }))
}

interface Filling {
  readonly outcomes: readonly Readonly<Record<string, unknown>>[]
  readonly keys: readonly (keyof CaseExpectation)[]
}

function filledWith({ timeline, ...theCase }: RuleCase, { outcomes, keys }: Filling): RuleCase {
  const expected = outcomes.map((outcome) => pick(outcome, keys))
  const [first = {}, ...later] = expected
  return {
    ...theCase,
    expect: first,
    ...(timeline ? { timeline: timeline.map((step, index) => ({ ...step, expect: later[index] ?? {} })) } : {}),
  }
}

function pick(outcome: Readonly<Record<string, unknown>>, keys: Filling['keys']): CaseExpectation {
  const present = keys.filter((key) => outcome[key] !== undefined).map((key) => [key, plainly(outcome[key])] as const)
  return Object.fromEntries(present)
}

/** Rules by their own ids, as people write them. */
const plainly = (value: unknown): unknown => {
  const own = (name: unknown) => (typeof name === 'string' ? name.slice(name.lastIndexOf('/') + 1) : name)
  return Array.isArray(value) ? value.map(own) : own(value)
}
