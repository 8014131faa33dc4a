import type { RuleIndex, RuleMask } from './rule-index.js'

/** Masks of so few words are gone through faster than anything that could be done to spare one. */
const SHORT_WORDS = 64

/** Memory that the masks of one merged index may take, in words of 32 rules. */
const MERGED_WORDS = 1 << 18

/**
 * Merges indexes in pairs, because going through the masks is most of the work where there are many rules: two that know
 * few values become one that knows every pair of them.
 */
export function mergeIndexes(indexes: readonly RuleIndex[], size: number): readonly RuleIndex[] {
  const words = Math.ceil(size / 32)
  if (words < SHORT_WORDS) return indexes
  const most = Math.floor(MERGED_WORDS / words)
  const left = indexes.toSorted((one, other) => one.masks.length - other.masks.length)
  const merged: RuleIndex[] = []
  for (let smallest = left.shift(); smallest; smallest = left.shift()) {
    const { length } = smallest.masks
    // With the largest that fits, so that a small one is left for the next.
    const fitting = left.findLastIndex(({ masks }) => masks.length * length <= most)
    const [partner] = fitting < 0 ? [] : left.splice(fitting, 1)
    merged.push(partner ? pairOf(smallest, partner) : smallest)
  }
  return merged
}

function pairOf(one: RuleIndex, other: RuleIndex): RuleIndex {
  const count = other.masks.length
  return {
    masks: one.masks.flatMap((mask) => other.masks.map((more) => both(mask, more))),
    unsure: new Set([...one.unsure, ...other.unsure]),
    choose: (values) => {
      const [first, second] = [one.choose(values), other.choose(values)]
      return first < 0 || second < 0 ? -1 : first * count + second
    },
  }
}

const both = (one: RuleMask, other: RuleMask): RuleMask => one.map((word, at) => word & (other[at] ?? 0))
