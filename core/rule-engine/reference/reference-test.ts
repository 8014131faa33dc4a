import { Engine } from 'json-rules-engine'
import type { Conditions } from '../../model/conditions.js'
import type { ConditionScope } from '../compile/compile-conditions.js'
import { coreOperators, ownOperators } from '../compile/core-operators.js'
import { pathReader } from '../compile/read-path.js'

/** The same question as a compiled test answers, put to json-rules-engine itself. */
export type ReferenceTest = (values: readonly unknown[]) => Promise<boolean>

/**
 * Runs conditions on json-rules-engine, with a fresh engine for every run because an engine keeps state while it runs.
 * Paths go through our own reader, since the package's default evaluates code inside paths.
 */
export function referenceTest(conditions: Conditions, { named, operators, slots }: ConditionScope): ReferenceTest {
  return async (values) => {
    const engine = new Engine([], { pathResolver: (value: object, path: string): unknown => pathReader(path)(value) })
    for (const [name, operator] of Object.entries(operators))
      if (!isBuiltIn(name)) engine.addOperator(name, (left: unknown, right: unknown) => operator.test(left, right))
    for (const [name, meaning] of Object.entries(named)) engine.setCondition(name, structuredClone(meaning) as never)
    for (const fact of new Set(slots.slots.map((slot) => slot.fact)))
      engine.addFact(fact, (params: Record<string, unknown>) => values[slots.indexOf(fact, params)])
    engine.addRule({ conditions: structuredClone(conditions) as never, event: { type: 'holds' } })
    return (await engine.run()).events.length > 0
  }
}

/** Core operators are the package's own, except those it does not have. */
const isBuiltIn = (name: string): boolean => Object.hasOwn(coreOperators, name) && !Object.hasOwn(ownOperators, name)
