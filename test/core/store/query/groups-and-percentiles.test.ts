import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { comparing } from '../../../../core/plugin-api/index.js'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, record } from '../../../support/stored-records.js'

const HOUR = 3_600_000

eachDatabase((database) => {
  let store: Store
  beforeAll(async () => {
    store = await database.open()
    await store.records.insert('user', [
      { ...record('u-1'), name: 'Sara', email: 's@example.com', region: 'North', managerId: 'u-2' },
      { ...record('u-2'), name: 'Omid', email: 'o@example.com', region: 'South' },
    ])
    const waits = [1, 2, 3, 10]
    await store.records.insert('lead', [
      ...waits.map((hours, n) =>
        aStoredLead(`l-${n}`, { createdAt: 0, firstResponseAt: hours * HOUR, ownerId: n < 3 ? 'u-1' : 'u-2' }),
      ),
      aStoredLead('l-9', { createdAt: 0, source: 'fair' }),
    ])
    const sale = { ...{ name: 'A', pipeline: 'sales', stage: 'won' }, probability: 0.5 }
    await store.records.insert('opportunity', [
      { ...record('o-1'), ...sale, leadId: 'l-0', amount: { amount: 300, currency: 'EUR' }, expectedCloseDate: '2026-03-31' },
      { ...record('o-2'), ...sale, leadId: 'l-9', amount: { amount: 100, currency: 'EUR' }, expectedCloseDate: '2026-04-01' },
    ])
  })
  const waited = { from: 'createdAt', to: 'firstResponseAt' } as const

  test('records are grouped by what their references name, those without one last', async () => {
    const rows = await store.records.aggregate({
      entity: 'lead',
      groupBy: ['ownerId.region'],
      measures: { leads: { count: true } },
    })
    expect(rows).toEqual([{ 'ownerId.region': 'North', leads: 3 }, { 'ownerId.region': 'South', leads: 1 }, { leads: 1 }])
    const own = await store.records.aggregate({
      entity: 'user',
      groupBy: ['managerId.name'],
      measures: { users: { count: true } },
    })
    expect(own).toEqual([{ 'managerId.name': 'Omid', users: 1 }, { users: 1 }])
  })

  test('bands take a figure, a time between two instants, and days; what lies below the first is -1, what is missing has none', async () => {
    const rows = await store.records.aggregate({
      ...{ entity: 'lead', groupBy: [{ as: 'wait', of: waited, bounds: [2 * HOUR, 3 * HOUR] }] },
      measures: { leads: { count: true }, mean: { average: waited } },
    })
    expect(rows).toEqual([
      { wait: -1, leads: 1, mean: HOUR },
      { wait: 0, leads: 1, mean: 2 * HOUR },
      { wait: 1, leads: 2, mean: 6.5 * HOUR },
      { leads: 1 },
    ])
    const days = await store.records.aggregate({
      ...{ entity: 'opportunity', groupBy: [{ as: 'month', of: 'expectedCloseDate', bounds: ['2026-03-01', '2026-04-01'] }] },
      measures: { weighted: { sum: { times: ['amount', 'probability'] } } },
    })
    expect(days).toEqual([
      { month: 0, weighted: 150 },
      { month: 1, weighted: 50 },
    ])
  })

  test('only records that belong to others which fit are counted, and each value once where that is asked', async () => {
    const rows = await store.records.aggregate({
      ...{ entity: 'opportunity', groupBy: [] },
      belongingTo: [{ field: 'leadId', entity: 'lead', where: { all: [comparing('lead')('source', 'equal', 'fair')] } }],
      measures: { sales: { count: true }, stages: { distinct: 'stage' }, earliest: { min: 'leadId.createdAt' } },
    })
    expect(rows).toEqual([{ sales: 1, stages: 1, earliest: 0 }])
  })

  test('percentiles are exact in every group', async () => {
    const ask = { entity: 'lead', of: waited, at: [0.5, 0.9] } as const
    expect(await store.records.percentiles({ ...ask, groupBy: [] })).toEqual([
      { count: 4, p50: 2.5 * HOUR, p90: expect.closeTo(7.9 * HOUR, 3) },
    ])
    expect(await store.records.percentiles({ ...ask, groupBy: ['ownerId'] })).toMatchObject([
      { ownerId: 'u-1', count: 3, p50: 2 * HOUR },
      { ownerId: 'u-2', count: 1, p50: 10 * HOUR, p90: 10 * HOUR },
    ])
    expect(
      await store.records.percentiles({ ...ask, groupBy: [], where: { all: [comparing('lead')('source', 'equal', 'none')] } }),
    ).toEqual([])
  })

  test('percentiles of any numbers are those of sorting them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9, 1),
        fc.uuid(),
        async (values, share, source) => {
          const leads = values.map((score, n) => aStoredLead(`${source}-${n}`, { source, score }))
          await store.records.insert('lead', leads)
          const sorted = values.toSorted((one, other) => one - other)
          const place = (values.length - 1) * share
          const [lower = 0, upper = lower] = [sorted[Math.floor(place)], sorted[Math.floor(place) + 1]]
          const where = { all: [comparing('lead')('source', 'equal', source)] }
          const [row] = await store.records.percentiles({ entity: 'lead', groupBy: [], of: 'score', at: [share], where })
          expect(row?.[`p${share * 100}`]).toBeCloseTo(lower + (upper - lower) * (place - Math.floor(place)), 6)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('a name that is nowhere, and a field that is no number, are refused', async () => {
    const asked = (groupBy: readonly string[]) => store.records.aggregate({ entity: 'lead', groupBy, measures: {} })
    await expect(asked(['ownerId.regoin'])).rejects.toMatchObject({
      code: 'FILTER_FIELD_UNKNOWN',
      message: expect.stringContaining('region'),
    })
    await expect(asked(['ownerId.passwordHash'])).rejects.toMatchObject({ code: 'FILTER_FIELD_UNKNOWN' })
    await expect(store.records.percentiles({ entity: 'lead', groupBy: [], of: 'source', at: [0.5] })).rejects.toMatchObject({
      code: 'FILTER_NOT_SQL',
    })
  })
})
