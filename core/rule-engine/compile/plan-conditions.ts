import { CrmError } from '../../errors.js'
import type { AllConditions, AnyConditions, Comparison, ConditionNode, NodeMarks } from '../../model/conditions.js'
import { guardConditions } from './guard-conditions.js'
import { DEEPEST, MOST_NODES, tooLarge } from './guard-size.js'
import type { NamedConditions } from './inline-conditions.js'
import type { Leaf, LeafTable } from './leaf-table.js'

/** Conditions with every name resolved and every comparison in its place: what all ways of running them start from. */
export type Plan = PlannedLeaf | PlannedGroup | PlannedNot | PlannedUnknown

interface Planned {
  /** Name and priority as they stand in the result tree. */
  readonly marks: NodeMarks
  /** The reference by which this was named; the tree shows it where the node was never reached. */
  readonly alias?: NodeMarks & { readonly condition: string }
}

export interface PlannedLeaf extends Planned {
  readonly kind: 'leaf'
  readonly leaf: Leaf
  readonly comparison: Comparison
}

export interface PlannedGroup extends Planned {
  readonly kind: 'all' | 'any'
  /** In the order of the file. */
  readonly children: readonly Plan[]
  /** The same, highest priority first; a group that settles the answer ends it. */
  readonly groups: readonly (readonly Plan[])[]
}

export interface PlannedNot extends Planned {
  readonly kind: 'not'
  readonly child: Plan
}

/** A named condition that does not exist: an error where it is reached, or false. */
export interface PlannedUnknown extends Planned {
  readonly kind: 'unknown'
  readonly name: string
  readonly isError: boolean
}

/** What planning can refer to. */
export interface PlanScope {
  readonly named: NamedConditions
  readonly leaves: LeafTable
  /** Priority of a comparison that has none of its own, by its fact; 1 otherwise. */
  readonly factPriority?: (fact: string) => number | undefined
  /** Whether unknown operators and named conditions are refused here, or only where a record reaches them. */
  readonly isStrict: boolean
  /** An unknown named condition does not hold, in place of being an error. */
  readonly allowUndefinedConditions?: boolean
}

/**
 * Plans conditions: names resolved, comparisons shared, nodes sorted by priority. The plan is a copy: what becomes of the
 * conditions afterwards changes nothing.
 * @throws {CrmError} RULE_CONDITIONS_INVALID, RULE_CONDITIONS_TOO_LARGE, RULE_CONDITION_CYCLE; where the scope is strict,
 * RULE_CONDITION_UNKNOWN and RULE_OPERATOR_UNKNOWN too.
 */
export function planConditions(conditions: ConditionNode, scope: PlanScope): Plan {
  guardConditions(conditions)
  return planNode(conditions, { scope, path: [], depth: 0, count: { nodes: 0 }, guarded: new Set() })
}

/** Every comparison of a plan, as often as it stands there. */
export function leavesIn(plan: Plan): readonly Leaf[] {
  if (plan.kind === 'leaf') return [plan.leaf]
  if (plan.kind === 'unknown') return []
  return plan.kind === 'not' ? leavesIn(plan.child) : plan.children.flatMap(leavesIn)
}

interface Frame {
  readonly scope: PlanScope
  /** Named conditions around this node. */
  readonly path: readonly string[]
  readonly depth: number
  readonly count: { nodes: number }
  readonly guarded: Set<string>
}

function planNode(node: ConditionNode, frame: Frame): Plan {
  const { scope, count, depth } = frame
  count.nodes += 1
  if (depth > DEEPEST) throw tooLarge('conditions', `they are more than ${DEEPEST} levels deep`)
  if (count.nodes > MOST_NODES) throw tooLarge('conditions', `they hold more than ${MOST_NODES} nodes`)
  if ('all' in node || 'any' in node) return planGroup(node, frame)
  if ('not' in node) return { kind: 'not', marks: groupMarks(node), child: planNode(node.not, inside(frame)) }
  if ('condition' in node) return planNamed(node, frame)
  const { leaf, comparison } = scope.leaves.leafOf(node)
  if (scope.isStrict && !leaf.compare) throw new CrmError('RULE_OPERATOR_UNKNOWN', `There is no operator "${node.operator}".`)
  return { kind: 'leaf', marks: marksOf(node), leaf, comparison }
}

const inside = (frame: Frame): Frame => ({ ...frame, depth: frame.depth + 1 })

function planGroup(node: AllConditions | AnyConditions, frame: Frame): PlannedGroup {
  const kind = 'all' in node ? 'all' : 'any'
  const nodes = 'all' in node ? node.all : node.any
  const children = nodes.map((child) => planNode(child, inside(frame)))
  const byPriority = new Map<number, Plan[]>()
  nodes.forEach((child, index) => {
    const priority = priorityOf(child, frame.scope)
    const group = byPriority.get(priority) ?? []
    group.push(...children.slice(index, index + 1))
    byPriority.set(priority, group)
  })
  const groups = [...byPriority].sort(([left], [right]) => right - left).map(([, group]) => group)
  return { kind, marks: groupMarks(node), children, groups }
}

/** A reference has the priority that is written on it, whatever it stands for. */
function priorityOf(node: ConditionNode, { factPriority }: PlanScope): number {
  return node.priority || ('fact' in node && factPriority?.(node.fact)) || 1
}

function planNamed(node: Extract<ConditionNode, { condition: string }>, frame: Frame): Plan {
  const { scope, path, guarded } = frame
  const { condition: name } = node
  const alias = { condition: name, ...marksOf(node) }
  if (path.includes(name)) throw circle([...path, name])
  const meant = Object.hasOwn(scope.named, name) ? scope.named[name] : undefined
  if (!meant && scope.isStrict) throw unknownCondition(name)
  if (!meant) return { kind: 'unknown', marks: marksOf(node), name, isError: scope.allowUndefinedConditions !== true }
  if (!guarded.has(name)) guardConditions(meant, `conditions.${name}`)
  guarded.add(name)
  const plan = planNode(meant, { ...inside(frame), path: [...path, name] })
  return { ...plan, marks: { ...marksOf(node), ...plan.marks }, alias }
}

/** A named condition that nothing defines. */
export function unknownCondition(name: string): CrmError {
  return new CrmError('RULE_CONDITION_UNKNOWN', `There is no named condition "${name}".`)
}

function circle(names: readonly string[]): CrmError {
  return new CrmError('RULE_CONDITION_CYCLE', `Named conditions refer to each other in a circle: ${names.join(' → ')}.`)
}

function marksOf({ priority, name }: NodeMarks): NodeMarks {
  return { ...(priority ? { priority } : {}), ...(name === undefined ? {} : { name }) }
}

/** A group always has a priority in json-rules-engine. */
const groupMarks = (node: NodeMarks): NodeMarks => ({ ...marksOf(node), priority: node.priority || 1 })
