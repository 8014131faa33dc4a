import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Asked, decideAs } from '../../../../../core/rule-engine/explain/way/asked.js'
import { NO_CHANGE, sizeOf } from '../../../../../core/rule-engine/explain/way/change.js'
import { findWay, type Way } from '../../../../../core/rule-engine/explain/way/find-way.js'
import { type Goal, isReached } from '../../../../../core/rule-engine/explain/way/goal.js'
import type { RuleSet } from '../../../../../core/rule-engine/index.js'
import { LIFECYCLE, NOW, rulesOf, when } from '../../rules-for-test.js'
import { askFor, baseRules, type Described, leads } from './asked-for-test.js'

const RUNS = 150

let ruleSet: RuleSet
let goals: readonly Goal[]

beforeAll(async () => {
  ruleSet = await baseRules()
  const groups = [...ruleSet.scoring, ...ruleSet.transitions, ...ruleSet.routing, ...ruleSet.automations]
  goals = [
    ...['hot', 'warm', 'cold'].map((grade): Goal => ({ kind: 'grade', grade })),
    ...[0, 25, 60, 85].map((score): Goal => ({ kind: 'score', score })),
    ...ruleSet.lifecycle.statuses.map(({ id }): Goal => ({ kind: 'status', status: id })),
    ...ruleSet.queues.map(({ id }): Goal => ({ kind: 'queue', queue: id })),
    ...groups.flatMap(({ id, rules }) => rules.map((rule): Goal => ({ kind: 'rule', rule: `${id}/${rule.id}` }))),
  ]
})

/** The lead as a person would have changed it, made without the code under test. */
function changedBy(steps: NonNullable<Way['steps']>, { lead, activities = {} }: Described): Described {
  const { fields, activities: more } = steps.change
  const given = Object.entries(more)
  const counts = { ...activities }
  for (const [type, count] of given) counts[type] = (counts[type] ?? 0) + count
  const changed: Record<string, unknown> = { ...lead, ...fields }
  if ('status' in fields) changed['statusSince'] = NOW
  if (given.some(([type]) => /^(call\.outbound|mail\.sent|meeting)/.test(type))) changed['firstResponseAt'] ??= NOW
  for (const [name, value] of Object.entries(fields)) if (value === undefined) delete changed[name]
  return { lead: changed, activities: counts }
}

/** Whether the goal is there once the timers have done their work up to an instant. */
async function isThereAt(asked: Asked, at: number, engine: 'compiled' | 'reference'): Promise<boolean> {
  const by = { ...asked, environment: { ...asked.environment, engine } }
  let { situation } = by
  let decided = await decideAs(by, situation, by.environment.now)
  for (let next = decided.decision.nextChangeAt; next !== undefined && next <= at; next = decided.decision.nextChangeAt) {
    situation = { ...situation, lead: decided.lead, facts: { ...situation.facts, lead: decided.lead } }
    decided = await decideAs(by, situation, next)
  }
  return isReached(asked.goal, decided, asked.ruleSet)
}

