import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import type { Operator } from '../../../../core/plugin-api/index.js'
import { compilePlan } from '../../../../core/rule-engine/compile/compile-plan.js'
import { coreOperators } from '../../../../core/rule-engine/compile/core-operators.js'
import { leafTable } from '../../../../core/rule-engine/compile/leaf-table.js'
import { planConditions } from '../../../../core/rule-engine/compile/plan-conditions.js'
import { ruleMatcher } from '../../../../core/rule-engine/compile/rule-matcher.js'
import { slotTable } from '../../../../core/rule-engine/compile/slot-table.js'

type Told = readonly (number | `${number} throws`)[]

/** The rules that a matcher finds, and those that each rule's own test finds. */
function bothWays(rules: readonly (Conditions | undefined)[], operators: Readonly<Record<string, Operator>> = coreOperators) {
  const leaves = leafTable(slotTable(), operators)
  const plans = rules.map((rule) => rule && planConditions(rule, { named: {}, leaves, isStrict: true }))
  const match = ruleMatcher(plans, operators)
  const tests = plans.map((plan) => (plan ? compilePlan(plan) : () => true))
  const matched = (lead: unknown): Told => {
    const told: (number | `${number} throws`)[] = []
    match.visit([lead], {
      found: (rule) => told.push(rule) === 0,
      failed: (rule) => told.push(`${rule} throws`),
    })
    return told
  }
  const asked = (lead: unknown): Told =>
    tests.flatMap((run, rule): Told => {
      try {
        return run([lead]) ? [rule] : []
      } catch {
        return [`${rule} throws` as const]
      }
    })
  const picked = (lead: unknown): readonly number[] => match.pick([lead], { rules: [...rules.keys()], failed: () => {} })
  return { match, matched, asked, picked }
}

