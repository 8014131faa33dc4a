import { expect, test } from 'vitest'
import { runCases } from '../../../../core/rule-engine/index.js'
import { baseEnvironment } from '../../../rules/base-environment.js'
import { rulesOf, sourceOf } from '../rules-for-test.js'

const leaf = (fact: string, params: object, value: number, operator = 'greaterThanInclusive') => ({
  fact,
  params,
  operator,
  value,
})
const notify = (id: string, ...all: object[]) => ({
  id,
  conditions: { all },
  then: [{ type: 'notify', params: { text: id, to: 'owner' } }],
})

const ruleSet = rulesOf({
  calendar: {
    timeZone: 'UTC',
    week: { monday: ['09:00-17:00'], sunday: ['09:00-10:00'] },
    leave: [{ user: 'sara@example.com', from: '2026-03-01', to: '2026-03-01' }],
  },
  scoring: {
    score: { min: 0, max: 100, groups: [{ id: 'fit' }] },
    rules: [
      {
        id: 'visits',
        conditions: { all: [leaf('activityCount', { type: 'visit' }, 1)] },
        then: {
          group: 'fit',
          pointsPer: { activity: 'visit', points: 8, maxCount: 2 },
          decay: { model: 'halfLife', every: 'P1D' },
        },
      },
    ],
  },
  routing: { rules: [{ id: 'all', then: { queue: 'sales', strategy: 'round-robin' } }] },
  automation: {
    rules: [
      notify('two-working-hours', leaf('elapsed', { since: ['createdAt'], unit: 'hours', calendar: 'calendar' }, 2)),
      notify('busy-week', leaf('activityCount', { type: 'visit', within: 'P1D' }, 2)),
      notify('big-order', leaf('activitySum', { type: 'order', field: 'amount' }, 100)),
      notify('spring', { fact: 'campaign', path: '$.code', operator: 'equal', value: 'spring' }),
    ],
  },
})

const run = async (...cases: object[]) => {
  const results = await runCases(ruleSet, [sourceOf('cases', { for: ['automation'], cases })], baseEnvironment)
  return results.map(({ failures, problems }) => ({ failures, problems }))
}
const passed = { failures: [], problems: [] }

test('in a case time passes by the working calendar, windows empty, points fade, and who is on leave comes back', async () => {
  // The case begins on Sunday at nine; one working hour is left on that day.
  const results = await run(
    {
      name: 'working hours',
      given: { lead: {} },
      timeline: [
        { at: 'P1DT59M', expect: { fired: [] } },
        { at: 'P1DT1H', expect: { fired: ['two-working-hours'] } },
      ],
    },
    {
      name: 'windows and points',
      given: { lead: {}, activities: [{ type: 'visit' }, { type: 'visit', at: '2026-02-28T21:00:00Z' }] },
      expect: { score: 14, fired: ['busy-week'] },
      timeline: [
        { at: 'PT12H', expect: { score: 10, fired: [] } },
        { at: 'PT13H', activity: { type: 'visit' }, expect: { fired: ['busy-week'] } },
        { at: 'P30D', expect: { score: 0 } },
      ],
    },
    {
      name: 'leave',
      given: { lead: {}, queues: { sales: [{ id: 'sara' }] } },
      expect: { queue: 'sales', ownerId: null },
      timeline: [
        { at: 'PT14H59M', expect: { ownerId: null } },
        { at: 'PT15H', expect: { ownerId: 'sara' } },
      ],
    },
  )
  expect(results).toEqual([passed, passed, passed])
})

test('a case tells details of activities, and other facts by their names', async () => {
  const results = await run(
    {
      name: 'orders',
      given: { lead: {}, activities: [{ type: 'order', count: 2, details: { amount: 30 } }] },
      expect: { fired: [] },
      timeline: [{ at: 'PT1H', activity: { type: 'order', details: { amount: 40 } }, expect: { fired: ['big-order'] } }],
    },
    { name: 'facts', given: { lead: {}, facts: { campaign: { code: 'spring' } } }, expect: { fired: ['spring'] } },
  )
  expect(results).toEqual([passed, passed])
})