describe('what it would take', () => {
  test('is true: with the change the rules decide so, on both engines, over random leads and every goal', {
    timeout: 120_000,
  }, async () => {
    const counts = { changes: 0, byItself: 0, none: 0 }
    await fc.assert(
      fc.asyncProperty(leads, fc.nat(), async (described, number) => {
        const goal = goals[number % goals.length] as Goal
        const asked = await askFor(ruleSet, goal, described)
        if (isReached(goal, asked.decided, ruleSet)) return
        const way = await findWay(asked)
        if (way.steps) {
          counts.changes += 1
          const after = await askFor(ruleSet, goal, changedBy(way.steps, described))
          expect(await isThereAt(after, way.steps.at, 'compiled')).toBe(true)
          expect(await isThereAt(after, way.steps.at, 'reference')).toBe(true)
        }
        if (way.byItself) {
          counts.byItself += 1
          expect(await isThereAt(asked, way.byItself.at, 'compiled')).toBe(true)
        }
        if (!way.steps && !way.byItself) {
          counts.none += 1
          expect(way.obstacle).toBeDefined()
        }
      }),
      { numRuns: RUNS },
    )
    expect(counts.changes).toBeGreaterThan(RUNS / 4)
  })

  test('is the least: no single thing and no two would do where it asks for more', { timeout: 60_000 }, async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(leads, fc.constantFrom('hot', 'warm'), async ({ lead: { grade: _, ...lead }, activities = {} }, grade) => {
        const described = { lead, activities }
        const goal: Goal = { kind: 'grade', grade }
        const asked = await askFor(ruleSet, goal, described)
        if (isReached(goal, asked.decided, ruleSet)) return
        const { steps } = await findWay(asked)
        if (!steps || sizeOf(steps.change) < 2) return
        compared += 1
        const most = sizeOf(steps.change) > 2 ? SINGLE.flatMap((one) => SINGLE.map((other) => both(one, other))) : SINGLE
        for (const smaller of most) {
          const after = await askFor(ruleSet, goal, withAll(described, smaller))
          expect(isReached(goal, after.decided, ruleSet), JSON.stringify(smaller)).toBe(false)
        }
      }),
      { numRuns: 20 },
    )
    expect(compared).toBeGreaterThan(0)
  })

  const way = async (goal: Goal, described: Described, rules = ruleSet) => findWay(await askFor(rules, goal, described))

  test('waits where only time is lacking, and says until when', async () => {
    const { steps, byItself } = await way(
      { kind: 'status', status: 'not-interested' },
      { lead: { status: 'attempted-to-contact', source: 'api', statusSince: NOW - 28 * DAY, firstResponseAt: NOW - 28 * DAY } },
    )
    expect(byItself?.at).toBe(NOW + 2 * DAY)
    expect(steps).toBeUndefined()
  })

  test('does first what people can, then waits', async () => {
    const { steps } = await way(
      { kind: 'rule', rule: 'first-response/five-minutes' },
      { lead: { status: 'not-contacted', authority: 'decision-maker', employees: 500, source: 'web-form', createdAt: NOW } },
    )
    expect(steps?.at).toBe(NOW + 300_000)
    expect(sizeOf(steps?.change ?? NO_CHANGE)).toBe(1)
  })

  test('never proposes to change the past', async () => {
    const { steps, obstacle } = await way({ kind: 'rule', rule: 'lead-score/came-through-a-door' }, { lead: { source: 'api' } })
    expect(steps).toBeUndefined()
    expect(obstacle).toEqual({ kind: 'nothing-free' })
  })

  test('says that no rule moves a lead there', async () => {
    const { obstacle } = await way({ kind: 'status', status: 'converted' }, { lead: { status: 'contacted' } })
    expect(obstacle).toEqual({ kind: 'no-rule-to-status', from: 'contacted', to: 'converted' })
  })

  test('keeps to the limits of a group', async () => {
    const rules = rulesOf({
      scoring: scoring([
        ['fit', 'a', 30],
        ['fit', 'b', 30],
        ['fit', 'c', 30],
        ['free', 'd', 15],
      ]),
    })
    const { steps, distance } = await way({ kind: 'grade', grade: 'top' }, { lead: {} }, rules)
    expect(distance?.points).toBe(50)
    expect(Object.keys(steps?.change.fields ?? {}).sort()).toEqual(['city', 'company', 'jobTitle'])
    expect(steps?.decided.lead.score).toBe(55)
  })

  test('knows the grade that is kept below its threshold', async () => {
    const rules = rulesOf({
      scoring: scoring(
        [
          ['fit', 'a', 30],
          ['free', 'd', 15],
        ],
        { until: 40 },
      ),
    })
    const kept = await askFor(rules, { kind: 'grade', grade: 'top' }, { lead: { ...FILLED, grade: 'top' } })
    expect(isReached(kept.goal, kept.decided, rules)).toBe(true)
    const down = await way({ kind: 'grade', grade: 'rest' }, { lead: { ...FILLED, grade: 'top' } }, rules)
    expect(Object.entries(down.steps?.change.fields ?? {})).toEqual([['city', undefined]])
  })

  test('fills in what a status demands', async () => {
    const statuses = LIFECYCLE.statuses.map((status) => (status.id === 'lost' ? { ...status, requires: ['email'] } : status))
    const move = {
      id: 'win',
      title: { en: 'Win' },
      from: ['new'],
      to: 'lost',
      reason: 'price',
      conditions: when('$.company', 'present', true),
    }
    const rules = rulesOf({ lifecycle: { ...LIFECYCLE, statuses }, transition: { rules: [move] } })
    const { steps } = await way({ kind: 'status', status: 'lost' }, { lead: {} }, rules)
    expect(Object.keys(steps?.change.fields ?? {}).sort()).toEqual(['company', 'email'])
  })

  test('says how far everything together goes where it is not far enough', async () => {
    const rules = rulesOf({ scoring: scoring([['fit', 'a', 30]]) })
    expect((await way({ kind: 'grade', grade: 'top' }, { lead: {} }, rules)).obstacle).toEqual({ kind: 'not-enough', most: 30 })
  })

  test('counts the limits of groups in how far everything together goes', async () => {
    const held = rulesOf({
      scoring: scoring([
        ['fit', 'a', 30],
        ['fit', 'b', 30],
      ]),
    })
    expect((await way({ kind: 'score', score: 60 }, { lead: {} }, held)).obstacle).toEqual({ kind: 'not-enough', most: 40 })
  })

  test('takes back nobody’s refusal, and names no currency that nobody named', async () => {
    const asks = (path: string, operator: string, value: unknown) => {
      const points = scoring([['free', 'a', 60]])
      return rulesOf({
        scoring: { ...points, rules: points.rules.map((rule) => ({ ...rule, conditions: when(path, operator, value) })) },
      })
    }
    const top = { kind: 'grade', grade: 'top' } as const
    const refused = await way(top, { lead: { doNotCall: true } }, asks('$.doNotCall', 'notEqual', true))
    expect([refused.steps, refused.lifts]).toEqual([undefined, []])
    const down = await way({ kind: 'grade', grade: 'rest' }, { lead: { doNotCall: true } }, asks('$.doNotCall', 'equal', true))
    expect(down.obstacle).toEqual({ kind: 'not-little', least: 60 })
    const rich = await way({ kind: 'rule', rule: 'lead-score/has-budget' }, { lead: {} })
    expect(rich.steps?.change.fields).toEqual({ budget: { amount: expect.any(Number) } })
  })

  test('changes a second thing where the first spoils what was so', async () => {
    const described = { lead: { status: 'pre-qualified', authority: 'decision-maker', employees: 500, source: 'api' } }
    const { steps } = await way({ kind: 'queue', queue: 'inbound' }, described)
    expect(steps?.decided.lead.queue).toBe('inbound')
  })
})

