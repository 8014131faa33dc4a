import fc from 'fast-check'
import { expect } from 'vitest'
import { type CountedActivity, tallyActivities } from '../../../../core/model/activity-tally.js'
import type { Decision } from '../../../../core/model/decision.js'
import type { Lead } from '../../../../core/model/entities/lead.js'
import { compiledRuleSet } from '../../../../core/rule-engine/compile/compile-rule-set.js'
import { DERIVED_FACTS } from '../../../../core/rule-engine/facts/core-facts.js'
import { readRuleSet } from '../../../../core/rule-engine/files/read-rule-set.js'
import { ACTIVITY_FACTS, activityFact, activityQuestion, decideBatch, type RuleSet } from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { aLead, environment, NOW, sourceOf } from '../rules-for-test.js'

/** How often a lead was woken, and how often nothing came of it. */
export interface Wakes {
  readonly wakes: number
  readonly idle: number
}

const SECOND = 1_000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR

/** Checks over random rules, leads and activities that no decision changes before the instant that it has named. */
export async function checkNextChange(runs: number): Promise<Wakes> {
  let wakes = 0
  let idle = 0
  await fc.assert(
    fc.asyncProperty(world, fc.array(share, { minLength: 2, maxLength: 2 }), async ({ files, lead, activities }, shares) => {
      const ruleSet = runnable(files)
      const at = (known: Lead, now: number) => decideAt(ruleSet, { lead: known, activities, now })
      let now = NOW
      let { lead: known } = await at(aLead(lead), now)
      for (let round = 0; round < 4; round += 1) {
        const before = await at(known, now)
        const next = known.nextChangeAt ?? now + 500 * DAY
        expect(next).toBeGreaterThan(now)
        const between = shares.map((part) => now + Math.floor(part * (next - now - 1)))
        for (const instant of [...between, next - 1]) {
          const later = await at(known, instant)
          expect(outcome(later.decision), `at ${new Date(instant).toISOString()}`).toEqual(outcome(before.decision))
        }
        if (known.nextChangeAt === undefined) return
        const after = await at(known, next)
        wakes += 1
        if (JSON.stringify(outcome(after.decision)) === JSON.stringify(outcome(before.decision))) idle += 1
        known = after.lead
        now = next
      }
    }),
    { numRuns: runs },
  )
  return { wakes, idle }
}

const vocabulary = vocabularyFor([])

/** Random rules are often pointless, which the checks would refuse; here they only have to run. */
function runnable(files: Readonly<Record<string, object>>): RuleSet {
  const lifecycle = {
    start: 'new',
    statuses: ['new', 'working', 'won'].map((id) => ({ id, label: { en: id }, category: CATEGORIES[id] })),
  }
  const sources = Object.entries({ lifecycle, ...files }).map(([kind, content]) => sourceOf(kind, { ...content }))
  const content = readRuleSet(sources, vocabulary)
  const { slots } = compiledRuleSet(content).slots
  return Object.freeze({ ...content, slots: slots.filter(({ fact }) => !DERIVED_FACTS.has(fact)) })
}

const CATEGORIES: Readonly<Record<string, string>> = { new: 'open', working: 'open', won: 'converted' }

/** All that a decision says, but what it read and when. */
function outcome({ facts: _f, now: _n, factChanges: _c, nextChangeAt: _x, inputs: _i, scores, ...rest }: Decision): unknown {
  const told = Object.entries(scores).map(([id, { changesAt: _, ...score }]) => [id, score])
  return { ...rest, scores: told }
}

interface Moment {
  readonly lead: Lead
  readonly activities: readonly CountedActivity[]
  readonly now: number
}

async function decideAt(ruleSet: RuleSet, { lead, activities, now }: Moment) {
  const known = ruleSet.slots
    .filter(({ fact }) => ACTIVITY_FACTS.has(fact))
    .map((slot) => [slot.key, activityFact(slot, tallyActivities(activities, activityQuestion(slot, now)), now)] as const)
  const facts = Object.fromEntries(known.map(([key, { value }]) => [key, value]))
  const factChanges = Object.fromEntries(known.map(([key, { changes }]) => [key, changes]))
  const situation = { lead, trigger: 'timer' as const, facts, factChanges }
  const { decided } = await decideBatch(ruleSet, [situation], environment({ now, timeZone: 'Asia/Tehran' }))
  const [first] = decided
  if (!first) throw new Error('Nothing was decided.')
  expect(first.decision.problems).toEqual([])
  return first
}

