import { expect, test } from 'vitest'
import { runCases } from '../../../../core/rule-engine/index.js'
import { environment, rulesOf, sourceOf } from '../rules-for-test.js'

const sold = (product: string, operator: string) => ({ fact: 'wonOpportunities', params: { product }, operator, value: 0 })
const since = {
  fact: 'elapsed',
  params: { since: ['lastPurchaseAt'], unit: 'days' },
  operator: 'greaterThanInclusive',
  value: 30,
}
const rules = rulesOf({
  automation: {
    entity: 'account',
    rules: [
      {
        id: 'cross-sell',
        fire: 'once',
        conditions: { all: [sold('A', 'greaterThan'), sold('B', 'equal'), since] },
        then: [{ type: 'notify', params: { text: 'x' } }],
      },
    ],
  },
})
const run = (...cases: readonly object[]) =>
  runCases(rules, [sourceOf('cases', { for: ['automation'], cases })], (place) => environment(place))

const account = { lastPurchaseAt: '2026-03-01T09:00:00Z' }
const timeline = [
  { at: 'P29DT23H59M59S', expect: { fired: [] } },
  { at: 'P30D', expect: { fired: ['cross-sell'], actions: ['notify'] } },
  { at: 'P60D', expect: { fired: [] } },
]

test('a case about a customer plays its automations: at the instant, and as often as the rule says', async () => {
  const [bought, both] = await run(
    { name: 'cross-sell', given: { account, facts: { wonOpportunities: { A: 1 } } }, expect: { fired: [] }, timeline },
    {
      name: 'both',
      given: { account, facts: { wonOpportunities: { A: 1, B: 1 } } },
      timeline: [{ at: 'P90D', expect: { fired: [] } }],
    },
  )
  expect(bought).toMatchObject({ passed: true, failures: [], problems: [] })
  expect(both).toMatchObject({ passed: true, failures: [] })
})

test('what came out otherwise is told with its step and what was lacking', async () => {
  const [result] = await run({
    name: 'too early',
    given: { account, facts: { wonOpportunities: { A: 1 } } },
    timeline: [{ at: 'P29D', expect: { fired: ['cross-sell'] } }],
  })
  expect(result?.failures).toMatchObject([{ what: 'fired', at: 'P29D', expected: ['cross-sell'], actual: [] }])
  expect(result?.failures[0]?.why.en.join()).toContain('30')
})
