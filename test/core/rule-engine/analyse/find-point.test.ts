import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ConditionNode, Conditions } from '../../../../core/model/conditions.js'
import { holdsFor } from '../../../../core/rule-engine/analyse/rule-entries.js'
import { criticalValues, findPoint, pointToFacts, type RuleSet, variablesIn } from '../../../../core/rule-engine/index.js'
import { rulesOf, when } from '../rules-for-test.js'
import { holdsAt } from './analysis-for-test.js'

const FIELDS = {
  size: { type: 'integer', min: 0 },
  growth: { type: 'number' },
  tier: { type: 'select', oneOf: ['smb', 'mid', 'enterprise'] },
  topics: { type: 'multiSelect', oneOf: ['a', 'b', 'c'] },
  vip: { type: 'boolean' },
  visit: { type: 'date' },
  otherSize: { type: 'integer' },
}

const SCORING = {
  score: {
    min: 0,
    max: 50,
    groups: [{ id: 'fit' }],
    grades: [{ grade: 'hot', from: 40, until: 30 }, { grade: 'cold' }],
  },
  rules: [
    { id: 'a', conditions: when('$.size', 'greaterThan', 5), then: { group: 'fit', points: 30 } },
    { id: 'b', conditions: when('$.vip', 'equal', true), then: { group: 'fit', points: 20 } },
  ],
}

const rules: RuleSet = rulesOf({ fields: { entity: 'lead', fields: FIELDS }, scoring: SCORING })

const lead = (path: string, operator: string, value: unknown): ConditionNode => ({ fact: 'lead', path, operator, value })
const score = (operator: string, value: number): ConditionNode => ({ fact: 'score', path: '$.total', operator, value })
const grade = (value: string): ConditionNode => ({ fact: 'grade', operator: 'equal', value })

test('a record is found on which conditions hold, exactly at a threshold', () => {
  const { point, exact } = findPoint({ holds: [lead('$.size', 'greaterThanInclusive', 500)] }, rules)
  expect([point, exact]).toEqual([{ 'lead$.size': 500 }, true])
})

test('conditions that contradict each other have no record, for certain', () => {
  const answer = findPoint({ holds: [lead('$.size', 'greaterThan', 4), lead('$.size', 'lessThan', 5)] }, rules)
  expect(answer).toMatchObject({ exact: true })
  expect(answer.point).toBeUndefined()
})

test('between two thresholds of a number that is not whole there is a record', () => {
  const { point } = findPoint({ holds: [lead('$.growth', 'greaterThan', 4), lead('$.growth', 'lessThan', 5)] }, rules)
  expect(point?.['lead$.growth']).toBeCloseTo(4.5)
})

test('a field that must be missing stands in the record as missing', () => {
  const { point } = findPoint({ holds: [lead('$.tier', 'notIn', ['smb', 'mid', 'enterprise'])] }, rules)
  expect(point).toHaveProperty(['lead$.tier'], undefined)
})

test('a field that is always there is never imagined missing', () => {
  expect(findPoint({ holds: [lead('$.createdAt', 'present', false)] }, rules)).toMatchObject({ exact: true })
  expect(findPoint({ holds: [lead('$.createdAt', 'present', false)] }, rules).point).toBeUndefined()
})

test('what every value of a closed list gives is seen', () => {
  expect(
    findPoint({ holds: [], fails: [lead('$.status', 'in', ['new', 'working', 'won', 'lost'])] }, rules).point,
  ).toBeUndefined()
})

test('a score stays within what its rules can give', () => {
  expect(findPoint({ holds: [score('greaterThan', 50)] }, rules).point).toBeUndefined()
  expect(findPoint({ holds: [score('greaterThanInclusive', 50)] }, rules).point).toEqual({
    'score$.total': 50,
  })
})

test('a grade goes with its total, also where the lead keeps it on the way down', () => {
  expect(findPoint({ holds: [score('lessThan', 30), grade('hot')] }, rules).point).toBeUndefined()
  expect(findPoint({ holds: [score('lessThan', 40), grade('hot')] }, rules).point).toMatchObject({ grade: 'hot' })
  expect(findPoint({ holds: [score('greaterThanInclusive', 40), grade('cold')] }, rules).point).toBeUndefined()
})

test('hours and days since the same instant go together', () => {
  const since = (unit: string, operator: string, value: number): ConditionNode => ({
    fact: 'elapsed',
    params: { since: ['createdAt'], unit },
    operator,
    value,
  })
  expect(
    findPoint({ holds: [since('hours', 'greaterThanInclusive', 48), since('days', 'lessThan', 2)] }, rules).point,
  ).toBeUndefined()
  const found = findPoint({ holds: [since('hours', 'greaterThanInclusive', 24), since('days', 'lessThan', 2)] }, rules).point
  expect(found?.['elapsed({"since":["createdAt"],"unit":"hours"})']).toBe(24)
})