const share = fc.double({ min: 0, max: 1, noNaN: true })
const comparison = fc.constantFrom('greaterThan', 'greaterThanInclusive', 'lessThan', 'lessThanInclusive', 'not:greaterThan')
const orEqual = fc.oneof({ weight: 4, arbitrary: comparison }, { weight: 1, arbitrary: fc.constant('equal') })
const past = fc.oneof(fc.integer({ min: 0, max: 90 * DAY }), fc.integer({ min: 0, max: 3 * HOUR }), fc.constant(0))
/** Instants mostly behind, some ahead. */
const instant = fc.oneof(
  past.map((ago) => NOW - ago),
  past.map((ago) => NOW - ago),
  fc.integer({ min: 0, max: 30 * DAY }).map((ahead) => NOW + ahead),
)

const elapsed = fc
  .record({
    unit: fc.constantFrom('seconds', 'minutes', 'hours'),
    calendar: fc.constantFrom(undefined, 'calendar'),
    since: fc.constantFrom(['createdAt'], ['firstResponseAt', 'statusSince'], ['firstResponseAt']),
    operator: comparison,
    value: fc.oneof(fc.integer({ min: -5, max: 120 }), fc.constantFrom(0.07, 2.5, 33.3)),
  })
  .map(({ unit, calendar, since, operator, value }) => ({
    fact: 'elapsed',
    params: { since, unit, ...(calendar ? { calendar } : {}) },
    operator,
    value,
  }))

const type = fc.constantFrom('visit', 'call')
const window = fc.constantFrom('PT6H', 'P1D', 'P7D', 'P30D')
const counted = fc
  .record({ type, within: window, operator: orEqual, value: fc.integer({ min: 0, max: 5 }) })
  .map(({ type: of, within, operator, value }) => ({ fact: 'activityCount', params: { type: of, within }, operator, value }))
const summed = fc
  .record({ type, within: window, operator: comparison, value: fc.integer({ min: 0, max: 40 }) })
  .map(({ type: of, within, operator, value }) => ({
    fact: 'activitySum',
    params: { type: of, field: 'amount', within },
    operator,
    value,
  }))
const againstNow = fc
  .record({
    operator: comparison,
    value: fc.constantFrom({ fact: 'lead', path: '$.firstResponseAt' }, { fact: 'lastActivity', params: { type: 'visit' } }),
    turned: fc.boolean(),
  })
  .map(({ operator, value, turned }) =>
    turned ? { ...value, operator, value: { fact: 'now' } } : { fact: 'now', operator, value },
  )
const jalali = fc.constantFrom(
  { fact: 'jalali', path: '$.weekday', operator: 'in', value: [6, 7] },
  { fact: 'jalali', path: '$.day', operator: 'lessThanInclusive', value: 10 },
  { fact: 'jalali', path: '$.month', operator: 'equal', value: 1 },
  { fact: 'jalali', path: '$.year', operator: 'greaterThan', value: 1404 },
)
const still = fc.constantFrom(
  { fact: 'lead', path: '$.source', operator: 'equal', value: 'test' },
  { fact: 'lead', path: '$.source', operator: 'equal', value: 'x' },
)
const timed = fc.oneof(...[elapsed, counted, summed, againstNow].map((arbitrary) => ({ weight: 5, arbitrary })), {
  weight: 1,
  arbitrary: jalali,
})
const scored = fc
  .record({ operator: comparison, value: fc.integer({ min: 0, max: 60 }) })
  .map(({ operator, value }) => ({ fact: 'score', path: '$.total', operator, value }))

const conditionsOf = (leaf: fc.Arbitrary<object>) =>
  fc
    .record({ how: fc.constantFrom('all', 'any'), leaves: fc.array(leaf, { minLength: 1, maxLength: 3 }), not: fc.boolean() })
    .map(({ how, leaves, not }) => (not ? { not: { [how]: leaves } } : { [how]: leaves }))
const ofTime = conditionsOf(fc.oneof({ weight: 4, arbitrary: timed }, { weight: 1, arbitrary: still }))
const ofAll = conditionsOf(
  fc.oneof({ weight: 4, arbitrary: timed }, { weight: 1, arbitrary: still }, { weight: 2, arbitrary: scored }),
)

