import type { RuleSet } from '../../rule-set.js'
import { percentOf } from '../measure-coverage.js'
import type { CaseRun } from '../play-all.js'
import { positionAt } from '../position-at.js'
import { describeChange } from './describe-change.js'
import type { Mutant } from './mutant.js'
import { type TriedMutants, tryMutants } from './try-mutants.js'

/** A mistake in a rule that every case would let pass. */
export interface Survivor {
  readonly file: string
  readonly line: number
  readonly column: number
  /** For example `no case would notice if 500 were 501`. */
  readonly sentence: Readonly<Record<'en' | 'fa', string>>
}

export interface FileMutation {
  readonly file: string
  readonly noticed: number
  readonly total: number
  readonly survivors: readonly Survivor[]
}

/** How many small mistakes in the rules the cases notice. */
export interface MutationScore {
  readonly noticed: number
  /** Mistakes that were tried and that change something. */
  readonly total: number
  /** `noticed` of `total`, 0 to 100. */
  readonly percent: number
  /** Mistakes that were proved to change nothing; they do not count. */
  readonly withoutEffect: number
  readonly files: readonly FileMutation[]
}

/** Puts one small mistake after the other into the rules and counts how many the cases notice. */
export async function mutationScore(ruleSet: RuleSet, run: CaseRun): Promise<MutationScore> {
  return scoreOf(await tryMutants(ruleSet, run), ruleSet)
}

function scoreOf({ noticed, survivors, withoutEffect }: TriedMutants, ruleSet: RuleSet): MutationScore {
  const total = noticed.length + survivors.length
  const names = [...new Set([...noticed, ...survivors].map(({ source }) => source.file))].sort()
  const files = names.map((file): FileMutation => {
    const own = survivors.filter(({ source }) => source.file === file).map((mutant) => survivorOf(mutant, ruleSet))
    const hits = noticed.filter(({ source }) => source.file === file).length
    const inOrder = own.sort((left, right) => left.line - right.line || left.column - right.column)
    return { file, noticed: hits, total: hits + own.length, survivors: inOrder }
  })
  return { noticed: noticed.length, total, percent: percentOf(noticed.length, total), withoutEffect, files }
}

function survivorOf(mutant: Mutant, ruleSet: RuleSet): Survivor {
  const tell = (language: string) => describeChange(mutant, { ruleSet, language })
  return { ...positionAt(mutant.source, mutant.at), sentence: { en: tell('en'), fa: tell('fa') } }
}
