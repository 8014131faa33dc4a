import type { RuleSet } from '../../rule-set.js'
import { type CaseRun, playAll, type SeenCase } from '../play-all.js'
import { hasPassed, playCase } from '../play-case.js'
import { changesNothing } from './changes-nothing.js'
import { concernedCases } from './concerned-cases.js'
import { listMutants } from './list-mutants.js'
import type { Mutant } from './mutant.js'
import { mutateRules } from './mutate-rules.js'

/** Mistakes that were tried, by what became of them. */
export interface TriedMutants {
  readonly noticed: readonly Mutant[]
  readonly survivors: readonly Mutant[]
  /** How many were proved to change nothing. */
  readonly withoutEffect: number
}

/** Puts one small mistake after the other into the rules and runs the cases that ask the rule, until one of them notices. */
export async function tryMutants(ruleSet: RuleSet, { onProgress, ...run }: CaseRun): Promise<TriedMutants> {
  const { seen } = await playAll(ruleSet, run)
  const sound = seen.filter(({ play }) => hasPassed(play))
  const mutants = listMutants(ruleSet, run.files)
  const noticed: Mutant[] = []
  const survivors: Mutant[] = []
  let withoutEffect = 0
  for (const [index, mutant] of mutants.entries()) {
    const mutated = mutateRules(ruleSet, mutant)
    if (await isNoticed(mutated, { cases: concernedCases(mutant, { ruleSet, mutated, cases: sound }), run })) noticed.push(mutant)
    else if (changesNothing(mutant, { ruleSet, mutated })) withoutEffect++
    else survivors.push(mutant)
    onProgress?.({ step: 'trying', done: index + 1, of: mutants.length })
  }
  return { noticed, survivors, withoutEffect }
}

/** A rule set that breaks has been noticed, too. */
export async function isNoticed(
  mutated: RuleSet,
  {
    cases,
    run,
  }: { readonly cases: Iterable<Pick<SeenCase, 'theCase' | 'about'>>; readonly run: Pick<CaseRun, 'environmentFor'> },
): Promise<boolean> {
  for (const found of cases) {
    const play = await playCase(mutated, found, run.environmentFor).catch(() => undefined)
    if (!play || !hasPassed(play)) return true
  }
  return false
}
