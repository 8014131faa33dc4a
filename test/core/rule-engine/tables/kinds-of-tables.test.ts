import { describe, expect, test } from 'vitest'
import { CrmErrors } from '../../../../core/errors.js'
import type { Lead } from '../../../../core/model/entities/lead.js'
import { listPlaces } from '../../../../core/rule-engine/cases/places.js'
import {
  applyFixes,
  buildRuleSet,
  decideBatch,
  explainDecision,
  fixIn,
  lintRules,
  semanticDifferences,
} from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { environment, LIFECYCLE, rulesOf, situation, sourceOf } from '../rules-for-test.js'

type Content = Readonly<Record<string, unknown>>

const FIELDS = { entity: 'lead', fields: { size: { type: 'integer', min: 0 }, tier: { type: 'select', oneOf: ['smb', 'big'] } } }
const INPUTS = [
  { id: 'size', fact: 'lead', path: '$.size', type: 'number' },
  { id: 'tier', fact: 'lead', path: '$.tier', type: 'string' },
]
const tableOf = (rows: readonly Content[], more: Content = {}): Content => ({
  table: { inputs: INPUTS, rows: rows.map((row, index) => ({ id: `r${index}`, size: '-', tier: '-', ...row })) },
  ...more,
})

const points = (value: number) => ({ then: { group: 'fit', points: value } })
const scoring = (rows: readonly Content[], more: Content = {}) => ({
  fields: FIELDS,
  scoring: { score: { min: -100, max: 100, groups: [{ id: 'fit' }] }, ...tableOf(rows, more) },
})
const told = (text: string, more: Content = {}) => ({ then: [{ type: 'notify', params: { text, to: 'owner' } }], ...more })
const automation = (rows: readonly Content[], more: Content = {}) => ({ fields: FIELDS, automation: tableOf(rows, more) })
const moves = (to: string, more: Content = {}) => ({ from: ['new'], to, ...more })
const transition = (rows: readonly Content[], more: Content = {}) => ({ fields: FIELDS, transition: tableOf(rows, more) })

async function decided(files: Readonly<Record<string, Content>>, lead: Partial<Lead>) {
  const { decided: all } = await decideBatch(rulesOf(files), [situation(lead)], environment())
  const [one] = all
  if (!one) throw new Error('nothing was decided')
  return one
}

const earned = async (files: Readonly<Record<string, Content>>, lead: Partial<Lead>) =>
  (await decided(files, lead)).decision.scores['scoring']?.contributions.map(({ rule, points: given }) => [rule, given])

const fired = async (files: Readonly<Record<string, Content>>, lead: Partial<Lead>) =>
  (await decided(files, lead)).decision.rulesTrue

function refusal(files: Readonly<Record<string, Content>>): readonly string[] {
  try {
    rulesOf(files)
    return []
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return thrown.errors.map(({ code, message }) => `${code} ${message}`)
    throw thrown
  }
}

