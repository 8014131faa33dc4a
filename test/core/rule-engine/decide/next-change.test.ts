import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideBatch } from '../../../../core/rule-engine/index.js'
import { environment, NOW, rulesOf, situation } from '../rules-for-test.js'

const MINUTE = 60_000

const units = { seconds: 1_000, minutes: MINUTE, hours: 60 * MINUTE, days: 1_440 * MINUTE } as const
const leaf = fc
  .record({
    unit: fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])),
    since: fc.constantFrom(['createdAt'], ['firstResponseAt', 'statusSince'], ['firstResponseAt']),
    operator: fc.constantFrom('greaterThan', 'greaterThanInclusive', 'lessThan', 'lessThanInclusive', 'not:greaterThan'),
    value: fc.integer({ min: -2, max: 40 }),
  })
  .map(({ unit, since, operator, value }) => ({ fact: 'elapsed', params: { since, unit }, operator, value }))
const rule = fc.record({
  leaves: fc.array(leaf, { minLength: 1, maxLength: 3 }),
  until: fc.constantFrom(undefined, '2026-03-01T10:30:00Z', '2026-03-05'),
})
const ago = fc.option(fc.integer({ min: -50, max: 3_000 }), { nil: undefined })

describe('the next change', () => {
  test('is never later than the first instant at which a decision differs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(rule, { minLength: 1, maxLength: 3 }),
        ago,
        ago,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (rules, responded, moved, share) => {
          const ruleSet = rulesOf({
            automation: {
              rules: rules.map(({ leaves, until }, index) => ({
                id: `r${index}`,
                ...(until ? { effective: { until } } : {}),
                conditions: { all: leaves },
                then: [{ type: 'notify', params: { text: 'x' } }],
              })),
            },
          })
          const instants = {
            ...(responded === undefined ? {} : { firstResponseAt: NOW - responded * MINUTE }),
            ...(moved === undefined ? {} : { statusSince: NOW - moved * MINUTE }),
          }
          const trueAt = async (now: number) => {
            const { decided } = await decideBatch(ruleSet, [situation(instants)], environment({ now }))
            return decided[0]?.decision
          }
          const first = await trueAt(NOW)
          const next = first?.nextChangeAt ?? NOW + 100 * units.days
          expect(next).toBeGreaterThan(NOW)
          const between = Math.floor(NOW + share * (next - NOW - 1))
          expect((await trueAt(between))?.rulesTrue).toEqual(first?.rulesTrue)
          expect((await trueAt(next - 1))?.rulesTrue).toEqual(first?.rulesTrue)
        },
      ),
      { numRuns: 400 },
    )
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

  test('is the next midnight of the zone where a Jalali date is asked for', async () => {
    const conditions = { all: [{ fact: 'jalali', path: '$.day', operator: 'equal', value: 1 }] }
    const ruleSet = rulesOf({
      automation: { rules: [{ id: 'payday', conditions, then: [{ type: 'notify', params: { text: 'x' } }] }] },
    })
    const { decided } = await decideBatch(ruleSet, [situation()], environment({ timeZone: 'Asia/Tehran' }))
    expect(decided[0]?.decision.nextChangeAt).toBe(Date.parse('2026-03-01T20:30:00Z'))
  })
})
