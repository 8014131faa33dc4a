import { distance } from './choices.js'
import { type Chosen, truthOf } from './condition-tree.js'
import { narrowed } from './narrow.js'
import type { SearchSpace } from './search-space.js'

/** Values for all places of a search. */
export interface Found {
  readonly values: readonly unknown[]
  /** Whether a place had to be chosen; otherwise any value does. */
  matters(place: number): boolean
}

export interface Searched {
  readonly found: Found | undefined
  /** False where the budget ended first. */
  readonly finished: boolean
  readonly cost: number
}

interface Limits {
  /** Comparisons that may be made. */
  readonly budget: number
  /** Places that may leave their first value; with it the smallest change is looked for, not the first answer. */
  readonly most?: number
}

/** Tries all combinations of values that can still answer the question, one place after the other. */
export function search(space: SearchSpace, limits: Limits): Searched {
  const size = space.choices.length
  const chosen: Chosen = { indexes: new Int32Array(size).fill(-1), values: new Array<unknown>(size).fill(undefined) }
  const allowed = narrowed(space)
  if (!allowed) return { found: undefined, finished: true, cost: 0 }
  const walk: Walk = { space, limits, allowed, order: placesInOrder(space), chosen, spent: { count: 0 }, best: undefined }
  const finished = visit(walk, { depth: 0, changes: 0, length: 0 })
  return { found: walk.best?.found, finished, cost: walk.spent.count }
}

/** A search under way. It lives for one question, and is the one thing here that changes. */
interface Walk {
  readonly space: SearchSpace
  readonly limits: Limits
  /** What the question leaves of each place's values. */
  readonly allowed: readonly (readonly number[])[]
  readonly order: readonly number[]
  readonly chosen: Chosen
  readonly spent: { count: number }
  best: { readonly found: Found; readonly length: number } | undefined
}

/** How far a walk has come: places taken, those that left their first value, and by how much. */
interface Standpoint {
  readonly depth: number
  readonly changes: number
  readonly length: number
}

/** Goes on from where the walk stands; false when the budget ended. */
function visit(walk: Walk, at: Standpoint): boolean {
  const { space, chosen, spent, limits, order } = walk
  if (spent.count > limits.budget) return false
  const answer = standing(space, chosen, spent)
  if (answer === false || (walk.best && at.length >= walk.best.length)) return true
  const place = answer === true ? nextTied(space, chosen, order) : order[at.depth]
  if (place !== undefined) return tryValues(walk, place, answer === true ? at : { ...at, depth: at.depth + 1 })
  if (answer) walk.best = { found: foundOf(walk), length: at.length }
  return true
}

function tryValues(walk: Walk, place: number, at: Standpoint): boolean {
  const { space, chosen, allowed, limits } = walk
  if ((chosen.indexes[place] ?? -1) >= 0) return visit(walk, at)
  const values = space.choices[place]?.values ?? []
  const isNear = limits.most !== undefined
  for (const index of allowed[place] ?? []) {
    const moved = isNear && index > 0
    if (moved && at.changes >= (limits.most ?? 0)) continue
    const length = moved ? at.length + distance(values[index], values[0]) : at.length
    choose(chosen, place, { index, value: values[index] })
    const finished = !keepsTies(space, chosen, place) || visit(walk, { ...at, changes: at.changes + (moved ? 1 : 0), length })
    choose(chosen, place, { index: -1, value: undefined })
    if (!finished) return false
    if (walk.best && !isNear) return true
  }
  return true
}

function choose({ indexes, values }: Chosen, place: number, { index, value }: { index: number; value: unknown }): void {
  indexes[place] = index
  values[place] = value
}

/** True once the question is answered whatever else is chosen, false once it cannot be answered any more. */
function standing({ holds, fails }: SearchSpace, chosen: Chosen, spent: { count: number }): boolean | undefined {
  let open = false
  for (const tree of holds) {
    const truth = truthOf(tree, chosen, spent)
    if (truth === false) return false
    if (truth === undefined) open = true
  }
  for (const tree of fails) {
    const truth = truthOf(tree, chosen, spent)
    if (truth === true) return false
    if (truth === undefined) open = true
  }
  return open ? undefined : true
}

/** What few values are left for comes first; places in ties stay together. */
function placesInOrder({ choices }: SearchSpace): readonly number[] {
  return choices.map((_, place) => place).sort((left, right) => size(left) - size(right) || left - right)

  function size(place: number): number {
    return choices[place]?.values.length ?? 0
  }
}

/** A place that must be chosen though the question is answered, because others depend on it. */
function nextTied({ ties }: SearchSpace, { indexes }: Chosen, order: readonly number[]): number | undefined {
  const tied = new Set(ties.flatMap(({ places }) => places))
  return order.find((place) => (indexes[place] ?? -1) < 0 && tied.has(place))
}

/** Whether what is chosen keeps every tie of a place. */
function keepsTies({ ties }: SearchSpace, { indexes, values }: Chosen, place: number): boolean {
  for (const { places, allows } of ties) {
    const [first, second] = places
    if (first !== place && second !== place) continue
    if ((indexes[first] ?? -1) < 0 || (indexes[second] ?? -1) < 0) continue
    if (!allows(values[first], values[second])) return false
  }
  return true
}

/** What was not chosen makes no difference: as in the record to stay near to, missing where it can be, or the first that is left. */
function foundOf({ space, chosen: { indexes, values }, allowed }: Walk): Found {
  const picked = [...indexes].map((index) => index >= 0)
  const all = space.choices.map(({ values: candidates, ...choice }, place) => {
    if (picked[place]) return values[place]
    if ('near' in choice) return choice.near
    return candidates.includes(undefined) ? undefined : candidates[allowed[place]?.[0] ?? 0]
  })
  return { values: all, matters: (place) => picked[place] === true }
}
