import type { Demand, IndexedPart } from './index-demand.js'
import type { Leaf } from './leaf-table.js'
import { leavesIn, type Plan } from './plan-conditions.js'

/**
 * An answer along all numbers: what it is below them all, and where it changes. The thresholds have the odd places, what
 * lies between them the even ones.
 */
interface Steps {
  readonly start: boolean
  readonly changes: readonly number[]
  /** The answer for what is no number. */
  readonly none: boolean
}

/** What demands on one place, all of which must be met, say about each number; worked out in time that their size bounds. */
export function numberAnswers(demands: readonly Demand[]): Pick<IndexedPart, 'turns' | 'holdsFor'> {
  const leaves = demands.flatMap(({ plan }) => leavesIn(plan))
  const bounds = Float64Array.from(new Set(leaves.map(({ comparison }) => comparison.value as number))).sort()
  const parts = demands.map(({ plan, isNegated }) => (isNegated ? negated(stepsOf(plan, bounds)) : stepsOf(plan, bounds)))
  const { start, changes, none } = joined(false, parts)
  const turning = new Set(changes.map((place) => Math.trunc((place - 1) / 2)))
  return {
    turns: [...turning].map((at) => bounds[at]),
    holdsFor: (value) => (typeof value === 'number' ? (countUpTo(changes, placeOf(value, bounds)) % 2 === 0) === start : none),
  }
}

/** The place of a number among thresholds in order: an odd one at a threshold, an even one between two. */
export function placeOf(value: number, bounds: Float64Array): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const half = (low + high) >>> 1
    if ((bounds[half] ?? Infinity) < value) low = half + 1
    else high = half
  }
  return bounds[low] === value ? 2 * low + 1 : 2 * low
}

function countUpTo(places: readonly number[], last: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const half = (low + high) >>> 1
    if ((places[half] ?? Infinity) <= last) low = half + 1
    else high = half
  }
  return low
}

function stepsOf(plan: Plan, bounds: Float64Array): Steps {
  if (plan.kind === 'leaf') return stepsOfLeaf(plan.leaf, bounds)
  if (plan.kind === 'not') return negated(stepsOf(plan.child, bounds))
  if (plan.kind === 'unknown') return { start: false, changes: [], none: false }
  return joined(
    plan.kind === 'any',
    plan.children.map((child) => stepsOf(child, bounds)),
  )
}

function stepsOfLeaf({ compare, comparison: { value } }: Leaf, bounds: Float64Array): Steps {
  const says = (left: unknown): boolean => compare?.(left, value) === true
  const place = placeOf(value as number, bounds)
  const [below, at, above] = [says(-Infinity), says(value), says(Infinity)]
  const changes = [...(below === at ? [] : [place]), ...(at === above ? [] : [place + 1])]
  return { start: below, changes, none: says(undefined) }
}

const negated = ({ start, changes, none }: Steps): Steps => ({ start: !start, changes, none: !none })

/** `settled` is the answer that one part alone can give to the whole. */
function joined(settled: boolean, parts: readonly Steps[]): Steps {
  let settling = parts.filter(({ start }) => start === settled).length
  const start = settling > 0 === settled
  const events = parts
    .flatMap((part) => part.changes.map((place, at) => ({ place, by: (part.start === settled) === (at % 2 === 1) ? 1 : -1 })))
    .sort((one, other) => one.place - other.place)
  const changes: number[] = []
  for (const { place, by } of events) {
    const wasSettled = settling > 0
    settling += by
    if (wasSettled === settling > 0) continue
    // Two changes at one place are none.
    if (changes.at(-1) === place) changes.pop()
    else changes.push(place)
  }
  return { start, changes, none: parts.some(({ none }) => none === settled) === settled }
}
