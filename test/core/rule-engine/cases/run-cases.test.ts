import { expect, test } from 'vitest'
import { runCases } from '../../../../core/rule-engine/index.js'
import { environment, rulesOf, sourceOf, when } from '../rules-for-test.js'

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
  expect(result?.failures).toEqual([
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