test('more activities within a week than ever are not imagined', () => {
  const count = (operator: string, value: number, withinDays?: number): ConditionNode => ({
    fact: 'activityCount',
    params: { type: 'call', ...(withinDays === undefined ? {} : { withinDays }) },
    operator,
    value,
  })
  expect(findPoint({ holds: [count('lessThan', 2), count('greaterThan', 2, 7)] }, rules).point).toBeUndefined()
  expect(findPoint({ holds: [count('lessThan', 9), count('greaterThan', 2, 7)] }, rules).point).toBeDefined()
})

test('two fields that are compared with each other take values on either side', () => {
  const below: ConditionNode = {
    fact: 'lead',
    path: '$.size',
    operator: 'lessThan',
    value: { fact: 'lead', path: '$.otherSize' },
  }
  const { point } = findPoint({ holds: [below, lead('$.size', 'greaterThan', 10)] }, rules)
  expect(Number(point?.['lead$.size'])).toBeGreaterThan(10)
  expect(Number(point?.['lead$.otherSize'])).toBeGreaterThan(Number(point?.['lead$.size']))
})

test('the record nearest to a given one changes as few variables as possible, by as little as possible', () => {
  const conditions: Conditions = {
    any: [
      { all: [lead('$.size', 'greaterThanInclusive', 500), lead('$.vip', 'equal', true)] },
      { all: [lead('$.size', 'greaterThanInclusive', 600), lead('$.tier', 'equal', 'smb')] },
    ],
  }
  const near = { 'lead$.size': 20, 'lead$.vip': false, 'lead$.tier': 'smb' }
  expect(findPoint({ holds: [conditions], near }, rules)).toMatchObject({
    point: { 'lead$.size': 600, 'lead$.vip': false, 'lead$.tier': 'smb' },
    changed: ['lead$.size'],
    exact: true,
  })
})

test('a variable that must stay as it is sends the change elsewhere', () => {
  const conditions: Conditions = { any: [lead('$.size', 'greaterThanInclusive', 500), lead('$.tier', 'equal', 'mid')] }
  const near = { 'lead$.size': 499, 'lead$.tier': 'smb' }
  expect(findPoint({ holds: [conditions], near }, rules).changed).toEqual(['lead$.size'])
  expect(findPoint({ holds: [conditions], near, fixed: ['lead$.size'] }, rules).changed).toEqual(['lead$.tier'])
})

test('beyond the budget the answer is sampled, the same every time, and says so', () => {
  const many = Array.from({ length: 8 }, (_, index) => ({
    any: [lead('$.size', 'equal', index), lead('$.growth', 'equal', index), lead('$.otherSize', 'equal', index)],
  }))
  const question = { holds: many, fails: [lead('$.size', 'equal', 0)] }
  const answers = [1, 2].map(() => findPoint(question, { ...rules, budget: 40 }))
  expect(answers[0]?.exact).toBe(false)
  expect(answers[1]).toEqual(answers[0])
})

test('an operator of a plugin is exact only where it tells its critical values', () => {
  const label = { en: 'divides' }
  const divides = (left: unknown, right: unknown) => Number(right) % Number(left) === 0
  const withOperator = (criticalValues?: (asked: unknown) => readonly unknown[]): RuleSet => ({
    ...rules,
    vocabulary: {
      ...rules.vocabulary,
      operators: {
        ...rules.vocabulary.operators,
        divides: { label, test: divides, ...(criticalValues ? { criticalValues } : {}) },
      },
    },
  })
  const question = { holds: [lead('$.size', 'divides', 91), lead('$.size', 'greaterThan', 9), lead('$.size', 'lessThan', 20)] }
  expect(findPoint(question, withOperator()).exact).toBe(false)
  expect(
    findPoint(
      question,
      withOperator(() => [1, 7, 13, 91]),
    ).point,
  ).toEqual({ 'lead$.size': 13 })
})