const bound = fc.integer({ min: -20, max: 40 }).map((days) => new Date(NOW + days * DAY + 7 * SECOND).toISOString())
const effective = fc
  .option(fc.tuple(bound, bound), { nil: undefined })
  .map((bounds) => (bounds && bounds[0] < bounds[1] ? { effective: { from: bounds[0], until: bounds[1] } } : {}))
const mode = fc.constantFrom({}, {}, {}, { mode: 'shadow' })

const decay = fc.constantFrom(
  undefined,
  { model: 'none' },
  { model: 'window', every: 'P7D' },
  { model: 'linear', every: 'P30D' },
  { model: 'step', every: 'P5D', by: 0.3 },
  { model: 'halfLife', every: 'P3D' },
  { model: 'halfLife', every: 'P14D' },
)
const earned = fc
  .record({ activity: type, points: fc.integer({ min: -15, max: 25 }), maxCount: fc.integer({ min: 1, max: 4 }), decay })
  .map(({ decay: fading, ...pointsPer }) => ({ group: 'fit', pointsPer, ...(fading ? { decay: fading } : {}) }))
const given = fc.record({ points: fc.integer({ min: -15, max: 30 }), decay }).map(({ points, decay: fading }) => ({
  group: 'fit',
  points,
  ...(fading ? { decay: { ...fading, since: ['firstResponseAt', 'createdAt'] } } : {}),
}))

const numbered = <T extends object>(rules: readonly T[]) => rules.map((rule, index) => ({ id: `r${index}`, ...rule }))
const scoring = fc
  .array(fc.tuple(ofTime, fc.oneof(earned, given), effective, mode), { minLength: 1, maxLength: 3 })
  .map((rules) => ({
    score: {
      min: -20,
      max: 50,
      groups: [{ id: 'fit', max: 45 }],
      grades: [{ grade: 'hot', from: 25, until: 15 }, { grade: 'warm', from: 10, until: 5 }, { grade: 'cold' }],
    },
    rules: numbered(rules.map(([conditions, then, bounds, how]) => ({ conditions, then, ...bounds, ...how }))),
  }))
const transition = fc.array(fc.tuple(ofAll, effective), { maxLength: 2 }).map((rules) => ({
  // Forward only, or a circle would be a problem of the rules and not of the clock.
  rules: numbered(
    rules.map(([conditions, bounds], index) => ({
      from: ['new', 'working'].slice(0, 2 - index),
      to: ['won', 'working'][index],
      conditions,
      ...bounds,
    })),
  ),
}))
const automation = fc
  .array(fc.tuple(ofAll, effective, mode, fc.constantFrom('rising', 'once', 'always')), { minLength: 1, maxLength: 3 })
  .map((rules) => ({
    rules: numbered(
      rules.map(([conditions, bounds, how, fire]) => ({
        conditions,
        fire,
        then: [{ type: 'notify', params: { text: 'x', to: 'owner' } }],
        ...bounds,
        ...how,
      })),
    ),
  }))
const calendar = fc.constantFrom(
  {
    timeZone: 'Europe/Berlin',
    week: { monday: ['09:00-12:00', '13:00-17:00'], tuesday: ['09:00-17:00'], friday: ['22:00-03:00'], sunday: ['01:00-04:00'] },
    holidays: [{ from: '2026-03-09', to: '2026-03-10' }],
  },
  {
    dates: 'jalali',
    week: { saturday: ['08:00-17:00'], sunday: ['08:00-17:00'], monday: ['08:00-17:00'], thursday: ['08:00-13:00'] },
    holidays: [
      { from: '01-01', to: '01-04' },
      { on: '12-29', hours: ['08:00-10:00'] },
    ],
  },
)
const routing = fc.array(ofAll, { maxLength: 2 }).map((rules) => ({
  rules: [
    ...numbered(rules.map((conditions) => ({ conditions, then: { queue: 'desk' } }))),
    { id: 'rest', then: { queue: 'sales' } },
  ],
}))

const activity = fc.record({
  type,
  at: instant,
  details: fc.constantFrom(undefined, { amount: 10 }, { amount: 7.5 }, { amount: 'much' }),
})
const world = fc.record({
  files: fc.record({ scoring, transition, automation, calendar, routing }),
  lead: fc.record(
    { createdAt: past.map((ago) => NOW - ago), firstResponseAt: instant, statusSince: past.map((ago) => NOW - ago) },
    { requiredKeys: ['createdAt'] },
  ),
  activities: fc.array(activity, { maxLength: 8 }),
})