const VALUES = [
  undefined,
  null,
  '',
  '0',
  '10',
  '10abc',
  ' ',
  'a',
  'b',
  true,
  false,
  0,
  -0,
  1,
  5,
  7.5,
  10,
  1e21,
  -3,
  Number.NaN,
] as const
const lead = fc.record({
  size: fc.constantFrom<unknown>(...VALUES, [5], [], { a: 1 }),
  kind: fc.constantFrom(...VALUES),
  tags: fc.constantFrom(['a'], 'a'),
})
const literal = fc.oneof(fc.constantFrom(...VALUES), fc.array(fc.constantFrom('a', 'b', 5, null), { maxLength: 3 }))
const leaf = fc.record({
  fact: fc.constant('lead'),
  path: fc.constantFrom('$.size', '$.kind', '$.tags'),
  operator: fc
    .tuple(fc.constantFrom('', '', 'not:', 'someFact:'), fc.constantFrom(...Object.keys(coreOperators)))
    .map((parts) => parts.join('')),
  value: literal,
})
const node = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    leaf,
    leaf,
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }), priority: fc.constantFrom(1, 2) }),
    fc.record({ not: tie('node') }),
  ),
})).node
const rule = fc.oneof(
  { weight: 9, arbitrary: fc.record({ all: fc.array(node, { minLength: 1, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
) as fc.Arbitrary<Conditions | undefined>

test('a matcher finds what every rule finds for itself, errors included, in the order of the rules', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { minLength: 1, maxLength: 70 }),
      fc.array(lead, { minLength: 1, maxLength: 8 }),
      (rules, leads) => {
        const { matched, asked } = bothWays(rules)
        for (const one of leads) expect(matched(one)).toEqual(asked(one))
      },
    ),
    { numRuns: 400 },
  )
})

test('rules that name more values than there is room for are still told exactly', () => {
  const rules = Array.from({ length: 12_000 }, (_, place): Conditions => {
    const parts = [
      { fact: 'lead', path: '$.name', operator: place % 2 ? 'equal' : 'notEqual', value: `name-${place}` },
      { fact: 'lead', path: '$.size', operator: place % 3 ? 'greaterThan' : 'lessThanInclusive', value: place * 7 },
    ]
    return { all: place % 5 ? parts : parts.slice(1) }
  })
  const { matched, asked } = bothWays(rules)
  for (const size of [0, 7, 8, 41_000, 83_993, 90_000, '700', null])
    for (const name of ['name-11', 'name-11999', 'name-4', 'other'])
      expect(matched({ size, name })).toEqual(asked({ size, name }))
})

test('places that know few values are looked up in pairs where there are many rules, and told exactly', () => {
  const ask = (path: string, operator: string, value: unknown) => ({ fact: 'lead', path, operator, value })
  const rules = Array.from({ length: 2_500 }, (_, place): Conditions => {
    const parts = [
      ask('$.grade', place % 7 ? 'equal' : 'notEqual', `g${place % 3}`),
      ask('$.size', place % 2 ? 'greaterThanInclusive' : 'lessThan', place % 11),
      ask('$.source', 'in', [`s${place % 5}`, `s${place % 13}`]),
      ask('$.age', 'lessThanInclusive', place % 17),
    ]
    return { all: parts.filter((_part, at) => (place >> at) % 3 !== 0).concat(parts[place % 4] ?? []) }
  })
  const { matched, asked, picked } = bothWays(rules)
  for (const size of [0, 5, 10, '5', null, [5]])
    for (const grade of ['g0', 'g2', undefined, 7])
      for (const source of ['s0', 's12', 'other']) {
        const one = { size, grade, source, age: size === 10 ? 16 : 3 }
        expect(matched(one)).toEqual(asked(one))
        expect(picked(one)).toEqual(asked(one))
      }
})

test('a record that does not let itself be read fails the rules that read it, and no others', () => {
  const closed = {
    get name() {
      throw new Error('closed')
    },
    size: 5,
  }
  const named: Conditions = { all: [{ fact: 'lead', path: '$.name', operator: 'equal', value: 'x' }] }
  const large: Conditions = { all: [{ fact: 'lead', path: '$.size', operator: 'greaterThan', value: 4 }] }
  const { matched, asked } = bothWays([named, large, { not: large }])
  expect(matched(closed)).toEqual(['0 throws', 1])
  expect(asked(closed)).toEqual(['0 throws', 1])
})

describe('what several rules ask', () => {
  const counting = () => {
    const asked = { count: 0 }
    const isLike: Operator = {
      label: 'is like',
      test: (left, right) => ++asked.count > 0 && String(left).includes(String(right)),
    }
    return { asked, operators: { ...coreOperators, isLike } }
  }

  test('is asked once for each record', () => {
    const { asked, operators } = counting()
    const one: Conditions = { all: [{ fact: 'lead', path: '$.name', operator: 'isLike', value: 'Sara' }] }
    const { matched } = bothWays([one, one, { not: one }], operators)
    // Nothing says that an operator of others never throws, so each rule is asked as a whole.
    expect(matched({ name: 'Sara A' })).toEqual([0, 1])
    expect(asked.count).toBe(1)
    expect(matched({ name: 'Ali' })).toEqual([2])
    expect(asked.count).toBe(2)
  })

  test('goes by the operator that stands behind a name, not by the name', () => {
    const equal: Operator = { label: 'is', test: (left, right) => String(left).toLowerCase() === right }
    const { matched } = bothWays([{ all: [{ fact: 'lead', path: '$.name', operator: 'equal', value: 'sara' }] }], {
      ...coreOperators,
      equal,
    })
    expect(matched({ name: 'SARA' })).toEqual([0])
  })
})

test('a matcher stops where it is told to', () => {
  const always: Conditions = { all: [{ fact: 'lead', path: '$.name', operator: 'notEqual', value: 'x' }] }
  const { match } = bothWays([always, always, always])
  const found: number[] = []
  match.visit([{}], { found: (place) => found.push(place) === 2, failed: () => expect.unreachable() })
  expect(found).toEqual([0, 1])
})
