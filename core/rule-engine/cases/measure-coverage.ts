import { describeConditions } from '../explain/describe-conditions.js'
import type { RuleSet } from '../rule-set.js'
import { caseWords } from './case-words.js'
import { findGaps } from './find-gaps.js'
import type { CaseRun } from './play-all.js'
import { positionAt } from './position-at.js'
import type { Aspect } from './watch-cases.js'

/** Something that no case has shown. */
export interface CoverageGap {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The rule it belongs to, or the grade. */
  readonly name: string
  /** What is missing, for example `"Employees is at least 500" was never seen to fail`. */
  readonly sentence: Readonly<Record<'en' | 'fa', string>>
}

export interface FileCoverage {
  readonly file: string
  readonly seen: number
  readonly total: number
  readonly gaps: readonly CoverageGap[]
}

/** How much of the rules the cases have shown. */
export interface Coverage {
  readonly seen: number
  readonly total: number
  /** `seen` of `total`, 0 to 100; 100 where there is nothing to see. */
  readonly percent: number
  /** What was proved never to come about, as a comparison that the rows before decide already; it does not count. */
  readonly outOfReach: number
  readonly files: readonly FileCoverage[]
}

/**
 * Measures what the cases show: every comparison once true and once false, every row and routing rule chosen, every move taken,
 * every automation fired, every scoring rule counted, every grade given.
 */
export async function measureCoverage(ruleSet: RuleSet, run: CaseRun): Promise<Coverage> {
  const { watch, missing, outOfReach } = await findGaps(ruleSet, run)
  const within = new Map([...watch.aspects].filter(([key]) => !outOfReach.has(key)))
  return { ...coverageOf(within, { missing, ruleSet }), outOfReach: outOfReach.size }
}

function coverageOf(
  aspects: ReadonlyMap<string, Aspect>,
  { missing, ruleSet }: { readonly missing: ReadonlySet<string>; readonly ruleSet: RuleSet },
): Omit<Coverage, 'outOfReach'> {
  const names = [...new Set([...aspects.values()].map(({ place }) => place.source.file))].sort()
  const files = names.map((file): FileCoverage => {
    const own = [...aspects].filter(([, { place }]) => place.source.file === file)
    const open = own.filter(([key]) => missing.has(key)).map(([, aspect]) => gapOf(aspect, ruleSet))
    const gaps = open.sort((left, right) => left.line - right.line || left.column - right.column)
    return { file, seen: own.length - gaps.length, total: own.length, gaps }
  })
  const sum = (count: (file: FileCoverage) => number) => files.reduce((total, file) => total + count(file), 0)
  const [seen, total] = [sum((file) => file.seen), sum((file) => file.total)]
  return { seen, total, percent: percentOf(seen, total), files }
}

/** A share in per cent, rounded down to a tenth, so that 100 means all of it. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 1_000) / 10
}

function gapOf(aspect: Aspect, ruleSet: RuleSet): CoverageGap {
  const { place } = aspect
  const tell = (language: string) => gapSentence(aspect, { ruleSet, language })
  return { ...positionAt(place.source, place.path), name: place.name, sentence: { en: tell('en'), fa: tell('fa') } }
}

/** Says what no case has shown. */
export function gapSentence(
  { place, see }: Aspect,
  { ruleSet, language }: { readonly ruleSet: RuleSet; readonly language: string },
): string {
  const words = caseWords(language)
  if (see === 'done') return words.neverDone[place.kind]?.(place.name) ?? place.name
  const leaf = place.leaf ? describeConditions(ruleSet, { all: [place.leaf] }, language) : place.name
  return see === 'true' ? words.neverTrue(leaf) : words.neverFalse(leaf)
}
