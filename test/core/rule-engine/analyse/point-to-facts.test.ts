import { expect, test } from 'vitest'
import type { ConditionNode } from '../../../../core/model/conditions.js'
import {
  decideBatch,
  describePoint,
  findPoint,
  type Point,
  pointFromFacts,
  pointToFacts,
  type RuleSet,
  variablesIn,
} from '../../../../core/rule-engine/index.js'
import { environment, queueOf, rulesOf, when } from '../rules-for-test.js'

const elapsed = (params: object, operator: string, value: number): ConditionNode => ({
  fact: 'elapsed',
  params: { unit: 'hours', ...params },
  operator,
  value,
})

const CALENDAR = { id: 'office', timeZone: 'UTC', week: { monday: ['09:00-17:00'], tuesday: ['09:00-17:00'] } }
const waiting = {
  all: [
    elapsed({ since: ['createdAt'], calendar: 'office' }, 'greaterThanInclusive', 10),
    { fact: 'lead', path: '$.city', operator: 'equal', value: 'Shiraz' },
  ],
}
const rules: RuleSet = rulesOf({
  calendar: CALENDAR,
  automation: { rules: [{ id: 'late', conditions: waiting, then: [{ type: 'notify', params: { text: 'x', to: 'owner' } }] }] },
})

test('a point becomes a lead on which the rule fires when it is decided, working hours counted', async () => {
  const { point } = findPoint({ holds: [waiting] }, rules)
  const { lead, facts, now } = pointToFacts(point ?? {}, rules)
  const { decided } = await decideBatch(
    rules,
    [{ lead, trigger: 'edit', facts }],
    environment({ now, queues: [queueOf('sales', [])] }),
  )
  expect(decided[0]?.decision.fired.map(({ rule }) => rule)).toEqual(['automation/late'])
  const early = pointToFacts(
    findPoint({ holds: [when('$.city', 'equal', 'Shiraz')], fails: [waiting] }, rules).point ?? {},
    rules,
  )
  const again = await decideBatch(rules, [{ ...early, trigger: 'edit' }], environment({ now, queues: [] }))
  expect(again.decided[0]?.decision.fired).toEqual([])
})

test('parts of a value come together, and what is missing is not there', () => {
  const { lead, facts } = pointToFacts(
    { 'lead$.budget.amount': 5, 'lead$.city': undefined, 'activityCount({"type":"call"})': 2, 'score$.total': 7 },
    rules,
  )
  expect(lead).toMatchObject({ budget: { amount: 5 }, status: 'new', createdAt: expect.any(Number) })
  expect(lead).not.toHaveProperty('city')
  expect(facts).toMatchObject({ 'activityCount({"type":"call"})': 2, score: { total: 7 } })
})

test('a decided record reads back as the point to stay near to', () => {
  const variables = variablesIn(waiting, rules)
  const facts = { lead: { city: 'Tabriz' }, 'elapsed({"calendar":"office","since":["createdAt"],"unit":"hours"})': 12 }
  const near = pointFromFacts(variables, facts)
  expect(findPoint({ holds: [waiting], near }, rules)).toMatchObject({
    changed: ['lead$.city'],
    point: { 'lead$.city': 'Shiraz' },
  })
})

test('a point is told with the labels of fields and the names of facts, in both languages', () => {
  const told = (point: Point, language: 'en' | 'fa' = 'en') => describePoint(point, rules)[language]
  const large = { 'lead$.employees': 500, 'lead$.province': undefined }
  expect(told(large)).toBe('a lead with employees 500 and Province missing')
  expect(told(large, 'fa')).toBe('سرنخی با employees 500 و استان خالی')
  expect(told({ 'score({"model":"fit"})$.total': 70, grade: 'hot', 'elapsed({"since":["createdAt"],"unit":"days"})': 3 })).toBe(
    'a lead with score 70, grade hot and 3 days since createdAt',
  )
  expect(told({ 'activityCount({"type":"call.inbound"})': 2 })).toBe('a lead with activityCount of type call.inbound 2')
  expect(told({})).toBe('any lead')
})

test('instants are told as dates, and those that nobody means by where they lie', () => {
  const told = (now: number) => describePoint({ now }, rules).en
  expect(told(Date.UTC(2026, 2, 1, 9))).toBe('a lead with now 2026-03-01T09:00Z')
  expect(told(-17_798_140_800_000)).toBe('a lead with now long ago')
  expect(told(8e15)).toBe('a lead with now far ahead')
})
