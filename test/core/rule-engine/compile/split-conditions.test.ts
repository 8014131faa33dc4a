import { describe, expect, test } from 'vitest'
import type { Comparison, Conditions } from '../../../../core/model/conditions.js'
import { coreFacts, coreOperators, splitConditions } from '../../../../core/rule-engine/index.js'
import { leadWhere } from '../../../support/stored-records.js'

const NOW = Date.UTC(2026, 8, 28, 9)
const HOUR_MS = 3_600_000
const lead = { createdAt: { type: 'dateTime' }, bornOn: { type: 'date' }, city: { type: 'string' } } as const
const vocabulary = { facts: coreFacts, operators: coreOperators, fields: { lead, user: {} } }
const ruleSet = { conditions: { fromTehran: leadWhere('city', 'equal', 'Tehran') }, scoring: [{ id: 'main' }], vocabulary }

/** Fields and activities are the database's; of folded texts it is not sure. */
const answers = ({ fact, operator }: Comparison) => {
  if (operator.endsWith('Text')) return 'most'
  return ['lead', 'activityCount', 'lastActivity'].includes(fact) ? 'all' : 'none'
}
const split = (conditions: Conditions) =>
  splitConditions(conditions, { ruleSet: ruleSet as never, now: NOW, timeZone: 'Asia/Tehran', answers })

const inTehran = { fact: 'lead', path: '$.city', operator: 'equal', value: 'Tehran' }
const rare = { fact: 'luck', operator: 'equal', value: 1 }
const reads = { fact: 'lead', path: '$.city', operator: 'includesText', value: 'teh' }

describe('conditions are divided', () => {
  test('what the database answers leaves nothing, named conditions written out', () => {
    expect(split({ condition: 'fromTehran' })).toEqual({ sql: { all: [inTehran] }, inMemory: [] })
  })

  test('of a list that must all hold only the rest is looked at again', () => {
    const { rest, inMemory } = split({ all: [inTehran, { all: [rare, inTehran] }, { not: { not: reads } }] })
    expect(rest).toEqual({ all: [rare, reads] })
    expect(inMemory).toEqual([rare, reads])
  })

  test('of alternatives all are', () => {
    const conditions: Conditions = { any: [inTehran, rare] }
    expect(split(conditions)).toEqual({ sql: conditions, rest: { all: [conditions] }, inMemory: [rare] })
  })
})

describe('is brought down to fields:', () => {
  const leaf = (fact: string, asked: Partial<Comparison>): Comparison => ({ fact, operator: 'equal', value: 1, ...asked })
  const since = { since: ['createdAt'], unit: 'hours' }
  const of = (field: string, operator: string, value: unknown) => ({ fact: 'lead', path: `$.${field}`, operator, value })

  test.each<[string, Comparison, unknown]>([
    ['the clock', leaf('now', { operator: 'greaterThan', value: NOW }), { not: { all: [] } }],
    ['today in the Jalali calendar', leaf('jalali', { path: '$.month', value: 7 }), { all: [] }],
    [
      'a span of time',
      leaf('elapsed', { params: since, operator: 'greaterThan', value: 2 }),
      of('createdAt', 'lessThanInclusive', NOW - 2 * HOUR_MS - 1),
    ],
    [
      'one in fractions',
      leaf('elapsed', { params: since, operator: 'lessThan', value: 0.1 }),
      of('createdAt', 'greaterThanInclusive', NOW - HOUR_MS / 10 + 1),
    ],
    [
      'a negation',
      leaf('elapsed', { params: since, operator: 'not:present', value: true }),
      { not: { any: [of('createdAt', 'present', true)] } },
    ],
    ['a score', leaf('score', { path: '$.total', operator: 'lessThan', value: 5 }), of('score', 'lessThan', 5)],
    ['a grade', leaf('grade', { value: 'hot' }), { all: [of('score', 'present', true), of('grade', 'equal', 'hot')] }],
    [
      'no grade',
      leaf('grade', { operator: 'notEqual', value: 'hot' }),
      { any: [of('score', 'present', false), of('grade', 'notEqual', 'hot')] },
    ],
    ['the clock on the right', of('createdAt', 'lessThan', { fact: 'now' }), of('createdAt', 'lessThan', NOW)],
    [
      'a window',
      leaf('activityCount', { params: { type: 'call', withinDays: 1 } }),
      leaf('activityCount', { params: { type: 'call', since: NOW - 24 * HOUR_MS } }),
    ],
  ])('%s', (_, asked, lowered) => {
    expect(split({ all: [asked] })).toEqual({ sql: { all: [lowered] }, inMemory: [] })
  })

  test.each<[string, Comparison]>([
    ['working hours', leaf('elapsed', { params: { ...since, calendar: 'sales-hours' }, operator: 'greaterThan', value: 2 })],
    ['a weekday of the Jalali calendar', leaf('jalali', { params: { of: 'createdAt' }, path: '$.weekday' })],
    ['a part of what is no date', leaf('jalali', { params: { of: 'city' }, path: '$.year' })],
    ['the owner', leaf('owner', { path: '$.name', value: 'Sara' })],
  ])('but not %s', (_, asked) => {
    expect(split({ all: [asked] }).inMemory).toEqual([asked])
  })

  test('a Jalali month of a date is stretches of days', () => {
    const { sql } = split({ all: [leaf('jalali', { params: { of: 'bornOn' }, path: '$.month', operator: 'in', value: [1, 2] })] })
    const value = { known: ['1921-03-21', '2061-03-20'], stretches: expect.arrayContaining([['2026-03-21', '2026-05-22']]) }
    expect(sql).toEqual({ all: [of('bornOn', '#within', value)] })
  })

  test('a score that is kept nowhere is refused, on either side', () => {
    const score = leaf('score', { params: { model: 'other' }, path: '$.total' })
    const { operator: _, value: __, ...side } = score
    for (const asked of [score, of('score', 'lessThan', side)])
      expect(() => split({ all: [asked] })).toThrow(
        expect.objectContaining({ code: 'FILTER_NOT_SQL', message: expect.stringContaining('"other"') }),
      )
  })
})
