import type { Plan } from '../compile/plan-conditions.js'

/** Whether priorities leave none of its comparisons unasked, so that every fact will be needed. */
export function asksAll(plan: Plan): boolean {
  if (plan.kind === 'not') return asksAll(plan.child)
  if (plan.kind === 'unknown') return !plan.isError
  return plan.kind === 'leaf' ? plan.leaf.compare !== undefined : plan.groups.length === 1 && plan.children.every(asksAll)
}