describe('a table of points', () => {
  const ROWS = [
    { size: '>= 50', ...points(10) },
    { size: '>= 500', ...points(20) },
    { tier: 'big', ...points(5) },
  ]

  test('counts every row that matches, unless it says otherwise', async () => {
    expect(await earned(scoring(ROWS), { size: 600, tier: 'big' })).toEqual([
      ['r0', 10],
      ['r1', 20],
      ['r2', 5],
    ])
    expect(await earned(scoring(ROWS, { hitPolicy: 'collect' }), { size: 60 })).toEqual([['r0', 10]])
  })

  test('counts the first row that matches where the first wins, or the one of the highest priority', async () => {
    expect(await earned(scoring(ROWS, { hitPolicy: 'first' }), { size: 600, tier: 'big' })).toEqual([['r0', 10]])
    const ranked = ROWS.map((row, index) => ({ ...row, priority: index }))
    expect(await earned(scoring(ranked, { hitPolicy: 'priority' }), { size: 600 })).toEqual([['r1', 20]])
  })

  test('is explained row by row, cell by cell, and says of a row below that one above it counts', async () => {
    const files = scoring(ROWS, { hitPolicy: 'first' })
    const { decision } = await decided(files, { size: 60, tier: 'big' })
    const [score] = explainDecision(rulesOf(files), decision, 'en').scores
    expect(score?.contributions.map(({ rule, leaves }) => [rule, leaves.map(({ sentence }) => sentence)])).toEqual([
      ['r0', [expect.stringContaining('60')]],
    ])
    expect(score?.notMatched.map(({ rule, asleep, leaves }) => [rule, asleep, leaves.map(({ holds }) => holds)])).toEqual([
      ['scoring/r1', undefined, [false]],
      ['scoring/r2', 'earlier-row', [true]],
    ])
  })

  test('passes over a row in shadow, and asks nothing of a lead where every cell is -', async () => {
    const rows = [{ ...points(1), mode: 'shadow' }, points(2)]
    expect(await earned(scoring(rows, { hitPolicy: 'first' }), {})).toEqual([['r1', 2]])
  })

  test('is refused where it reads the score that it makes, an unknown group, or two rows overlap that may not', () => {
    const circular = {
      ...scoring(ROWS),
      scoring: {
        ...scoring(ROWS).scoring,
        table: {
          inputs: [{ id: 's', fact: 'score', path: '$.total', type: 'number' }],
          rows: [{ id: 'a', s: '> 5', ...points(1) }],
        },
      },
    }
    expect(refusal(circular)).toEqual([expect.stringMatching(/^RULE_SCORE_CIRCULAR/)])
    expect(refusal(scoring([{ then: { group: 'fitt', points: 1 } }]))).toEqual([expect.stringMatching(/^RULE_GROUP_UNKNOWN/)])
    expect(refusal(scoring(ROWS.slice(0, 2), { hitPolicy: 'unique' }))).toEqual([
      'RULE_ROWS_OVERLAP "hitPolicy" promises that one row at most matches, but "r0" and this one both match a lead with size 500.',
    ])
    expect(refusal(scoring([ROWS[0], { size: '>= 500', ...points(10) }] as never, { hitPolicy: 'any' }))).toEqual([])
    expect(refusal(scoring(ROWS, { hitPolicy: 'priority' }))).toEqual(
      [0, 1, 2].map(() => expect.stringMatching(/^RULE_PRIORITY_UNCLEAR/)),
    )
    const same = ROWS.slice(0, 2).map((row) => ({ ...row, priority: 1 }))
    expect(refusal(scoring(same, { hitPolicy: 'priority' }))).toEqual([
      expect.stringMatching(/^RULE_PRIORITY_UNCLEAR The row "r0" has/),
    ])
  })

  test('in which one row counts is compared row by row with the one before it', () => {
    const [before, after] = [
      [10, 20],
      [10, 25],
    ].map(([least, most]) =>
      rulesOf(
        scoring(
          [
            { size: '>= 500', ...points(most ?? 0) },
            { size: '>= 50', ...points(least ?? 0) },
          ],
          { hitPolicy: 'first' },
        ),
      ),
    )
    if (!before || !after) throw new Error('no rules')
    const [difference, ...others] = semanticDifferences(before, after)
    expect(others).toEqual([])
    expect(difference).toMatchObject({
      rule: 'r0',
      witness: { before: { then: { points: 20 } }, after: { then: { points: 25 } } },
    })
  })
})