test('critical values are thresholds, neighbours, options, a fresh value and missing', () => {
  const values = (node: ConditionNode) => {
    const [variable] = variablesIn(node, rules)
    return variable && criticalValues(variable, 'fact' in node ? [node] : [], rules)
  }
  expect(values(lead('$.size', 'greaterThan', 500))).toEqual([500, 501, 499, 0, undefined])
  expect(values(lead('$.visit', 'lessThan', '2026-03-01'))).toEqual(['2026-03-01', '2026-03-02', '2026-02-28', undefined])
  expect(values(lead('$.tier', 'equal', 'mid'))).toEqual(['mid', 'smb', 'enterprise', undefined])
  expect(values(lead('$.city', 'in', ['Shiraz', 'other']))).toEqual(['Shiraz', 'other', 'other1', undefined])
  expect(values(lead('$.topics', 'contains', 'a'))).toEqual([['a'], [], ['a', 'b'], ['b'], undefined])
  expect(values(lead('$.vip', 'equal', true))).toEqual([true, false, undefined])
})

const leaf: fc.Arbitrary<ConditionNode> = fc.oneof(
  fc
    .tuple(fc.constantFrom('greaterThan', 'lessThanInclusive', 'equal', 'not:lessThan'), fc.integer({ min: 0, max: 6 }))
    .map(([operator, value]) => lead('$.size', operator, value)),
  fc
    .tuple(fc.constantFrom('greaterThan', 'lessThan', 'notEqual'), fc.integer({ min: 0, max: 3 }))
    .map(([operator, value]) => lead('$.growth', operator, value)),
  fc
    .tuple(fc.constantFrom('equal', 'notEqual'), fc.constantFrom('smb', 'mid'))
    .map(([operator, value]) => lead('$.tier', operator, value)),
  fc
    .tuple(fc.constantFrom('contains', 'doesNotContain'), fc.constantFrom('a', 'b'))
    .map(([operator, value]) => lead('$.topics', operator, value)),
  fc.boolean().map((value) => lead('$.vip', 'present', value)),
  fc.constant<ConditionNode>({
    fact: 'lead',
    path: '$.size',
    operator: 'greaterThan',
    value: { fact: 'lead', path: '$.otherSize' },
  }),
)
const { node } = fc.letrec<{ node: ConditionNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
}))
const record = fc.record(
  {
    size: fc.integer({ min: 0, max: 8 }),
    growth: fc.constantFrom(-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4),
    tier: fc.constantFrom('smb', 'mid', 'enterprise'),
    topics: fc.subarray(['a', 'b', 'c']),
    vip: fc.boolean(),
    otherSize: fc.integer({ min: -1, max: 9 }),
  },
  { requiredKeys: [], noNullPrototype: true },
)

test('a record that is found answers on json-rules-engine as asked, and where there is none no record does', async () => {
  await fc.assert(
    fc.asyncProperty(node, node, fc.array(record, { minLength: 30, maxLength: 30 }), async (holding, failing, records) => {
      const [holds, fails]: readonly Conditions[] = [{ all: [holding] }, { all: [failing] }]
      if (!holds || !fails) return
      const { point, exact } = findPoint({ holds: [holds], fails: [fails] }, rules)
      expect(exact).toBe(true)
      if (point) {
        expect([await holdsAt(holds, point, rules), await holdsAt(fails, point, rules)]).toEqual([true, false])
        return
      }
      for (const values of records) {
        const imagined = Object.fromEntries(Object.entries(values).map(([field, value]) => [`lead$.${field}`, value]))
        expect((await holdsAt(holds, imagined, rules)) && !(await holdsAt(fails, imagined, rules))).toBe(false)
      }
    }),
    { numRuns: 250 },
  )
})

const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  'lead$.size': [0, 1, 2, 3, 4, 5, 6, 7, undefined],
  'lead$.growth': [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4, undefined],
  'lead$.tier': ['smb', 'mid', 'enterprise', undefined],
  'lead$.topics': [[], ['a'], ['b'], ['c'], ['a', 'b'], undefined],
  'lead$.vip': [true, false, undefined],
  'lead$.otherSize': [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, undefined],
}

test('no record that differs in fewer variables answers the question', () => {
  fc.assert(
    fc.property(node, record, (holding, values) => {
      const holds: Conditions = { all: [holding] }
      const near = Object.fromEntries(Object.entries(values).map(([field, value]) => [`lead$.${field}`, value]))
      const { point, changed = [] } = findPoint({ holds: [holds], near }, rules)
      const answers = holdsFor({ conditions: holds }, rules)
      const holdsWith = (change: object) => answers(pointToFacts({ ...near, ...change }, rules))
      if (!point) return
      expect(answers(pointToFacts(point, rules))).toBe(true)
      expect(changed.length === 0).toBe(holdsWith({}))
      if (changed.length < 2) return
      for (const [key, others] of Object.entries(VALUES))
        for (const value of others) expect(holdsWith({ [key]: value }), `${key} ${String(value)}`).toBe(false)
    }),
    { numRuns: 300 },
  )
})
