import { CrmError } from '../../errors.js'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import type { Operator } from '../../plugin-api/index.js'
import { inlineConditions, type NamedConditions } from './inline-conditions.js'
import { neverThrows, operatorTest } from './operator-test.js'
import { type PathReader, pathReader } from './read-path.js'
import { isFactReference, type SlotTable } from './slot-table.js'

/** Says whether conditions hold for one record, whose facts stand in the places of the slot table. */
export type ConditionTest = (values: readonly unknown[]) => boolean

/** What conditions can refer to. */
export interface ConditionScope {
  readonly named: NamedConditions
  readonly operators: Readonly<Record<string, Operator>>
  readonly slots: SlotTable
}

interface Compiled {
  readonly test: ConditionTest
  /** Must run even where its neighbours have settled the answer, because json-rules-engine would run it and it may throw. */
  readonly mayThrow: boolean
}

/**
 * Turns conditions into one synchronous function with the answers of json-rules-engine.
 * @throws {CrmError} RULE_OPERATOR_UNKNOWN, RULE_CONDITION_UNKNOWN or RULE_CONDITION_CYCLE.
 */
export function compileConditions(conditions: Conditions, scope: ConditionScope): ConditionTest {
  return compileNode(inlineConditions({ conditions: scope.named }, conditions), scope).test
}

function compileNode(node: ConditionNode, scope: ConditionScope): Compiled {
  if ('all' in node) return every(node.all.map((child) => compileNode(child, scope)))
  if ('any' in node) return some(node.any.map((child) => compileNode(child, scope)))
  if ('not' in node) {
    const { test, mayThrow } = compileNode(node.not, scope)
    return { test: (values) => !test(values), mayThrow }
  }
  if ('fact' in node) return compileComparison(node, scope)
  throw new CrmError('INTERNAL', 'A named condition was not written out.')
}

function every(children: readonly Compiled[]): Compiled {
  const mayThrow = children.some((child) => child.mayThrow)
  const tests = children.map(({ test }) => test)
  if (mayThrow) return { mayThrow, test: (values) => tests.map((test) => test(values)).every(Boolean) }
  const test: ConditionTest = (values) => {
    for (const child of tests) if (!child(values)) return false
    return true
  }
  return { mayThrow, test }
}

function some(children: readonly Compiled[]): Compiled {
  const mayThrow = children.some((child) => child.mayThrow)
  const tests = children.map(({ test }) => test)
  if (mayThrow) return { mayThrow, test: (values) => tests.map((test) => test(values)).some(Boolean) }
  const test: ConditionTest = (values) => {
    for (const child of tests) if (child(values)) return true
    return false
  }
  return { mayThrow, test }
}

function compileComparison(node: Comparison, scope: ConditionScope): Compiled {
  const compare = operatorTest(node.operator, scope.operators)
  if (!compare) throw new CrmError('RULE_OPERATOR_UNKNOWN', `There is no operator "${node.operator}".`)
  const slot = scope.slots.indexOf(node.fact, node.params)
  const read = pathReader(node.path)
  const right = rightSide(node.value, scope)
  const mayThrow = !neverThrows(node.operator, node.value)
  if (right) return { mayThrow, test: (values) => compare(read(values[slot]), right(values)) === true }
  const { value } = node
  return { mayThrow, test: (values) => compare(read(values[slot]), value) === true }
}

function rightSide(value: unknown, { slots }: ConditionScope): PathReader | undefined {
  if (!isFactReference(value)) return undefined
  const slot = slots.indexOf(value.fact, value.params)
  const read = pathReader(value.path)
  return (values) => read((values as readonly unknown[])[slot])
}
