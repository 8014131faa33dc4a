import { expect, test } from 'vitest'
import { runCases } from '../../../../core/rule-engine/index.js'
import { environment, rulesOf, sourceOf, when } from '../rules-for-test.js'
import { EMPLOYEES } from './small-shop.js'

const rules = rulesOf({
  transition: {
    rules: [
      {
        id: 'silent',
        from: ['new'],
        to: 'working',
        conditions: {
          all: [
            { fact: 'elapsed', params: { since: ['createdAt'], unit: 'days' }, operator: 'greaterThanInclusive', value: 7 },
            { fact: 'activityCount', params: { type: 'call' }, operator: 'equal', value: 0 },
          ],
        },
      },
    ],
  },
  automation: {
    rules: [{ id: 'moved', conditions: when('$.status', 'equal', 'working'), then: [{ type: 'notify', params: { text: 'x' } }] }],
  },
})
const run = (cases: readonly object[]) =>
  runCases(rules, [sourceOf('cases', { for: ['transition'], cases })], (place) => environment(place))

test('a case tells what came out otherwise, where, and on which line', async () => {
  const [result] = await run([
    {
      name: 'wrong',
      given: { lead: { company: 'X' } },
      expect: { status: 'working', score: 5 },
      timeline: [{ at: 'P1D', expect: { fired: ['moved'] } }],
    },
  ])
  expect(result).toMatchObject({ name: 'wrong', passed: false, line: 9, file: 'rules/test.cases.json' })
  expect(result?.failures.map(({ why: _why, ...failure }) => failure)).toEqual([
    { what: 'status', expected: 'working', actual: 'new' },
    { what: 'score', expected: 5, actual: undefined },
    { what: 'fired', expected: ['moved'], actual: [], at: 'P1D' },
  ])
})

test('time passes: the rules wake at the instant at which they can change, and activities count', async () => {
  const results = await run([
    {
      name: 'silent',
      given: { lead: {} },
      timeline: [
        { at: 'P6DT23H', expect: { status: 'new' } },
        { at: 'P9D', expect: { status: 'working', fired: ['automation/moved'] } },
      ],
    },
    {
      name: 'called',
      given: { lead: {} },
      timeline: [
        { at: 'P2D', activity: { type: 'call' } },
        { at: 'P9D', expect: { status: 'new', fired: [] } },
      ],
    },
  ])
  expect(results.map(({ name, passed, failures }) => [name, passed, failures])).toEqual([
    ['silent', true, []],
    ['called', true, []],
  ])
})

test('a problem inside a rule fails the case, whatever it expects', async () => {
  const broken = rulesOf({ scoring: { score: { min: 0, max: 1, groups: [{ id: 'g' }] }, rules: [] } })
  const files = [sourceOf('cases', { for: ['scoring'], cases: [{ name: 'n', given: { lead: {} } }] })]
  const score = async () => {
    throw new Error('no model')
  }
  const [result] = await runCases(broken, files, (place) => ({ ...environment(place), score }))
  expect(result).toMatchObject({ passed: false, problems: ['scoring scoring: no model'] })
})

const withScore = rulesOf({
  fields: EMPLOYEES,
  scoring: {
    score: { min: 0, max: 100, groups: [{ id: 'fit' }], grades: [{ grade: 'hot', from: 20 }, { grade: 'cold' }] },
    rules: [{ id: 'large', conditions: when('$.employees', 'greaterThanInclusive', 500), then: { group: 'fit', points: 20 } }],
  },
  transition: {
    rules: [{ id: 'give-up', from: ['new'], to: 'lost', reason: 'price', conditions: when('$.company', 'equal', 'Gone') }],
  },
  routing: {
    rules: [
      {
        id: 'large',
        conditions: when('$.employees', 'greaterThanInclusive', 500),
        then: { queue: 'sales', strategy: 'round-robin' },
      },
      { id: 'rest', then: { queue: 'desk', strategy: 'round-robin' } },
    ],
  },
  automation: {
    rules: [
      {
        id: 'welcome',
        conditions: when('$.email', 'present', true),
        then: [{ type: 'notify', params: { text: 'x' } }],
      },
    ],
  },
})

const outcome = async (given: object, expected: object) => {
  const files = [sourceOf('cases', { for: ['scoring'], cases: [{ name: 'n', given: { lead: given }, expect: expected }] })]
  const [result] = await runCases(withScore, files, (place) => environment(place))
  return result?.failures ?? []
}

test('everything that was decided can be expected, and null for what is not there', async () => {
  const queues = { rule: 'large', queue: 'sales', strategy: 'round-robin', ownerId: null }
  const scored = { score: 20, scores: { scoring: 20 }, groups: { fit: 20 }, grade: 'hot' }
  const fired = { fired: ['welcome'], actions: ['notify'], moved: [] }
  expect(await outcome({ employees: 500, email: 'a@example.com' }, { ...queues, ...scored, ...fired })).toEqual([])
  expect(await outcome({ company: 'Gone' }, { status: 'lost', reason: 'price', moved: ['give-up'], rule: null })).toEqual([])
})

test('a case that fails tells which comparison was not as needed, in English and Persian', async () => {
  const [score] = await outcome({ employees: 499 }, { score: 20 })
  expect(score?.why.en).toEqual(['large: does not hold: Employees is 499, needs at least 500'])
  expect(score?.why.fa).toEqual([expect.stringContaining('۴۹۹')])
  const [rule] = await outcome({ employees: 499 }, { rule: 'large' })
  expect(rule?.why.en).toEqual(expect.arrayContaining(['large: does not hold: Employees is 499, needs at least 500']))
  const [fired] = await outcome({ email: 'a@example.com' }, { fired: [] })
  expect(fired?.why.en).toEqual([expect.stringContaining('welcome: holds: E-mail is a@example.com')])
  const [moved] = await outcome({ company: 'Here' }, { status: 'lost' })
  expect(moved?.why.en).toEqual(['give-up: does not hold: Company is Here, needs to be Gone'])
})

test('a problem that is expected by a part of its text does not fail a case, another one does', async () => {
  const files = (problems: readonly string[]) => [
    sourceOf('cases', { for: ['scoring'], cases: [{ name: 'n', given: { lead: {} }, expect: { problems } }] }),
  ]
  const score = async () => {
    throw new Error('the model is away')
  }
  const failing = (place: Parameters<typeof environment>[0]) => ({ ...environment(place), score })
  expect(await runCases(withScore, files(['model is away']), failing)).toMatchObject([{ passed: true, failures: [] }])
  expect(await runCases(withScore, files(['something else']), failing)).toMatchObject([{ passed: false }])
  expect(await runCases(withScore, files(['model is away']), (place) => environment(place))).toMatchObject([{ passed: false }])
})
