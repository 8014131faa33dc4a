import { findPoint } from '../../analyse/find-point.js'
import type { RuleSet } from '../../rule-set.js'
import type { RuleCase } from '../case.js'
import { findGaps } from '../find-gaps.js'
import { isNoticed, tryMutants } from '../mutants/try-mutants.js'
import { type CaseRun, sightOf } from '../play-all.js'
import { playCase } from '../play-case.js'
import type { CaseWatch } from '../watch-cases.js'
import { bases } from './bases.js'
import { asCase, type Circumstances, caseFromPoint } from './case-from-point.js'
import { fillExpected } from './fill-expected.js'
import { type Goal, gapGoal, mutantGoal } from './goals.js'
import { mergeProposals } from './merge-proposals.js'
import { nameCase } from './name-case.js'
import type { ProposedCase } from './proposed-case.js'

export interface Proposals {
  readonly proposed: readonly ProposedCase[]
  /** What no case was found for, as sentences. */
  readonly open: readonly string[]
}

/** Finds cases for what the others do not show and for mistakes that they would let pass. */
export async function proposeCases(ruleSet: RuleSet, run: CaseRun): Promise<Proposals> {
  const gaps = await findGaps(ruleSet, run)
  const { survivors } = await tryMutants(ruleSet, run)
  const known = { ruleSet, files: run.files }
  const wanted = [
    ...[...gaps.watch.aspects].flatMap(([key, aspect]) =>
      gaps.missing.has(key) ? [gapGoal(key, aspect, { ...known, watch: gaps.watch })] : [],
    ),
    ...survivors.map((mutant) => mutantGoal(mutant, known)),
  ]
  const goals = wanted.filter((goal) => goal !== undefined)
  const seeking: Seeking = { ruleSet, run, watch: gaps.watch, bases: bases(ruleSet, run.files) }
  let proposed: readonly ProposedCase[] = []
  const open: string[] = []
  for (const [index, goal] of goals.entries()) {
    run.onProgress?.({ step: 'seeking', done: index + 1, of: goals.length })
    if (await isMetAlready(goal, { seeking, proposed })) continue
    const theCase = await seek(goal, seeking)
    if (theCase) proposed = mergeProposals(proposed, { theCase, remarks: [goal.remark], about: goal.source })
    else open.push(goal.remark)
  }
  return { proposed, open }
}

interface Seeking {
  readonly ruleSet: RuleSet
  readonly run: CaseRun
  readonly watch: CaseWatch
  readonly bases: readonly Circumstances[]
}

async function isMetAlready(
  goal: Goal,
  { seeking, proposed }: { readonly seeking: Seeking; readonly proposed: readonly ProposedCase[] },
) {
  for (const { theCase } of proposed) if (await meets(theCase, { goal, seeking })) return true
  return false
}

/** Tries the imagined records over one base after the other; what the rules make of them decides. */
async function seek(goal: Goal, seeking: Seeking): Promise<RuleCase | undefined> {
  const { ruleSet, run } = seeking
  for (const question of goal.questions) {
    const { point } = findPoint(question, ruleSet)
    if (!point) continue
    const name = nameCase(goal.subject, { ruleSet, point })
    for (const base of seeking.bases) {
      const theCase = asCase(name, caseFromPoint(point, { ruleSet, base }))
      for (const filled of await fillExpected(
        { theCase, about: [goal.source.id] },
        { ruleSet, kind: goal.kind, environmentFor: run.environmentFor },
      ))
        if (await meets(filled, { goal, seeking })) return filled
    }
  }
  return undefined
}

async function meets(theCase: RuleCase, { goal, seeking }: { readonly goal: Goal; readonly seeking: Seeking }): Promise<boolean> {
  const { ruleSet, run, watch } = seeking
  if (goal.mutated) return isNoticed(goal.mutated, { cases: [{ theCase, about: [goal.source.id] }], run })
  const play = await playCase(ruleSet, { theCase, about: [goal.source.id] }, run.environmentFor)
  return goal.aspect !== undefined && sightOf(play, watch).aspects.has(goal.aspect)
}
