import { compilePlan, mayThrow, type PlanTest } from '../compile/compile-plan.js'
import type { Leaf } from '../compile/leaf-table.js'
import { leavesIn, type Plan } from '../compile/plan-conditions.js'
import type { RuleMatcher } from '../compile/rule-matcher.js'
import { type Asking, STATE } from './asking.js'
import { asksAll } from './asks-all.js'

/** How a list of plans is run so that it leaves a trace. */
export interface TracedPlans {
  /** Places of plans whose comparisons are all asked and cannot fail, so that what they said can be worked out later. */
  readonly later: readonly number[]
  /** Says which of those hold. */
  readonly matcher: RuleMatcher
  /** Places of the others. */
  readonly noted: readonly number[]
  /** 1 for a comparison that stands in one of the plans of `later`. */
  readonly isLater: Uint8Array
  /** Runs one plan and notes what every comparison said. Throws what the plan throws. */
  note(rule: number, asking: Asking): boolean
}

/** Prepares plans for traces; `matcherOf` is asked for those among them that need no notes. */
export function tracedPlans(plans: readonly Plan[], matcherOf: (plans: readonly Plan[]) => RuleMatcher): TracedPlans {
  const isOfLater = plans.map((plan) => asksAll(plan) && !mayThrow(plan))
  const ofLater = plans.filter((_, place) => isOfLater[place])
  const leaves = ofLater.flatMap(leavesIn)
  return {
    later: placesWhere(isOfLater, true),
    matcher: matcherOf(ofLater),
    noted: placesWhere(isOfLater, false),
    isLater: marked(leaves.map(({ id }) => id)),
    note: notingPlans(plans),
  }
}

function marked(places: readonly number[]): Uint8Array {
  const marks = new Uint8Array(places.reduce((most, place) => Math.max(most, place + 1), 0))
  for (const place of places) marks[place] = 1
  return marks
}

const placesWhere = (answers: readonly boolean[], wanted: boolean): number[] =>
  answers.flatMap((answer, place) => (answer === wanted ? [place] : []))

/** A comparison that several plans share is asked once per trace. */
function notingPlans(plans: readonly Plan[]): TracedPlans['note'] {
  // Runs are synchronous, so one ends before the other goes on, but an operator may start one inside another.
  let trace: Asking | undefined
  const askOf = (leaf: Leaf) => (values: readonly unknown[]) => {
    if (!trace) return leaf.test(values)
    const state = trace.leaves[leaf.id]
    return state === STATE.unasked || state === STATE.error ? askTraced(leaf, trace) : state === STATE.holds
  }
  const tests: PlanTest[] = []
  return (rule, asking) => {
    const plan = plans[rule]
    if (!plan) return false
    tests[rule] ??= compilePlan(plan, { askOf, asksAll: true })
    const outer = trace
    trace = asking
    try {
      return tests[rule](asking.values)
    } finally {
      trace = outer
    }
  }
}

function askTraced({ id, test }: Leaf, { leaves, values, errors }: Asking): boolean {
  try {
    const answer = test(values)
    leaves[id] = answer ? STATE.holds : STATE.fails
    return answer
  } catch (thrown) {
    leaves[id] = STATE.error
    errors[id] = thrown
    throw thrown
  }
}
