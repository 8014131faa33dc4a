import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Comparison, ConditionNode, Conditions } from '../../../../core/model/conditions.js'
import { compile, compileRules } from '../../../../core/rule-engine/index.js'

const ask = (operator: string, value: unknown): Comparison => ({ fact: 'size', operator, value })
const numbers = Array.from({ length: 9_990 }, (_, at) => at)

describe('as many comparisons of one fact as conditions may hold', () => {
  test('answer like a few', () => {
    expect([3, 10_000].map((size) => compile({ any: numbers.map((value) => ask('equal', value)) }).test({ size }))).toEqual([
      true,
      false,
    ])
    expect([3, 10_000].map((size) => compile({ all: numbers.map((value) => ask('notEqual', value)) }).test({ size }))).toEqual([
      false,
      true,
    ])
    const between: Conditions = { all: numbers.map((value) => ask('greaterThan', value)) }
    expect([9_989, 9_990, undefined].map((size) => compile(between).test({ size }))).toEqual([false, true, false])
    const list = Array.from({ length: 50_000 }, (_, at) => `k${at}`)
    expect(['k49999', 'k'].map((size) => compile({ all: [ask('in', list)] }).test({ size }))).toEqual([true, false])
  })

  test('and so do thousands of facts that ask another', () => {
    const rules = Array.from({ length: 3_000 }, (_, at) => ({ conditions: { all: [{ ...ask('equal', 1), fact: `f${at}` }] } }))
    const facts = Object.fromEntries(
      rules.map((_, at) => [
        `f${at}`,
        (_params: object, almanac: { value(fact: string, params: object): unknown }) => almanac.value('base', { at }),
      ]),
    )
    const compiled = compileRules(rules, { facts: { ...facts, base: (params) => Number(params['at']) % 2 } })
    expect(compiled.test({})).toMatchObject({ failed: [], holding: { length: 1_500 } })
  })
})

const VALUES = [undefined, null, '', 'a', '5', 'x', true, -1, -0, 0, 1, 2, 5, 7.5, Infinity, -Infinity, Number.NaN, {}]
const leaf = fc
  .oneof(
    fc.tuple(
      fc.constantFrom('', 'not:'),
      fc.constantFrom('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'),
      fc.constantFrom(0, 1, 2, 5),
    ),
    fc.tuple(fc.constantFrom('', 'not:'), fc.constantFrom('equal', 'notEqual'), fc.constantFrom('a', 5, null, undefined, true)),
    fc.tuple(fc.constantFrom('', 'not:'), fc.constantFrom('in', 'notIn'), fc.constantFrom<unknown>(['a', 5], [5, null, 5], [])),
    fc.tuple(fc.constantFrom('', 'not:'), fc.constant('present'), fc.boolean()),
  )
  .map(([word, operator, value]) => ask(`${word}${operator}`, value))
const node = fc.letrec<{ node: ConditionNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node

test('what indexes say about one fact is what the comparisons say', () => {
  fc.assert(
    fc.property(fc.array(node, { minLength: 1, maxLength: 4 }), (nodes) => {
      const rules = nodes.map((each, at) => ({ name: `${at}`, conditions: { all: [each] } as Conditions }))
      const together = compileRules(rules)
      // A priority on its own keeps nothing from being asked, but the trace is worked out comparison by comparison.
      for (const size of VALUES) {
        const trace = together.trace({ size })
        const told = rules.filter((rule) => trace.resultOf(rule).conditions.all?.every((part) => holdsIn(part)))
        expect(together.test({ size }).holding).toEqual(told)
      }
    }),
    { numRuns: 500 },
  )
})

/** The answer that a result tree comes to, by its comparisons alone. */
function holdsIn(part: {
  readonly all?: readonly unknown[]
  readonly any?: readonly unknown[]
  readonly not?: unknown
  readonly result?: boolean
}): boolean {
  if (part.all) return part.all.every((child) => holdsIn(child as typeof part))
  if (part.any) return part.any.some((child) => holdsIn(child as typeof part))
  return part.not ? !holdsIn(part.not as typeof part) : part.result === true
}
