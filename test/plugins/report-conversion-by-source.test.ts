import { beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../core/store/index.js'
import { recordingContext, testReportType } from '../../core/testing/contracts/index.js'
import { conversionBySource } from '../../plugins/report-conversion-by-source/conversion-by-source.js'
import { eachDatabase } from '../support/databases.js'
import { aStoredLead } from '../support/stored-records.js'

const STATUSES = [
  { id: 'new', label: 'New', category: 'open' },
  { id: 'won', label: 'Won', category: 'converted' },
  { id: 'customer', label: 'Customer', category: 'converted' },
  { id: 'lost', label: 'Lost', category: 'lost' },
] as const

describe('without a database', () => {
  testReportType({ report: conversionBySource })

  test('a lifecycle that converts nobody gives rates of zero', async () => {
    const context = recordingContext({
      aggregate: ({ measures }) => [{ source: 'google', leads: 3, measures: Object.keys(measures).join() }],
    })
    expect(await conversionBySource.run({}, context)).toEqual([{ source: 'google', leads: 3, converted: 0, rate: 0 }])
  })

  test('leads without a source stand under "unknown"', async () => {
    const context = recordingContext({ statuses: STATUSES, aggregate: () => [{ source: undefined, leads: 4, converted: 1 }] })
    expect(await conversionBySource.run({}, context)).toEqual([{ source: 'unknown', leads: 4, converted: 1, rate: 0.25 }])
  })
})

eachDatabase((database) => {
  let store: Store
  beforeAll(async () => {
    store = await database.open()
    const leads = [
      ...['new', 'won', 'customer', 'lost'].map((status) => ({ source: 'google', status })),
      ...['new', 'new'].map((status) => ({ source: 'olark chat', status })),
      { source: 'direct', status: 'won' },
      { source: 'direct', status: 'won' },
    ]
    await store.records.insert(
      'lead',
      leads.map((values, index) => aStoredLead(`l-${index}`, values)),
    )
  })
  const context = () => recordingContext({ statuses: STATUSES, aggregate: (query) => store.records.aggregate(query) })

  test('each source has its leads, its conversions and their rate, the greatest first', async () => {
    expect(await conversionBySource.run({}, context())).toEqual([
      { source: 'google', leads: 4, converted: 2, rate: 0.5 },
      { source: 'direct', leads: 2, converted: 2, rate: 1 },
      { source: 'olark chat', leads: 2, converted: 0, rate: 0 },
    ])
  })

  testReportType({ report: conversionBySource, contextFor: context })
})
