import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideBatch, explainDecision, explainWhy, type RuleSet } from '../../../../core/rule-engine/index.js'
import { environment, NOW, rulesOf, situation, when } from '../rules-for-test.js'

const FIELDS = ['company', 'jobTitle', 'country', 'city', 'website'] as const
const bound = fc.option(fc.integer({ min: -40, max: 60 }), { nil: undefined })

const decay = fc.record({
  model: fc.constantFrom('halfLife', 'linear', 'step', 'window'),
  every: fc.constantFrom('P7D', 'PT36H', 'P30D'),
  since: fc.constant(['statusSince']),
})
const rule = fc.record({
  group: fc.constantFrom('a', 'b', 'c'),
  points: fc.integer({ min: -30, max: 40 }).filter((points) => points !== 0),
  field: fc.constantFrom(...FIELDS),
  present: fc.boolean(),
  decay: fc.option(decay, { nil: undefined }),
})
const group = fc.record({ min: bound, max: bound }).filter(({ min, max }) => (min ?? -Infinity) <= (max ?? Infinity))
const file = fc.record({
  groups: fc.tuple(group, group, group),
  rules: fc.array(rule, { minLength: 1, maxLength: 9 }),
  min: fc.integer({ min: -60, max: 0 }),
  max: fc.integer({ min: 1, max: 120 }),
})

type File = typeof file extends fc.Arbitrary<infer T> ? T : never

function rulesFrom({ groups, rules, min, max }: File): RuleSet {
  const defined = (bounds: object) => Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined))
  return rulesOf({
    scoring: {
      title: { en: 'Score' },
      model: 'points',
      params: {},
      score: { min, max, groups: ['a', 'b', 'c'].map((id, place) => ({ id, ...defined(groups[place] ?? {}) })), grades: [] },
      rules: rules.map(({ group: id, points, field, present, decay: fading }, place) => ({
        id: `r${place}`,
        title: { en: `Rule ${place}` },
        conditions: when(`$.${field}`, 'present', present),
        then: { group: id, points, ...(fading ? { decay: fading } : {}) },
      })),
    },
  })
}

const lead = fc.record(
  {
    ...Object.fromEntries(FIELDS.map((field) => [field, fc.constant('x')])),
    statusSince: fc.integer({ min: NOW - 4e9, max: NOW }),
  },
  { requiredKeys: [] },
)

/** A plugin that gives and takes points of its own. */
const adjusted = fc.option(fc.integer({ min: -25, max: 25 }), { nil: undefined })

const sumOf = (contributions: readonly { readonly points: number }[]): number =>
  contributions.reduce((sum, { points }) => sum + points, 0)

describe('the contributions of a score', () => {
  test('add up to it: with limits, decay and plugins, in the decision, its explanation and the answer to "why"', async () => {
    await fc.assert(
      fc.asyncProperty(file, lead, adjusted, async (content, values, more) => {
        const ruleSet = rulesFrom(content)
        const place = environment({
          filterScore: ({ score }) =>
            more === undefined
              ? score
              : {
                  ...score,
                  total: score.total + more,
                  contributions: [...score.contributions, { rule: 'plugin', title: { en: 'Plugin' }, points: more }],
                },
        })
        const asked = situation(values)
        const [decided] = (await decideBatch(ruleSet, [asked], place)).decided
        if (!decided) throw new Error('nothing was decided')
        const score = decided.decision.scores['scoring']
        const total = score?.total ?? Number.NaN
        expect(sumOf(score?.contributions ?? [])).toBeCloseTo(total, 6)
        expect(decided.lead.score).toBe(total)
        expect(sumOf(explainDecision(ruleSet, decided.decision, 'en').scores[0]?.contributions ?? [])).toBeCloseTo(total, 6)
        const why = await explainWhy(ruleSet, { decided, situation: asked, environment: place, wishes: 'fa' })
        const told = why.parts.find(({ about }) => about === 'score')?.reasons ?? []
        expect(sumOf(told.map(({ points = Number.NaN }) => ({ points })))).toBeCloseTo(total, 6)
      }),
      { numRuns: 150 },
    )
  })

  test('that do not add up are refused, and the lead keeps its score', async () => {
    const ruleSet = rulesFrom({ groups: [{}, {}, {}], rules: [], min: 0, max: 10 } as unknown as File)
    const place = environment({ filterScore: ({ score }) => ({ ...score, total: score.total + 1 }) })
    const [decided] = (await decideBatch(ruleSet, [situation({ score: 7 })], place)).decided
    expect(decided?.lead.score).toBe(7)
    expect(decided?.decision.problems[0]?.message).toContain('add up to 0, the total says 1')
  })
})