describe('a table of moves', () => {
  test('moves a lead by the first row that matches', async () => {
    const files = transition([moves('working', { size: '>= 50' }), moves('won', { tier: 'big' })])
    expect((await decided(files, { size: 60, tier: 'big' })).decision.transitions.map(({ rule, to }) => [rule, to])).toEqual([
      ['transition/r0', 'working'],
    ])
    expect((await decided(files, { tier: 'big' })).lead.status).toBe('won')
  })

  test('counts no rows together, and knows its statuses', () => {
    expect(refusal(transition([moves('working')], { hitPolicy: 'collect' }))).toEqual([
      expect.stringMatching(/^RULE_SHAPE "collect" is not one of/),
    ])
    expect(refusal(transition([moves('wroking')]))).toEqual([expect.stringMatching(/^RULE_STATUS_UNKNOWN/)])
  })

  test('that promises to be complete is so for the statuses that it speaks of', () => {
    expect(
      refusal(transition([moves('working', { size: '>= 50' }), moves('won', { size: '< 50' })], { complete: true }))[0],
    ).toContain(
      'What is missing: {"id":"missing-1","size":"missing","tier":"-","from":["new"]}. What such a lead gets, only you can say',
    )
    expect(refusal(transition([moves('working', { size: '>= 50' }), moves('won')], { complete: true }))).toEqual([])
  })
})

describe('a table of actions', () => {
  const ROWS = [
    { size: '>= 50', ...told('a') },
    { tier: 'big', ...told('b') },
  ]

  test('fires every row that matches, or the first where the first wins', async () => {
    expect(await fired(automation(ROWS), { size: 60, tier: 'big' })).toEqual(['automation/r0', 'automation/r1'])
    expect(await fired(automation(ROWS, { hitPolicy: 'first' }), { size: 60, tier: 'big' })).toEqual(['automation/r0'])
    expect(await fired(automation(ROWS, { hitPolicy: 'first' }), { tier: 'big' })).toEqual(['automation/r1'])
  })

  test('tells an unknown action, a column with a name that rows need themselves, and a cell that cannot be read', () => {
    expect(refusal(automation([{ then: [{ type: 'notifi' }] }]))).toEqual([expect.stringMatching(/^RULE_ACTION_UNKNOWN/)])
    const reserved = automation([told('a')])
    const table = { inputs: [{ ...INPUTS[0], id: 'owner' }], rows: [{ id: 'r0', owner: '5', ...told('a') }] }
    expect(refusal({ ...reserved, automation: { table } })).toEqual([
      expect.stringMatching(/^RULE_ID_DUPLICATE A column cannot be called "owner"/),
    ])
    expect(refusal(automation([{ size: '=> 5', ...told('a') }]))).toEqual([
      'RULE_CELL_INVALID This cell cannot be read: "=> 5" is written >= 5 here.',
    ])
  })
})

test('rows of every kind are places that cases can show, and a row that asks nothing has no comparison to show', () => {
  const files = {
    ...scoring([{ size: '>= 50', ...points(1) }, points(2)]),
    transition: tableOf([moves('working', { tier: 'big' })]),
    automation: tableOf([told('a', { size: 'missing' })]),
    lifecycle: LIFECYCLE,
    queues: { queues: [{ id: 'sales', label: { en: 's' } }] },
  }
  const sources = Object.entries(files).map(([kind, content]) => sourceOf(kind, content))
  const ruleSet = buildRuleSet(sources, vocabularyFor(sources))
  const places = [...listPlaces(ruleSet, sources).places.values()]
  expect(places.map(({ kind, name, path }) => `${kind} ${name} ${path.join('.')}`)).toEqual([
    'scoring r0 table.rows.0.id',
    'leaf r0 table.rows.0.size',
    'scoring r1 table.rows.1.id',
    'transition r0 table.rows.0.id',
    'leaf r0 table.rows.0.tier',
    'automation r0 table.rows.0.id',
    'leaf r0 table.rows.0.size',
  ])
})

