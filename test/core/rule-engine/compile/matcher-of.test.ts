import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compiledRuleSet, matcherOf } from '../../../../core/rule-engine/compile/compile-rule-set.js'
import { decideBatch } from '../../../../core/rule-engine/index.js'
import { environment, rulesOf, situation, when } from '../rules-for-test.js'

const SIZES = [0, 5, 10, 40, 41]
const tags = ['a', 'b', 'c']

/** More automations than are asked one by one: equal, thresholds, lists, and some that are asleep, watched or broken. */
const automations = Array.from({ length: 40 }, (_, at) => {
  const parts = [
    when('$.employees', at % 2 ? 'greaterThan' : 'lessThanInclusive', at),
    when('$.market', at % 3 ? 'equal' : 'notEqual', tags[at % 3]),
    when('$.field', at % 5 === 4 ? 'notIn' : 'in', tags.slice(at % 3)),
  ]
  return {
    id: `rule-${at}`,
    title: { en: 'x', fa: 'x' },
    fire: 'always',
    priority: at % 4,
    ...(at % 7 === 3 ? { mode: 'shadow' } : {}),
    ...(at % 9 === 4 ? { effective: { until: '2020-01-01T00:00:00Z' } } : {}),
    conditions: { [at % 6 ? 'all' : 'any']: parts.slice(0, 1 + (at % 3)) },
    then: [{ type: 'notify', params: { text: 'x', to: 'owner' } }],
  }
})
const label = { en: 'x', fa: 'x' }
const fields = {
  entity: 'lead',
  fields: { employees: { type: 'integer', label }, market: { type: 'string', label }, field: { type: 'string', label } },
}
const ruleSet = rulesOf({ fields, automation: { entity: 'lead', rules: automations } })

test('a long list of rules decides as json-rules-engine does, dates and shadow included', async () => {
  expect(matcherOf(compiledRuleSet(ruleSet).automations)).toBeDefined()
  expect(matcherOf(compiledRuleSet(ruleSet, 'reference').automations)).toBeUndefined()
  const leads = fc.sample(
    fc.record({ employees: fc.constantFrom(...SIZES), market: fc.constantFrom(...tags), field: fc.constantFrom(...tags) }),
    { numRuns: 60, seed: 3 },
  )
  const situations = leads.map((lead) => situation(lead))
  const decide = async (engine: 'compiled' | 'reference') => {
    const { decided } = await decideBatch(ruleSet, situations, environment({ engine }))
    return decided.map(({ decision: { fired, shadow, problems } }) => ({
      fired: fired.map(({ rule }) => rule),
      shadow,
      problems,
    }))
  }
  const compiled = await decide('compiled')
  expect(compiled).toEqual(await decide('reference'))
  expect(new Set(compiled.map(({ fired }) => fired.length)).size).toBeGreaterThan(3)
})

test('a fact that could not be loaded is a problem of the rules that read it, and only of them', async () => {
  const counting = automations.map((rule, at) =>
    at === 5
      ? {
          ...rule,
          mode: 'live',
          conditions: { all: [{ fact: 'activityCount', params: { type: 'call' }, operator: 'greaterThan', value: 0 }] },
        }
      : rule,
  )
  const rules = rulesOf({ fields, automation: { entity: 'lead', rules: counting } })
  const key = rules.slots[0]?.key ?? ''
  const failing = situation({ employees: 10, market: 'a' }, { failedFacts: { [key]: 'no answer' } })
  const { decided } = await decideBatch(rules, [failing], environment())
  expect(decided[0]?.decision.problems).toEqual([
    { where: 'rule automation/rule-5', message: expect.stringContaining('could not be loaded: no answer') },
  ])
  expect(decided[0]?.decision.fired.length).toBeGreaterThan(0)
})
