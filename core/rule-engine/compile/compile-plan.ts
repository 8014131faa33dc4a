import type { Leaf } from './leaf-table.js'
import { type Plan, type PlannedGroup, unknownCondition } from './plan-conditions.js'

/** Says whether a plan holds for one record, whose facts stand in the places of the slot table. */
export type PlanTest = (values: readonly unknown[]) => boolean

export interface CompileWish {
  /** How a comparison is asked; without it, by its own test. */
  readonly askOf?: (leaf: Leaf) => PlanTest
  /** Asks every comparison of a priority that is reached, as json-rules-engine does, though the answer is settled. */
  readonly asksAll?: boolean
}

interface Compiled {
  readonly test: PlanTest
  readonly mayThrow: boolean
}

/** Turns a plan into one synchronous function. Every slot must be filled. */
export const compilePlan = (plan: Plan, wish: CompileWish = {}): PlanTest => compileNode(plan, wish).test

/** Whether running a plan may end in an error, so that no part of it may be left out. */
export function mayThrow(plan: Plan): boolean {
  if (plan.kind === 'leaf') return plan.leaf.mayThrow
  if (plan.kind === 'unknown') return plan.isError
  return plan.kind === 'not' ? mayThrow(plan.child) : plan.children.some(mayThrow)
}

function compileNode(plan: Plan, wish: CompileWish): Compiled {
  if (plan.kind === 'leaf') return { test: wish.askOf?.(plan.leaf) ?? plan.leaf.test, mayThrow: plan.leaf.mayThrow }
  if (plan.kind === 'unknown') return { test: plan.isError ? refuse(plan.name) : () => false, mayThrow: plan.isError }
  if (plan.kind !== 'not') return compileGroup(plan, wish)
  const { test, mayThrow } = compileNode(plan.child, wish)
  return { test: (values) => !test(values), mayThrow }
}

function compileGroup({ kind, groups }: PlannedGroup, wish: CompileWish): Compiled {
  const settled = kind === 'any'
  const joined = groups.map((group) => {
    const parts = group.map((child) => compileNode(child, wish))
    const [only] = parts
    if (parts.length === 1 && only) return only
    const tests = parts.map(({ test }) => test)
    const mayThrow = parts.some((part) => part.mayThrow)
    return { mayThrow, test: mayThrow || wish.asksAll ? together(settled, tests) : inTurn(settled, tests) }
  })
  const [only] = joined
  if (joined.length === 1 && only) return only
  // Between priorities the first that settles the answer ends it, whatever the others would throw.
  return {
    test: inTurn(
      settled,
      joined.map(({ test }) => test),
    ),
    mayThrow: joined.some((part) => part.mayThrow),
  }
}

function inTurn(settled: boolean, tests: readonly PlanTest[]): PlanTest {
  return (values) => {
    for (const test of tests) if (test(values) === settled) return settled
    return !settled
  }
}

function together(settled: boolean, tests: readonly PlanTest[]): PlanTest {
  return (values) => {
    let isSettled = false
    for (const test of tests) if (test(values) === settled) isSettled = true
    return isSettled === settled
  }
}

function refuse(name: string): PlanTest {
  return () => {
    throw unknownCondition(name)
  }
}
