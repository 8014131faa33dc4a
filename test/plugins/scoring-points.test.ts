import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScoredRule, ScoringRequest } from '../../core/plugin-api/index.js'
import { aLead, SAMPLE_NOW, testScoringModel } from '../../core/testing/contracts/index.js'
import { scoringPoints } from '../../plugins/scoring-points/index.js'
import { points } from '../../plugins/scoring-points/points.js'

testScoringModel({ model: points })

type Limits = ScoringRequest<{}>['limits']
const score = (rules: readonly ScoredRule[], limits: Limits) =>
  Promise.resolve(points.score({ lead: aLead(), rules, params: {}, limits, now: SAMPLE_NOW }))
const rule = (id: string, then: ScoredRule['then'], more: Partial<ScoredRule> = {}): ScoredRule => ({
  id,
  title: { en: id, fa: id },
  matched: true,
  then,
  ...more,
})
const WIDE: Limits = { min: -100, max: 100, groups: [{ id: 'fit' }] }

test('the plugin gives the model "points"', () => expect(Object.keys(scoringPoints.scoringModels ?? {})).toEqual(['points']))

test('rules that matched give their points, others give none', async () => {
  const rules = [rule('a', { group: 'fit', points: 20 }), rule('b', { group: 'fit', points: 5 }, { matched: false })]
  expect(await score(rules, WIDE)).toEqual({
    total: 20,
    contributions: [{ rule: 'a', title: { en: 'a', fa: 'a' }, points: 20, group: 'fit' }],
  })
})

test.each([
  [0, 0],
  [3, 15],
  [4, 20],
  [9, 20],
])('%i visits at 5 points, four at most, give %i', async (count, total) => {
  const visits = rule('visits', { group: 'fit', pointsPer: { activity: 'visit', points: 5, maxCount: 4 } }, { count })
  expect((await score([visits], WIDE)).total).toBe(total)
})

test('a group above its greatest sum is capped, with the cap as a reason', async () => {
  const { total, contributions } = await score([rule('a', { group: 'fit', points: 50 })], {
    min: 0,
    max: 100,
    groups: [{ id: 'fit', max: 40 }],
  })
  expect(total).toBe(40)
  expect(contributions[1]).toMatchObject({ rule: 'cap', points: -10, group: 'fit' })
})

test('a group below its least sum is lifted, with the floor as a reason', async () => {
  const { total, contributions } = await score([rule('a', { group: 'fit', points: -50 })], {
    min: -100,
    max: 100,
    groups: [{ id: 'fit', min: -20 }],
  })
  expect(total).toBe(-20)
  expect(contributions[1]).toMatchObject({ rule: 'floor', points: 30, group: 'fit' })
})

test('the whole is held after the groups, without a group', async () => {
  const { total, contributions } = await score(
    [rule('a', { group: 'fit', points: 70 }), rule('b', { group: 'other', points: 50 })],
    { ...WIDE, max: 100 },
  )
  expect(total).toBe(100)
  expect(contributions.at(-1)).toEqual({ rule: 'cap', title: { en: 'Upper limit of the total', fa: 'سقف مجموع' }, points: -20 })
})

test('a lead without any match gets the least total of the file', async () => {
  expect(await score([], { min: 10, max: 100, groups: [] })).toMatchObject({
    total: 10,
    contributions: [{ rule: 'floor', points: 10 }],
  })
})

test('a bound is named by the label of its group, and by its id where there is none', async () => {
  const rules = [rule('a', { group: 'engagement', points: 60 }), rule('b', { group: 'other', points: 60 })]
  const label = { en: 'Engagement', fa: 'تعامل' }
  const groups = [
    { id: 'engagement', label, max: 50 },
    { id: 'other', max: 50 },
  ]
  const { contributions } = await score(rules, { min: 0, max: 200, groups })
  expect(contributions.filter(({ rule }) => rule === 'cap').map(({ title }) => title)).toEqual([
    { en: 'Upper limit of "Engagement"', fa: 'سقف «تعامل»' },
    { en: 'Upper limit of "other"', fa: 'سقف «other»' },
  ])
})

