import type { SourceFile } from '../files/source-file.js'
import type { RuleSet } from '../rule-set.js'
import { type FoundCase, leadCasesIn } from './cases-in.js'
import { type CasePlay, playCase } from './play-case.js'
import type { EnvironmentFor } from './simulate.js'
import { type CaseWatch, type Sight, watchCases } from './watch-cases.js'

/** What measuring needs beside the rule set. */
export interface CaseRun {
  /** Every file that was read, those of kind `cases` among them. */
  readonly files: readonly SourceFile[]
  readonly environmentFor: EnvironmentFor
  /** Told after each piece of work, so that whoever waits sees it go on. */
  readonly onProgress?: (progress: CaseProgress) => void
}

export interface CaseProgress {
  /** Playing the cases, trying mistakes, seeking cases to propose. */
  readonly step: 'playing' | 'trying' | 'seeking'
  readonly done: number
  readonly of: number
}

/** A case that was played, and what it showed. */
export interface SeenCase extends FoundCase {
  readonly play: CasePlay
  readonly sight: Sight
}

/** Plays every case of a lead once and watches; those of other records are run, not measured. */
export async function playAll(
  ruleSet: RuleSet,
  { files, environmentFor, onProgress }: CaseRun,
): Promise<{ readonly watch: CaseWatch; readonly seen: readonly SeenCase[] }> {
  const watch = watchCases(ruleSet, files)
  const found = leadCasesIn(files)
  const seen: SeenCase[] = []
  for (const one of found) {
    const play = await playCase(ruleSet, one, environmentFor)
    seen.push({ ...one, play, sight: sightOf(play, watch) })
    onProgress?.({ step: 'playing', done: seen.length, of: found.length })
  }
  return { watch, seen }
}

/** What all decisions of a case showed together. */
export function sightOf({ states }: CasePlay, watch: CaseWatch): Sight {
  const sights = states.flatMap(({ decisions }) => decisions.map((decision) => watch.look(decision)))
  const asked = new Map<string, readonly (readonly unknown[])[]>()
  for (const [rule, values] of sights.flatMap((sight) => [...sight.asked]))
    asked.set(rule, [...(asked.get(rule) ?? []), ...values])
  return { aspects: new Set(sights.flatMap(({ aspects }) => [...aspects])), asked }
}
