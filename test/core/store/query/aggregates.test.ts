import { beforeAll, expect, test } from 'vitest'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, leadWhere, record } from '../../../support/stored-records.js'

eachDatabase(({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
    await store.records.insert('lead', [
      aStoredLead('1', { source: 'ads', status: 'converted', score: 10, doNotCall: true }),
      aStoredLead('2', { source: 'ads', score: 11 }),
      aStoredLead('3', { source: 'fair', city: 'Shiraz' }),
    ])
    const opportunity = { name: 'x', pipeline: 'sales', stage: 'won' }
    await store.records.insert('opportunity', [
      { ...record('o-1'), ...opportunity, amount: { amount: 4_000_000_000_000, currency: 'IRR' } },
      { ...record('o-2'), ...opportunity, amount: { amount: 4_000_000_000_001, currency: 'IRR' } },
    ])
  })

  test('groups are counted and measured in one go, each measure with its own condition', async () => {
    const rows = await store.records.aggregate({
      entity: 'lead',
      groupBy: ['source'],
      measures: {
        leads: { count: true },
        converted: { count: true, where: leadWhere('status', 'equal', 'converted') },
        points: { sum: 'score' },
        mean: { average: 'score' },
        least: { min: 'score' },
        most: { max: 'score', where: leadWhere('status', 'notEqual', 'converted') },
      },
    })
    expect(rows).toEqual([
      { source: 'ads', leads: 2, converted: 1, points: 21, mean: 10.5, least: 10, most: 11 },
      { source: 'fair', leads: 1, converted: 0, points: 0 },
    ])
  })

  test('a group without a value comes last and has the key absent', async () => {
    const query = { entity: 'lead', measures: { n: { count: true } } } as const
    expect(await store.records.aggregate({ ...query, groupBy: ['city'] })).toEqual([{ city: 'Shiraz', n: 1 }, { n: 2 }])
    expect(await store.records.aggregate({ ...query, groupBy: ['doNotCall'] })).toEqual([{ doNotCall: true, n: 1 }, { n: 2 }])
  })

  test('sums of money are exact', async () => {
    const query = { entity: 'opportunity', groupBy: ['amount.currency'], measures: { worth: { sum: 'amount' } } } as const
    expect(await store.records.aggregate(query)).toEqual([{ 'amount.currency': 'IRR', worth: 8_000_000_000_001 }])
  })

  test('without groups there is one row, of an empty choice too', async () => {
    const where = leadWhere('source', 'equal', 'nowhere')
    const measures = { n: { count: true }, points: { sum: 'score' } } as const
    expect(await store.records.aggregate({ entity: 'lead', groupBy: [], measures, where })).toEqual([{ n: 0, points: 0 }])
  })

  test('a name cannot be summed and a list makes no groups', async () => {
    const measures = { total: { sum: 'name' } }
    await expect(store.records.aggregate({ entity: 'lead', groupBy: [], measures })).rejects.toMatchObject({
      code: 'FILTER_NOT_SQL',
    })
    const grouped = { entity: 'lead', groupBy: ['rulesTrue'], measures: {} } as const
    await expect(store.records.aggregate(grouped)).rejects.toMatchObject({ code: 'FILTER_NOT_SQL' })
  })
})
