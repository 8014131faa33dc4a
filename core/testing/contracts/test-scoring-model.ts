import { describe, expect, test } from 'vitest'
import type { Lead, ScoredRule, ScoringModel } from '../../plugin-api/index.js'
import { deepFreeze } from '../../registry/index.js'
import { expectWellDeclared } from './expect-well-declared.js'
import { aLead, SAMPLE_NOW } from './samples.js'

/** What every scoring model promises; the first test of a new one. */
export function testScoringModel({
  model,
  params = {},
  lead = aLead(),
  rules = sampleRules,
}: {
  model: ScoringModel
  params?: Readonly<Record<string, unknown>>
  lead?: Lead
  rules?: readonly ScoredRule[]
}): void {
  const score = async (given: readonly ScoredRule[], now = SAMPLE_NOW) =>
    model.score(deepFreeze({ lead, rules: given, params, limits: LIMITS, now }))
  const CASES = [
    ['all rules', rules],
    ['rules that did not match', rules.map((rule) => ({ ...rule, matched: false }))],
    ['no rules', []],
  ] as const

  describe('as every scoring model', () => {
    test('it says what it is', () => expectWellDeclared(model))

    test.each(CASES)('its contributions add up to the total, for %s', async (_, given) => {
      const { total, contributions } = await score(given)
      expect(Number.isFinite(total)).toBe(true)
      expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(total, 9)
    })

    test.each(CASES)('its total stays within the limits of the file, for %s', async (_, given) => {
      const { total } = await score(given)
      expect(total).toBeGreaterThanOrEqual(LIMITS.min)
      expect(total).toBeLessThanOrEqual(LIMITS.max)
    })

    test('every contribution says which rule it is of, and what that means', async () => {
      for (const { rule, title } of (await score(rules)).contributions) {
        expect(rule).not.toBe('')
        expect(title).toBeTruthy()
      }
    })

    test('what it gives stays as it is until the instant that it names, if it names one', async () => {
      const { changesAt, contributions } = await score(rules)
      if (changesAt === undefined) return
      expect(changesAt).toBeGreaterThan(SAMPLE_NOW)
      expect((await score(rules, changesAt - 1)).contributions).toEqual(contributions)
    })

    test('it answers the same to the same question, so that a decision can be replayed', async () => {
      expect(await score(rules)).toEqual(await score(rules))
    })
  })
}

const LIMITS = {
  min: -50,
  max: 100,
  groups: [
    { id: 'fit', max: 40 },
    { id: 'engagement', max: 60, min: -20 },
  ],
} as const

const title = (words: string) => ({ en: words, fa: words })

/** Rules that reach every limit: a full group, one far below its floor, and one that counts activities. */
export const sampleRules: readonly ScoredRule[] = [
  { id: 'big-company', title: title('Big company'), matched: true, then: { group: 'fit', points: 35 } },
  { id: 'right-sector', title: title('Right sector'), matched: true, then: { group: 'fit', points: 25 } },
  { id: 'unsubscribed', title: title('Unsubscribed'), matched: true, then: { group: 'engagement', points: -90 } },
  {
    id: 'visits',
    title: title('Visits'),
    matched: true,
    then: { group: 'engagement', pointsPer: { activity: 'visit', points: 5, maxCount: 4 } },
    count: 9,
  },
  {
    id: 'calls',
    title: title('Calls, fading'),
    matched: true,
    then: {
      group: 'engagement',
      pointsPer: { activity: 'call', points: 9, maxCount: 2 },
      decay: { model: 'halfLife', every: 'P7D' },
    },
    count: 2,
    times: [SAMPLE_NOW - 3_600_000, SAMPLE_NOW - 864_000_000],
  },
  { id: 'student', title: title('Student'), matched: false, then: { group: 'fit', points: -30 } },
]
