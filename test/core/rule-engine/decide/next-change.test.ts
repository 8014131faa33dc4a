import { describe, expect, test } from 'vitest'
import { decideBatch } from '../../../../core/rule-engine/index.js'
import { environment, NOW, rulesOf, situation, when } from '../rules-for-test.js'
import { checkNextChange } from './next-change-property.js'

const MINUTE = 60_000

describe('the next change', () => {
  test('is never later than the first instant at which a decision differs, and seldom earlier', {
    timeout: 120_000,
  }, async () => {
    const { wakes, idle } = await checkNextChange(500)
    expect(wakes).toBeGreaterThan(0)
    expect(idle / wakes).toBeLessThan(0.05)
  })

  test('is the instant itself where a time is compared with a field', async () => {
    const conditions = {
      all: [{ fact: 'now', operator: 'greaterThanInclusive', value: { fact: 'lead', path: '$.firstResponseAt' } }],
    }
    const ruleSet = rulesOf({
      automation: { rules: [{ id: 'due', conditions, then: [{ type: 'notify', params: { text: 'x' } }] }] },
    })
    const at = NOW + 7 * MINUTE
    const { decided } = await decideBatch(ruleSet, [situation({ firstResponseAt: at })], environment())
    expect(decided[0]?.decision.nextChangeAt).toBe(at)
  })

  test('is not later than the fading of points that a rule gives only since the lead has moved', async () => {
    const fresh = { fact: 'elapsed', params: { since: ['statusSince'], unit: 'hours' }, operator: 'lessThan', value: 5_000 }
    const decay = { model: 'linear', every: 'P30D', since: ['createdAt'] }
    const ruleSet = rulesOf({
      scoring: {
        score: { min: 0, max: 50, groups: [{ id: 'fit', max: 45 }], grades: [{ grade: 'any' }] },
        rules: [{ id: 'fresh', conditions: { all: [fresh] }, then: { group: 'fit', points: 11, decay } }],
      },
      transition: { rules: [{ id: 'begin', from: ['new'], to: 'working', conditions: when('$.source', 'equal', 'test') }] },
    })
    const long = { createdAt: NOW - 1_440 * MINUTE, statusSince: NOW - 360_000 * MINUTE }
    const [moved] = (await decideBatch(ruleSet, [situation(long)], environment())).decided
    const [again] = (await decideBatch(ruleSet, [situation(moved?.lead)], environment())).decided
    expect(again?.decision.scores['scoring']?.total).toBe(11)
    expect(moved?.decision.nextChangeAt).toBe(again?.decision.nextChangeAt)
  })

  test('is none where it would lie beyond the end of time', async () => {
    const never = { fact: 'elapsed', params: { since: ['createdAt'], unit: 'days' }, operator: 'greaterThan', value: 1e15 }
    const ruleSet = rulesOf({
      automation: {
        rules: [{ id: 'never', conditions: { all: [never] }, then: [{ type: 'notify', params: { text: 'x', to: 'owner' } }] }],
      },
    })
    const { decided } = await decideBatch(ruleSet, [situation()], environment())
    expect(decided[0]?.decision.nextChangeAt).toBeUndefined()
  })

  test('is the midnight of the zone on which a Jalali date is the one that is asked for, not one before', async () => {
    const conditions = { all: [{ fact: 'jalali', path: '$.day', operator: 'equal', value: 1 }] }
    const ruleSet = rulesOf({
      automation: { rules: [{ id: 'payday', conditions, then: [{ type: 'notify', params: { text: 'x' } }] }] },
    })
    const { decided } = await decideBatch(ruleSet, [situation()], environment({ timeZone: 'Asia/Tehran' }))
    expect(decided[0]?.decision.nextChangeAt).toBe(Date.parse('2026-03-20T20:30:00Z'))
  })
})
