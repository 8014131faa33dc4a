import type { Contribution, LocalizedText } from '../../core/plugin-api/index.js'

/** Bounds of a group of contributions, and what the group is called. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
  readonly group?: string
  readonly name: LocalizedText
}

/** Contributions with one more, `cap` or `floor`, where their sum is out of bounds. */
export function holdWithin(
  contributions: readonly Contribution[],
  { min = -Infinity, max = Infinity, group, name }: Bounds,
): readonly Contribution[] {
  const sum = sumOf(contributions)
  const bound = Math.max(min, Math.min(max, sum))
  if (bound === sum) return contributions
  const limit = bound < sum ? CAP : FLOOR
  const title = { en: `${limit.en} ${name.en}`, fa: `${limit.fa} ${name.fa ?? name.en}` }
  return [...contributions, { rule: limit.rule, title, points: bound - sum, ...(group === undefined ? {} : { group }) }]
}

/** Points of all contributions together. */
export function sumOf(contributions: readonly Contribution[]): number {
  return contributions.reduce((sum, { points }) => sum + points, 0)
}

const CAP = { rule: 'cap', en: 'Upper limit of', fa: 'سقف' }
const FLOOR = { rule: 'floor', en: 'Lower limit of', fa: 'کف' }
