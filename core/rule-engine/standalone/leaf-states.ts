import type { Leaf, LeafSide } from '../compile/leaf-table.js'
import { type Asking, STATE, type State } from './asking.js'

/** What the comparisons of one call said, and what they read. */
export interface LeafStates {
  stateOf(leaf: Leaf): State
  read(side: LeafSide): unknown
  /** The states of all comparisons. */
  list(): readonly State[]
}

/** Those that were noted while the rules ran. */
export function notedStates({ leaves, values }: Pick<Asking, 'leaves' | 'values'>): LeafStates {
  return {
    stateOf: ({ id }) => leaves[id] ?? STATE.unasked,
    read: ({ slot, read }) => read(values[slot]),
    list: () => leaves,
  }
}

/** What a call read before its rules ran, so that nothing which changes later changes the trace. */
export interface Readings {
  /** By side. */
  readonly read: readonly unknown[]
  /** States that are known already; absent where there are none. */
  readonly noted?: State[]
}

/** The comparisons of all rules, with a 1 by those that stand in a rule which leaves what it read. */
interface LaterLeaves {
  readonly leaves: readonly Leaf[]
  readonly isLater: Uint8Array
}

/** Those of comparisons that are all asked and cannot fail: worked out from what was read when somebody wants to know. */
export function laterStates({ leaves, isLater }: LaterLeaves, { read, noted }: Readings): LeafStates {
  let states = noted
  let isComplete = false
  const stateOf = (leaf: Leaf): State => {
    states ??= unasked(leaves.length)
    const known = states[leaf.id] ?? STATE.unasked
    if (known !== STATE.unasked || isLater[leaf.id] !== 1) return known
    const state = stateFrom(leaf, read)
    states[leaf.id] = state
    return state
  }
  const list = (): readonly State[] => {
    if (!isComplete) for (const leaf of leaves) stateOf(leaf)
    isComplete = true
    return states ?? []
  }
  return { stateOf, read: ({ id }) => read[id], list }
}

/** A core operator fails only on what cannot become a number or a text. */
function stateFrom({ compare, comparison, left, right }: Leaf, read: readonly unknown[]): State {
  try {
    const wanted = right ? read[right.id] : comparison.value
    return compare?.(read[left.id], wanted) === true ? STATE.holds : STATE.fails
  } catch {
    return STATE.error
  }
}

/** States of so many comparisons or rules before any is asked. */
export const unasked = (count: number): State[] => new Array<State>(count).fill(STATE.unasked)
