import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ConditionNode, Conditions } from '../../../../core/model/conditions.js'
import { compileConditions } from '../../../../core/rule-engine/compile/compile-conditions.js'
import { coreOperators } from '../../../../core/rule-engine/compile/core-operators.js'
import { comparisonsIn } from '../../../../core/rule-engine/compile/inline-conditions.js'
import { type SlotTable, slotTable } from '../../../../core/rule-engine/compile/slot-table.js'
import { referenceTest } from '../../../../core/rule-engine/reference/reference-test.js'

const FACTS = ['lead', 'count', 'tags', 'nothing'] as const
const PATHS = [undefined, '$.size', '$.name', '$.nested.size', '$.list[0]', '$.list[*]', '$.list[*].size', '$', '$.constructor']
const decorators = [
  '',
  'not:',
  'someFact:',
  'everyFact:',
  'someValue:',
  'everyValue:',
  'swap:',
  'not:everyFact:',
  'someFact:not:',
]

const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', '10', '10abc', 'a', 'b', 0, -1, 5, 10, 10.5),
  fc.integer({ min: -3, max: 12 }),
)
const list = fc.array(scalar, { maxLength: 3 })
const value = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 2, arbitrary: list })
const container = fc.record(
  {
    size: value,
    name: value,
    nested: fc.record({ size: value }, { requiredKeys: [], noNullPrototype: true }),
    list: fc.oneof(list, fc.array(fc.record({ size: scalar }, { noNullPrototype: true }), { maxLength: 2 })),
  },
  { requiredKeys: [], noNullPrototype: true },
)
const facts = fc.record(
  { lead: container, count: value, tags: fc.oneof(list, container), nothing: fc.constant(undefined) },
  { noNullPrototype: true },
)

const side = fc
  .record({
    fact: fc.constantFrom(...FACTS),
    path: fc.constantFrom(...PATHS),
    params: fc.constantFrom(undefined, {}, { type: 'x' }),
  })
  .map(({ fact, path, params }) => ({
    fact,
    ...(path === undefined ? {} : { path }),
    ...(params === undefined ? {} : { params }),
  }))
const operator = fc
  .tuple(fc.constantFrom(...decorators), fc.constantFrom(...Object.keys(coreOperators)))
  .map((parts) => parts.join(''))
const leaf = fc
  .tuple(side, operator, fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: side }))
  .map(([left, name, right]) => ({ ...left, operator: name, value: right }))

const { node } = fc.letrec<{ node: ConditionNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
    fc.constant({ condition: 'named' }),
  ),
}))
const conditions: fc.Arbitrary<Conditions> = fc.oneof(
  fc.record({ all: fc.array(node, { minLength: 1, maxLength: 3 }) }),
  fc.record({ any: fc.array(node, { minLength: 1, maxLength: 3 }) }),
  fc.record({ not: node }),
)
const named: fc.Arbitrary<Conditions> = fc.record({ any: fc.array(leaf, { minLength: 1, maxLength: 2 }) })

test('a compiled test answers, or throws, exactly as json-rules-engine does', async () => {
  await fc.assert(
    fc.asyncProperty(conditions, named, facts, async (asked, meaning, known) => {
      const scope = { named: { named: meaning }, operators: coreOperators, slots: slotTable() }
      const compiled = compileConditions(asked, scope)
      const values = valuesFor(scope.slots, known)
      expect(await outcome(() => compiled(values))).toEqual(await outcome(() => referenceTest(asked, scope)(values)))
    }),
    { numRuns: 2_000 },
  )
})

test('the random conditions reach both answers and errors, so the comparison means something', async () => {
  const outcomes = await Promise.all(
    fc.sample(fc.tuple(conditions, named, facts), { numRuns: 300, seed: 7 }).map(([asked, meaning, known]) => {
      const scope = { named: { named: meaning }, operators: coreOperators, slots: slotTable() }
      const compiled = compileConditions(asked, scope)
      return outcome(() => compiled(valuesFor(scope.slots, known)))
    }),
  )
  expect(new Set(outcomes)).toEqual(new Set([true, false, 'throws']))
})

test('comparisons inside conditions are all found', () => {
  const asked: Conditions = {
    all: [{ not: { any: [{ fact: 'a', operator: 'equal', value: 1 }] } }, { fact: 'b', operator: 'equal', value: 2 }],
  }
  expect(comparisonsIn(asked).map(({ fact }) => fact)).toEqual(['a', 'b'])
})

function valuesFor({ slots }: SlotTable, known: Readonly<Record<string, unknown>>): unknown[] {
  return slots.map(({ fact, params }) => (Object.keys(params).length > 0 && fact === 'count' ? 3 : known[fact]))
}

async function outcome(run: () => boolean | Promise<boolean>): Promise<boolean | 'throws'> {
  try {
    return await run()
  } catch {
    return 'throws'
  }
}
