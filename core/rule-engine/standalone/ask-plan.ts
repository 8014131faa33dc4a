import type { Leaf } from '../compile/leaf-table.js'
import { type Plan, type PlannedGroup, unknownCondition } from '../compile/plan-conditions.js'
import { type Asking, type FactLoading, STATE, type State } from './asking.js'

/**
 * Asks a plan as far as the facts are there. Within a priority all parts are asked, and their facts with them; a lower
 * priority waits until the higher ones have answered.
 * @throws what a comparison, a fact or an unknown name throws.
 */
export function askPlan(plan: Plan, asking: Asking): State {
  if (plan.kind === 'leaf') return askLeaf(plan.leaf, asking)
  if (plan.kind === 'not') return negated(askPlan(plan.child, asking))
  if (plan.kind !== 'unknown') return askGroups(plan, asking)
  if (!plan.isError) return STATE.fails
  throw unknownCondition(plan.name)
}

/** Turns an answer round; what is no answer stays what it is. */
function negated(state: State): State {
  if (state === STATE.holds) return STATE.fails
  return state === STATE.fails ? STATE.holds : state
}

function askGroups({ kind, groups }: PlannedGroup, asking: Asking): State {
  const settled = kind === 'any' ? STATE.holds : STATE.fails
  for (const group of groups) {
    const state = askTogether(group, { settled, asking })
    if (state === settled || state === STATE.pending) return state
  }
  return negated(settled)
}

function askTogether(group: readonly Plan[], { settled, asking }: { settled: State; asking: Asking }): State {
  let state = negated(settled)
  let failure: { readonly thrown: unknown } | undefined
  for (const plan of group) {
    try {
      const answer = askPlan(plan, asking)
      if (answer === STATE.pending || (answer === settled && state !== STATE.pending)) state = answer
    } catch (thrown) {
      failure ??= { thrown }
    }
  }
  if (failure) throw failure.thrown
  return state
}

function askLeaf(leaf: Leaf, asking: Asking): State {
  const { leaves, errors } = asking
  const known = leaves[leaf.id] ?? STATE.unasked
  if (known === STATE.error) throw errors[leaf.id]
  if (known !== STATE.unasked) return known
  try {
    if (asking.facts && leaf.compare && !areLoaded(leaf, asking.facts)) return STATE.pending
    const state = leaf.test(asking.values) ? STATE.holds : STATE.fails
    leaves[leaf.id] = state
    return state
  } catch (thrown) {
    leaves[leaf.id] = STATE.error
    errors[leaf.id] = thrown
    throw thrown
  }
}

/** The right-hand side is asked for first, as in json-rules-engine. */
function areLoaded({ left, right }: Leaf, facts: FactLoading): boolean {
  const sides = right ? [right.slot, left.slot] : [left.slot]
  const loaded = sides.map((slot) => facts.load(slot))
  for (const slot of sides) {
    const failure = facts.failureOf(slot)
    if (failure) throw failure.thrown
  }
  return loaded.every(Boolean)
}
