import { beforeAll, describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { defineFields } from '../../../../core/model/fields.js'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, leadWhere } from '../../../support/stored-records.js'

const custom = defineFields({
  visits: { type: 'integer' },
  interests: { type: 'multiSelect' },
  budget: { type: 'money' },
  meetOn: { type: 'date' },
  seenAt: { type: 'dateTime' },
})

eachDatabase(({ open }) => {
  let store: Store
  const found = async (where: Conditions) => {
    const { records } = await store.records.list('lead', { where, sort: { field: 'id', direction: 'asc' }, limit: 100 })
    expect(await store.records.count('lead', { where })).toBe(records.length)
    return records.map(({ id }) => id).join('')
  }
  beforeAll(async () => {
    store = await open({ customFields: { lead: custom } })
    const b = {
      score: 10,
      visits: 10,
      grade: 'B',
      doNotCall: false,
      interests: ['crm', 'a"b'],
      meetOn: '2026-02-01',
      seenAt: Date.UTC(2026, 2, 22),
    }
    await store.records.insert('lead', [
      aStoredLead('a', {
        score: 5.5,
        visits: 5,
        grade: 'A',
        doNotCall: true,
        interests: [],
        seenAt: Date.UTC(2026, 2, 21, 9, 30),
        budget: { amount: 900, currency: 'EUR' },
      }),
      aStoredLead('b', { ...b, budget: { amount: 100, currency: 'USD' } }),
      aStoredLead('m'),
    ])
  })

  describe('a filter finds what the same condition finds as a closure; "m" has every value missing:', () => {
    test.each([
      ['grade', 'equal', 'A', 'a'],
      ['grade', 'equal', null, ''],
      ['grade', 'notEqual', 'A', 'bm'],
      ['grade', 'notEqual', null, 'abm'],
      ['grade', 'in', ['A', 'B', 7], 'ab'],
      ['grade', 'in', [], ''],
      ['grade', 'notIn', ['A'], 'bm'],
      ['grade', 'equal', "' or 1=1 --", ''],
      ['grade', 'equal', 'A\0', ''],
      ['visits', 'equal', 5, 'a'],
      ['visits', 'equal', 5.5, ''],
      ['visits', 'in', [5, 10], 'ab'],
      ['visits', 'greaterThan', 5, 'b'],
      ['visits', 'greaterThan', 4.5, 'ab'],
      ['visits', 'greaterThanInclusive', 5.5, 'b'],
      ['visits', 'lessThan', 5.5, 'a'],
      ['visits', 'lessThanInclusive', 1e300, 'ab'],
      ['visits', 'greaterThan', '5', 'b'],
      ['visits', 'in', [5, null], 'a'],
      ['score', 'greaterThanInclusive', 5.5, 'ab'],
      ['score', 'lessThan', 10, 'a'],
      ['doNotCall', 'equal', true, 'a'],
      ['doNotCall', 'notEqual', true, 'bm'],
      ['doNotCall', 'equal', 1, ''],
      ['interests', 'contains', 'crm', 'b'],
      ['interests', 'contains', 'a"b', 'b'],
      ['interests', 'contains', 'b', ''],
      ['interests', 'doesNotContain', 'crm', 'a'],
      ['grade', 'contains', 'A', ''],
      ['meetOn', 'lessThan', '2026-03-01', 'b'],
      ['seenAt', 'equal', '2026-03-21T09:30:00Z', 'a'],
      ['seenAt', 'equal', '2026-03-21T13:00:00+03:30', 'a'],
      ['seenAt', 'notEqual', '2026-03-21T09:30:00.000Z', 'bm'],
      ['seenAt', 'in', ['2026-03-21T09:30:00Z', Date.UTC(2026, 2, 22)], 'ab'],
      ['seenAt', 'notIn', ['2026-03-21T09:30:00Z'], 'bm'],
      ['seenAt', 'lessThan', '2026-03-22', 'a'],
      ['seenAt', 'lessThanInclusive', '2026-03-22', 'ab'],
      ['seenAt', 'greaterThan', '2026-03-21T09:30:00Z', 'b'],
      ['seenAt', 'greaterThanInclusive', '2026-03-21T09:30:00Z', 'ab'],
      ['seenAt', 'greaterThan', String(Date.UTC(2026, 2, 21, 10)), 'b'],
      ['budget.amount', 'greaterThan', 500, 'a'],
      ['budget.currency', 'equal', 'USD', 'b'],
    ])('%s %s %j', async (field, operator, value, expected) => {
      expect(await found(leadWhere(field, operator, value))).toBe(expected)
      const all = await found({ not: leadWhere(field, operator, value) })
      expect([...all, ...expected].sort().join('')).toBe('abm')
    })
  })

  test('groups nest, and an empty group is true', async () => {
    const isA = leadWhere('grade', 'equal', 'A')
    expect(await found({ any: [isA, { not: { any: [isA, leadWhere('visits', 'equal', 10)] } }] })).toBe('am')
    expect(await found({ all: [] })).toBe('abm')
    expect(await found({ any: [] })).toBe('abm')
    expect(await found({ not: { all: [] } })).toBe('')
  })

  test('an unknown field is refused with the name that was meant', async () => {
    await expect(found(leadWhere('grad', 'equal', 'A'))).rejects.toThrow('Did you mean "grade"?')
    await expect(found(leadWhere('grad', 'equal', 'A'))).rejects.toMatchObject({ code: 'FILTER_FIELD_UNKNOWN', status: 400 })
  })

  test('a secret is no field to ask about', async () => {
    const where: Conditions = { all: [{ fact: 'user', path: '$.passwordHash', operator: 'notEqual', value: 'x' }] }
    await expect(store.records.count('user', { where })).rejects.toMatchObject({ code: 'FILTER_FIELD_UNKNOWN' })
  })

  test.each<[string, Conditions]>([
    ['another fact', { all: [{ fact: 'elapsed', operator: 'greaterThan', value: 5 }] }],
    ['a plugin operator', leadWhere('grade', 'resembles', 'A')],
    ['an operator named like a part of every object', leadWhere('grade', 'constructor', 'A')],
    ['a comparison of two facts', leadWhere('grade', 'equal', { fact: 'lead' })],
    ['a named condition', { condition: 'is-hot' }],
    ['the order of names', leadWhere('name', 'lessThan', 'B')],
    ['a whole record', { all: [{ fact: 'lead', operator: 'equal', value: 1 }] }],
    ['a list inside a path', { all: [{ fact: 'lead', path: '$.interests[0]', operator: 'equal', value: 'crm' }] }],
    ['JSON of any shape', leadWhere('rulesTrue', 'contains', 'x')],
  ])('%s is refused', async (_, where) => {
    await expect(found(where)).rejects.toMatchObject({ code: 'FILTER_NOT_SQL', status: 400 })
  })

  test.each<[string, string, unknown, string]>([
    ['seenAt', 'lessThan', 'soon', 'an instant such as 2026-03-21T09:30:00Z'],
    ['seenAt', 'equal', '2026-02-30', 'an instant'],
    ['seenAt', 'notIn', ['2026-03-21', 'soon'], 'an instant'],
    ['seenAt', 'lessThan', '1405/01/01', 'an instant'],
    ['visits', 'equal', '5', 'a whole number'],
    ['visits', 'notEqual', '5', 'a whole number'],
    ['visits', 'in', [5, 'many'], 'a whole number'],
    ['visits', 'greaterThan', 'many', 'a whole number'],
    ['visits', 'lessThan', ' ', 'a whole number'],
    ['score', 'lessThan', 'many', 'a number'],
    ['doNotCall', 'equal', 'true', 'true or false'],
    ['doNotCall', 'greaterThan', '0', 'true or false'],
    ['budget.amount', 'equal', '900', 'a whole number'],
  ])('%s %s %j is refused with what is expected, not answered with nobody', async (field, operator, value, expected) => {
    const error = await found(leadWhere(field, operator, value)).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'FILTER_INVALID', status: 400 })
    expect(String(error)).toContain(`"${field.split('.')[0]}" is compared with ${expected}`)
  })

  test.each<[string, string, unknown]>([
    ['seenAt', 'someValue:in', ['۵', 0]],
    ['visits', 'someValue:in', [null, 'x']],
    ['visits', 'everyValue:notIn', [[1], 2]],
    ['visits', 'not:in', 5],
    ['grade', 'someValue:equal', 'A'],
    ['interests', 'someFact:in', 7],
  ])('%s %s %j, on which a closure would fail, is refused', async (field, operator, value) => {
    const error = await found({ all: [leadWhere('grade', 'equal', 'none'), leadWhere(field, operator, value)] }).catch(
      (caught) => caught,
    )
    expect(error).toMatchObject({ code: 'FILTER_INVALID', status: 400 })
    expect(String(error)).toContain('needs a list')
  })

  test('a filter too large for the database is refused before it gets there', async () => {
    const leaves = Array.from({ length: 501 }, () => leadWhere('grade', 'equal', 'A'))
    await expect(found({ any: leaves })).rejects.toMatchObject({ code: 'FILTER_TOO_LARGE' })
    expect(await found({ any: leaves.slice(1) })).toBe('a')
    const deep = Array.from({ length: 30 }).reduce<Conditions>((inner) => ({ all: [inner] }), leadWhere('grade', 'equal', 'A'))
    await expect(found(deep)).rejects.toMatchObject({ code: 'FILTER_TOO_LARGE' })
  })
})
