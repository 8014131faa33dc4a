import { type Chosen, truthOf } from './condition-tree.js'
import { narrowed } from './narrow.js'
import type { Found } from './search.js'
import type { SearchSpace } from './search-space.js'

const MOST_SAMPLES = 5_000

/** Looks at combinations in an order that seems random and is the same every time. */
export function sample(space: SearchSpace, budget: number): Found | undefined {
  const allowed = narrowed(space)
  if (!allowed) return undefined
  const next = sequence()
  const spent = { count: 0 }
  for (let tried = 0; tried < MOST_SAMPLES && spent.count <= budget; tried++) {
    const indexes = Int32Array.from(allowed, (indexesLeft) => indexesLeft[next(indexesLeft.length)] ?? 0)
    const values = space.choices.map((choice, place) => choice.values[indexes[place] ?? 0])
    if (answers(space, { indexes, values }, spent)) return { values, matters: () => true }
  }
  return undefined
}

function answers({ holds, fails, ties }: SearchSpace, chosen: Chosen, spent: { count: number }): boolean {
  return (
    ties.every(({ places: [first, second], allows }) => allows(chosen.values[first], chosen.values[second])) &&
    holds.every((tree) => truthOf(tree, chosen, spent) === true) &&
    fails.every((tree) => truthOf(tree, chosen, spent) === false)
  )
}

/** Numbers below a limit, by a linear congruence that begins anew for each question. */
function sequence(): (limit: number) => number {
  let state = 20_260_301
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}