test('contributions always add up to the total, and groups and total stay within their limits', async () => {
  const group = fc.constantFrom('fit', 'engagement', 'elsewhere')
  const whole = fc.integer({ min: -200, max: 200 })
  const rules = fc.array(fc.record({ group, points: whole, matched: fc.boolean() }))
  const bound = fc.record({ max: fc.nat(60), min: fc.integer({ min: -60, max: 0 }) }, { requiredKeys: [] })
  await fc.assert(
    fc.asyncProperty(rules, bound, bound, async (given, fit, engagement) => {
      const groups = [
        { id: 'fit', ...fit },
        { id: 'engagement', ...engagement },
      ]
      const { total, contributions } = await score(
        given.map(({ matched, ...then }, index) => rule(`r${index}`, then, { matched })),
        { min: -50, max: 100, groups },
      )
      expect(contributions.reduce((sum, each) => sum + each.points, 0)).toBe(total)
      expect(total).toBeGreaterThanOrEqual(-50)
      expect(total).toBeLessThanOrEqual(100)
      for (const { id, max = Infinity, min = -Infinity } of groups) {
        const sum = contributions.filter((each) => each.group === id).reduce((all, each) => all + each.points, 0)
        expect(sum).toBeLessThanOrEqual(max)
        expect(sum).toBeGreaterThanOrEqual(min)
      }
    }),
  )
})

const DAY = 86_400_000
const halfLife = { model: 'halfLife', every: 'P14D' }

test('points that fade count the newest activities by their age, and tell when they change', async () => {
  const then = { group: 'fit', pointsPer: { activity: 'visit', points: 10, maxCount: 2 }, decay: halfLife }
  const times = [SAMPLE_NOW, SAMPLE_NOW - 14 * DAY, SAMPLE_NOW - 28 * DAY]
  const { total, changesAt } = await score([rule('visits', then, { count: 3, times })], WIDE)
  expect(total).toBe(15)
  expect(changesAt).toBe(Math.floor(SAMPLE_NOW + 14 * DAY * Math.log2(15 / 14.5)) + 1)
})

test('points of a rule that counts nothing fade from the one instant they are given with, and are none without it', async () => {
  const then = { group: 'fit', points: 20, decay: { model: 'linear', every: 'P10D', since: ['createdAt'] } }
  expect((await score([rule('fresh', then, { times: [SAMPLE_NOW - 5 * DAY] })], WIDE)).total).toBe(10)
  expect((await score([rule('fresh', then, { times: [] })], WIDE)).total).toBe(0)
})

test('contributions that fade add up to the total at every instant, and stay until the score says it changes', async () => {
  const decay = fc.constantFrom(undefined, halfLife, { model: 'linear', every: 'P9D' }, { model: 'step', every: 'P2D', by: 0.3 })
  const ages = fc.array(fc.integer({ min: 0, max: 40 * DAY }), { maxLength: 5 })
  const fading = fc.record({ points: fc.integer({ min: -30, max: 30 }), decay, ages, maxCount: fc.integer({ min: 1, max: 4 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(fading, { maxLength: 4 }), fc.double({ min: 0, max: 1, noNaN: true }), async (given, share) => {
      const rules = given.map(({ ages: since, decay: fades, points: each, maxCount }, index) => {
        const times = since.toSorted((left, right) => left - right).map((age) => SAMPLE_NOW - age)
        const then = {
          group: 'fit',
          pointsPer: { activity: 'visit', points: each, maxCount },
          ...(fades ? { decay: fades } : {}),
        }
        return rule(`r${index}`, then, { count: times.length, times })
      })
      const limits = { min: -20, max: 60, groups: [{ id: 'fit', max: 40 }] }
      const at = async (now: number) => points.score({ lead: aLead(), rules, params: {}, limits, now })
      const first = await at(SAMPLE_NOW)
      const next = first.changesAt ?? SAMPLE_NOW + 900 * DAY
      for (const now of [SAMPLE_NOW, Math.floor(SAMPLE_NOW + share * (next - 1 - SAMPLE_NOW)), next - 1, next]) {
        const { total, contributions } = await at(now)
        expect(contributions.reduce((sum, each) => sum + each.points, 0)).toBe(total)
        if (now < next) expect(contributions).toEqual(first.contributions)
        else if (first.changesAt !== undefined) expect(contributions).not.toEqual(first.contributions)
      }
    }),
    { numRuns: 300 },
  )
})
