import type { ScoringFile, ScoringRule } from '../rule-set.js'

const MOST_TOTALS = 2_000

/**
 * Every total that can come out of a scoring file, and perhaps some that cannot: each rule gives its points or does not.
 * Undefined where points can be any number, or where there are too many sums.
 */
export function possibleTotals(file: ScoringFile): readonly number[] | undefined {
  if (!known.has(file)) known.set(file, totalsOf(file))
  return known.get(file)
}

/** An analysis asks for the totals of one file again and again, and it is frozen. */
const known = new WeakMap<ScoringFile, readonly number[] | undefined>()

function totalsOf({ model, score, rules }: ScoringFile): readonly number[] | undefined {
  const counting = rules.filter(({ enabled, mode }) => enabled !== false && mode !== 'shadow')
  if (model !== 'points' || counting.some(fades)) return undefined
  const outside = counting.filter(({ then }) => !score.groups.some(({ id }) => id === then.group))
  const parts = [
    ...score.groups.map((group) => held(sumsOf(counting.filter(({ then }) => then.group === group.id)), group)),
    sumsOf(outside),
  ]
  const totals = parts.reduce((sums, part) => added(sums, part), NONE)
  return totals.size > MOST_TOTALS ? undefined : [...held(totals, score)].sort((left, right) => left - right)
}

const NONE: ReadonlySet<number> = new Set([0])

const fades = ({ then }: ScoringRule): boolean => 'decay' in then

function sumsOf(rules: readonly ScoringRule[]): ReadonlySet<number> {
  return rules.reduce((sums, rule) => added(sums, pointsOf(rule)), NONE)
}

function pointsOf({ then: { points, pointsPer } }: ScoringRule): ReadonlySet<number> {
  if (points !== undefined || !pointsPer) return new Set([0, points ?? 0])
  return new Set(Array.from({ length: pointsPer.maxCount + 1 }, (_, count) => count * pointsPer.points))
}

/** Sums of one of each; beyond the limit nobody needs to know which. */
function added(sums: ReadonlySet<number>, more: ReadonlySet<number>): ReadonlySet<number> {
  if (sums.size > MOST_TOTALS) return sums
  return new Set([...sums].flatMap((sum) => [...more].map((points) => sum + points)))
}

function held(sums: ReadonlySet<number>, { min = -Infinity, max = Infinity }: { readonly min?: number; readonly max?: number }) {
  return new Set([...sums].map((sum) => Math.max(min, Math.min(max, sum))))
}