test('the first rule of a list counts alone where its file says so, as with a table', async () => {
  const rules = ['smb', 'big'].map((tier) => ({
    id: tier,
    conditions: {
      any: [
        { fact: 'lead', path: '$.size', operator: 'greaterThan', value: 5 },
        { fact: 'lead', path: '$.tier', operator: 'equal', value: tier },
      ],
    },
    ...points(3),
  }))
  const score = { min: 0, max: 100, groups: [{ id: 'fit' }] }
  expect(await earned({ fields: FIELDS, scoring: { score, rules, hitPolicy: 'first' } }, { size: 9 })).toEqual([['smb', 3]])
  expect(await earned({ fields: FIELDS, scoring: { score, rules } }, { size: 9 })).toHaveLength(2)
})

test('a key that only rows of another kind have is told', () => {
  expect(refusal(scoring([{ ...points(1), fire: 'once' }]))).toEqual([
    expect.stringMatching(/^RULE_CELL_INVALID The table has no column "fire"/),
  ])
})

test('one missing part among a thousand rows is found, and named', () => {
  const band = (digit: number) => (digit === 9 ? '>= 9' : `[${digit}..${digit + 1})`)
  const digits = ['a', 'b', 'c']
  const inputs = digits.map((id) => ({ id, fact: 'lead', path: `$.${id}`, type: 'number' }))
  const rows = Array.from({ length: 1_000 }, (_, index) => {
    const cells = digits.map((id, place) => [id, band(Math.floor(index / 10 ** place) % 10)] as const)
    return { id: `r${index}`, ...Object.fromEntries(cells), then: { queue: 'sales' } }
  })
  const missing = digits.map((id) => ({ id: `no-${id}`, [id]: 'missing', then: { queue: 'sales' } }))
  const fields = { entity: 'lead', fields: Object.fromEntries(digits.map((id) => [id, { type: 'integer', min: 0 }])) }
  const table = (list: readonly object[]) => ({
    fields,
    routing: { complete: true, table: { inputs, rows: [...list, ...missing] } },
  })
  expect(refusal(table(rows))).toEqual([])
  const [only, ...others] = refusal(table(rows.toSpliced(537, 1)))
  expect(others).toEqual([])
  expect(only).toContain(
    'no row does for a lead with a 7, b 3 and c 5. What is missing: {"id":"missing-1","a":"[7..8)","b":"[3..4)","c":"[5..6)"',
  )
})

describe('rules check --fix', () => {
  test.each([
    ['adds the rows that a complete table lacks where all rows do the same, and then nothing is missing', 'sales', undefined],
    ['adds no row where rows do different things: nobody can tell what the new one should do', 'desk', undefined],
    ['looks at rows that are switched off as well', 'desk', false],
  ])('%s', (_, queue, enabled) => {
    const routing = {
      ...tableOf([
        { size: '>= 500', then: { queue: 'sales' } },
        { tier: 'big', size: '< 10', then: { queue }, ...(enabled === undefined ? {} : { enabled }) },
      ]),
      complete: true,
    }
    const files = {
      fields: FIELDS,
      lifecycle: LIFECYCLE,
      queues: { queues: ['sales', 'desk'].map((id) => ({ id, label: { en: id } })) },
    }
    const others = Object.entries(files).map(([kind, content]) => sourceOf(kind, content))
    const source = sourceOf('routing', routing)
    const mistakesIn = (file: typeof source) => {
      try {
        const all = [...others, file]
        return lintRules(all, buildRuleSet(all, vocabularyFor(all))).filter(({ code }) => code === 'RULE_TABLE_INCOMPLETE')
      } catch (thrown) {
        return thrown instanceof CrmErrors ? thrown.errors : Promise.reject(thrown)
      }
    }
    const [mistake] = mistakesIn(source) as readonly CrmErrors['errors'][number][]
    const fix = mistake && fixIn(mistake)
    expect(mistake?.message).toContain('What is missing: {"id":"missing-1"')
    expect(fix === undefined).toBe(queue !== 'sales')
    if (!fix) return
    const { text } = applyFixes(source.text, [fix])
    expect(mistakesIn(sourceOf('routing', JSON.parse(text) as Content))).toEqual([])
  })
})
