import type { NodeMarks } from '../../model/conditions.js'
import type { Plan, PlannedGroup, PlannedLeaf } from '../compile/plan-conditions.js'
import { STATE, type State } from './asking.js'
import type { LeafStates } from './leaf-states.js'

/** A node of the result tree, as `RuleResult.toJSON(false).conditions` of json-rules-engine has it. */
export interface ResultNode extends NodeMarks {
  readonly all?: readonly ResultNode[]
  readonly any?: readonly ResultNode[]
  readonly not?: ResultNode
  readonly condition?: string
  readonly fact?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly path?: string
  readonly operator?: string
  readonly value?: unknown
  /** What the fact said; absent where the comparison was not asked. */
  readonly factResult?: unknown
  readonly valueResult?: unknown
  readonly result?: boolean
}

/** Builds the result tree of the plan at a place from what its comparisons said. */
export type ResultTrees = (place: number, seen: LeafStates) => ResultNode

/** Prepares result trees; what stands in every tree of a plan is put together when the first is asked for. */
export function resultTrees(plans: readonly Plan[]): ResultTrees {
  const builders: Build[] = []
  return (place, seen) => {
    builders[place] ??= builderOf(plans[place] as Plan)
    return builders[place](seen).node
  }
}

interface Reached {
  readonly node: ResultNode
  readonly state: State
}

type Build = (seen: LeafStates) => Reached

function builderOf(plan: Plan): Build {
  if (plan.kind === 'leaf') return leafBuilder(plan)
  if (plan.kind === 'unknown') return () => ({ node: { ...plan.marks, condition: plan.name }, state: STATE.fails })
  if (plan.kind !== 'not') return groupBuilder(plan)
  const { marks } = plan
  const build = builderOf(plan.child)
  return (seen) => {
    const { node, state } = build(seen)
    return { node: { ...marks, not: node }, state: state === STATE.fails ? STATE.holds : STATE.fails }
  }
}

function groupBuilder({ kind, marks, children, groups }: PlannedGroup): Build {
  const settled = kind === 'any' ? STATE.holds : STATE.fails
  const places = new Map(children.map((child, at) => [child, at]))
  const inOrder = groups.map((group) => group.map((plan) => ({ at: places.get(plan) ?? 0, plan, build: builderOf(plan) })))
  const nodeOf = groupNode(kind, marks)
  return (seen) => {
    const list = new Array<ResultNode>(children.length)
    let isSettled = false
    for (const group of inOrder) {
      const isReached: boolean = !isSettled
      for (const { at, plan, build } of group) {
        const reached: Reached | undefined = isReached ? build(seen) : undefined
        list[at] = reached?.node ?? asWritten(plan)
        isSettled ||= reached?.state === settled
      }
    }
    return { node: nodeOf(list), state: isSettled === (kind === 'any') ? STATE.holds : STATE.fails }
  }
}

// Objects are spelt out where they can be: spreading one takes longer than all the rest of a node.
function groupNode(kind: 'all' | 'any', { priority = 1, name }: NodeMarks): (list: readonly ResultNode[]) => ResultNode {
  if (name !== undefined) return (list) => ({ priority, name, [kind]: list })
  return kind === 'any' ? (list) => ({ priority, any: list }) : (list) => ({ priority, all: list })
}

function leafBuilder(plan: PlannedLeaf): Build {
  const { leaf, comparison } = plan
  const foundNode = leafNode(plan)
  return (seen) => {
    const state = seen.stateOf(leaf)
    if (state !== STATE.holds && state !== STATE.fails) return { node: asWritten(plan), state }
    const factResult = seen.read(leaf.left)
    const valueResult = leaf.right ? seen.read(leaf.right) : comparison.value
    return { node: foundNode({ factResult, valueResult, result: state === STATE.holds }), state }
  }
}

interface Found {
  readonly factResult: unknown
  readonly valueResult: unknown
  readonly result: boolean
}

function leafNode(plan: PlannedLeaf): (found: Found) => ResultNode {
  const { priority, name } = plan.marks
  const spelt = priority === undefined && name === undefined ? speltNode(plan) : undefined
  const written = leafAsWritten(plan)
  return (found) => {
    const { factResult, valueResult, result } = found
    if (spelt && factResult !== undefined && valueResult !== undefined) return spelt(found)
    const left = factResult === undefined ? {} : { factResult }
    const right = valueResult === undefined ? {} : { valueResult }
    return { ...written, ...left, ...right, result }
  }
}

function speltNode({ comparison }: PlannedLeaf): (found: Found) => ResultNode {
  const { fact, params, path, operator, value } = comparison
  if (params && path)
    return ({ factResult, valueResult, result }) => ({ fact, operator, value, params, path, factResult, valueResult, result })
  if (params) return ({ factResult, valueResult, result }) => ({ fact, operator, value, params, factResult, valueResult, result })
  if (path) return ({ factResult, valueResult, result }) => ({ fact, operator, value, path, factResult, valueResult, result })
  return ({ factResult, valueResult, result }) => ({ fact, operator, value, factResult, valueResult, result })
}

/** A part that no record reached stands as it was written. */
function asWritten(plan: Plan): ResultNode {
  if (plan.alias) return plan.alias
  if (plan.kind === 'leaf') return leafAsWritten(plan)
  if (plan.kind === 'unknown') return { ...plan.marks, condition: plan.name }
  if (plan.kind === 'not') return { ...plan.marks, not: asWritten(plan.child) }
  const list = plan.children.map(asWritten)
  return plan.kind === 'any' ? { ...plan.marks, any: list } : { ...plan.marks, all: list }
}

function leafAsWritten({ marks, comparison }: PlannedLeaf): ResultNode {
  const { fact, params, path, operator, value } = comparison
  return { ...marks, fact, operator, value, ...(params ? { params } : {}), ...(path ? { path } : {}) }
}