type Single = Readonly<Record<string, unknown>>

/** Everything that one could do at once about a lead, as far as the base rules look. */
const SINGLE: readonly Single[] = [
  ...['decision-maker', 'influencer', 'user', undefined].map((authority) => ({ authority })),
  ...[10, 50, 500].map((employees) => ({ employees })),
  ...['defined', 'emerging', undefined].map((needLevel) => ({ needLevel })),
  ...[{ timeline: 'now' }, { budget: { amount: 1, currency: 'EUR' } }, { phone: '+982112345678' }, { message: 'Hello' }],
  ...['page.pricing', 'call.inbound'].map((activity) => ({ activity })),
]

const both = (one: Single, other: Single): Single => ({ ...one, ...other, more: [one['activity'], other['activity']] })

function withAll({ lead, activities = {} }: Described, { activity, more, ...fields }: Single): Described {
  const counts = { ...activities }
  for (const type of Array.isArray(more) ? more : [activity]) if (typeof type === 'string') counts[type] = (counts[type] ?? 0) + 1
  const changed: Record<string, unknown> = { ...lead, ...fields }
  for (const [name, value] of Object.entries(fields)) if (value === undefined) delete changed[name]
  return { lead: changed, activities: counts }
}

const DAY = 86_400_000
const FIELDS: Readonly<Record<string, string>> = { a: 'company', b: 'jobTitle', c: 'country', d: 'city' }
const FILLED = { company: 'Pars', city: 'Shiraz' }

/** A score of rules that each want one field filled; the group "fit" is held at 40. */
function scoring(rules: readonly (readonly [group: string, id: string, points: number])[], { until }: { until?: number } = {}) {
  return {
    title: { en: 'Score' },
    model: 'points',
    params: {},
    score: {
      min: 0,
      max: 100,
      groups: [{ id: 'fit', max: 40 }, { id: 'free' }],
      grades: [{ grade: 'top', from: 50, ...(until === undefined ? {} : { until }) }, { grade: 'rest' }],
    },
    rules: rules.map(([group, id, points]) => ({
      id,
      title: { en: id },
      conditions: when(`$.${FIELDS[id]}`, 'present', true),
      then: { group, points },
    })),
  }
}
