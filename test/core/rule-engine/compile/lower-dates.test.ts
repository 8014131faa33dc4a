import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import {
  compareEngines,
  coreFacts,
  coreOperators,
  decideBatch,
  describeConditions,
  lintRules,
  lowerDates,
  type RuleSet,
  type Vocabulary,
} from '../../../../core/rule-engine/index.js'
import { environment, NOW, rulesOf, situation, sourceOf, when } from '../rules-for-test.js'

const DAY = Date.UTC(2026, 0, 1)
const scored = (id: string, conditions: unknown, more: object = {}) => ({
  ...{ id, conditions, then: { group: 'fit', points: 1 } },
  ...more,
})
const scoring = (...rules: readonly object[]) => ({
  score: { min: 0, max: 100, groups: [{ id: 'fit' }], grades: [] },
  rules,
})
const now = (operator: string, value: unknown) => ({ all: [{ fact: 'now', operator, value }] })

const FILES = {
  conditions: { conditions: [{ id: 'isNew', conditions: when('$.createdAt', 'greaterThanInclusive', '2026-01-01') }] },
  segment: { title: { en: 'X' }, conditions: when('$.createdAt', 'in', ['2026-01-01', '2026-01-01T00:00:00.001Z', 5]) },
  scoring: scoring(
    scored('since', when('$.createdAt', 'greaterThan', '2026-01-01')),
    scored('until', { not: { any: [now('greaterThan', '2026-03-01T12:30:00+03:30')] } }),
    scored('named', { condition: 'isNew' }),
  ),
  transition: {
    rules: [{ id: 't', from: ['new'], to: 'working', conditions: now('greaterThanInclusive', '2026-06-01') }],
  },
}

const valuesIn = (value: unknown): readonly unknown[] => {
  const found: unknown[] = []
  JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'value') found.push(inner)
    return inner
  })
  return found
}

describe('dates in rule files are milliseconds in the rule set,', () => {
  const ruleSet = rulesOf(FILES)
  test('in rules, named conditions and segments', () => {
    expect(valuesIn(ruleSet.conditions)).toEqual([DAY])
    expect(valuesIn(ruleSet.segments)).toEqual([[DAY, DAY + 1, 5]])
    expect(valuesIn(ruleSet.scoring)).toEqual([DAY, Date.UTC(2026, 2, 1, 9)])
    expect(valuesIn(ruleSet.transitions)).toEqual([Date.UTC(2026, 5, 1)])
  })

  test('while the text of the file stays as it was written', () => {
    expect(ruleSet.files.find(({ kind }) => kind === 'conditions')?.text).toContain('"2026-01-01"')
  })

  test.each([
    [DAY - 1, NOW, 1],
    [DAY, NOW, 2],
    [DAY + 1, NOW, 3],
    [DAY + 1, NOW + 1, 2],
  ])('so that rules decide by them: came in at %i, asked at %i', async (createdAt, at, score) => {
    const asked = { ...situation({ createdAt }) }
    const { decided } = await decideBatch(ruleSet, [asked], environment({ now: at }))
    expect(decided[0]?.decision.scores['scoring']?.total).toBe(score)
    expect((await compareEngines(ruleSet, asked, environment({ now: at }))).differences).toEqual([])
  })

  test('so that the lead is asked again on that day', async () => {
    const { decided } = await decideBatch(ruleSet, [situation({ createdAt: DAY })], environment())
    expect(decided[0]?.lead.nextChangeAt).toBe(NOW + 1)
    const later = await decideBatch(ruleSet, [situation({ createdAt: DAY })], environment({ now: NOW + 86_400_000 }))
    expect(later.decided[0]?.lead.nextChangeAt).toBe(Date.UTC(2026, 5, 1))
  })

  test('and people read them as dates', () => {
    const conditions = ruleSet.scoring[0]?.rules[0]?.conditions as Conditions
    expect(describeConditions(ruleSet, conditions, 'en')).toMatch(/more than .*2026/)
    expect(describeConditions(ruleSet, conditions, 'fa')).toContain('۱۴۰۴')
  })
})

test('lints understand them: no lead came in after the end of a span that began later', () => {
  const both = {
    all: [...when('$.createdAt', 'greaterThan', '2026-02-01').all, ...when('$.createdAt', 'lessThan', '2026-01-01').all],
  }
  const files = {
    conditions: { conditions: [{ id: 'isNever', conditions: both }] },
    segment: { title: { en: 'X' }, conditions: both },
  }
  const ruleSet: RuleSet = rulesOf(files)
  const sources = Object.entries(files).map(([kind, content]) => sourceOf(kind, content))
  const told = lintRules(sources, ruleSet).filter(({ code }) => code.startsWith('RULE_NEVER') || code.startsWith('RULE_CONTRA'))
  expect(told.map(({ details }) => details.file)).toEqual(['rules/test.conditions.json', 'rules/test.segment.json'])
})

describe('a date stays a text', () => {
  const vocabulary = {
    facts: coreFacts,
    operators: { ...coreOperators, isSeason: { label: 'is in the season', test: () => true } },
    fields: { lead: { createdAt: { type: 'dateTime' }, bornOn: { type: 'date' }, city: { type: 'string' } } },
  } as unknown as Vocabulary
  const of = (path: string, operator: string, value: unknown) => ({ fact: 'lead', path, operator, value })

  test.each([
    of('$.bornOn', 'lessThan', '2026-01-01'),
    of('$.city', 'equal', '2026-01-01'),
    of('$.createdAt', 'isSeason', '2026-01-01'),
    of('$.createdAt', 'lessThan', 'soon'),
    of('$.createdAt', 'lessThan', { fact: 'now' }),
  ])('%j', (leaf) => {
    expect(lowerDates(leaf, vocabulary)).toEqual(leaf)
  })
})

test('in a table, only a column of instants holds instants', () => {
  const table = (type: string) => ({
    routing: {
      table: {
        inputs: [{ id: 'came', fact: 'lead', path: '$.createdAt', type }],
        rows: [{ id: 'a', came: '>= 2026-01-01', then: { queue: 'sales' } }],
      },
    },
  })
  const read = (type: string) => rulesOf({ routing: table(type).routing })
  expect(valuesIn(read('dateTime').routing)).toEqual([DAY])
  expect(() => read('date')).toThrow('give it "type": "dateTime"')
})
