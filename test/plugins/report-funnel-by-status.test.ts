import { beforeAll, expect, test } from 'vitest'
import type { Store } from '../../core/store/index.js'
import { recordingContext, testReportType } from '../../core/testing/contracts/index.js'
import { funnelByStatus } from '../../plugins/report-funnel-by-status/funnel-by-status.js'
import { eachDatabase } from '../support/databases.js'
import { aStoredLead, record } from '../support/stored-records.js'

const STATUSES = [
  { id: 'new', label: { en: 'New', fa: 'تازه' }, category: 'open' },
  { id: 'qualified', label: { en: 'Qualified', fa: 'واجد شرایط' }, category: 'open' },
  { id: 'won', label: { en: 'Won', fa: 'موفق' }, category: 'converted' },
] as const

test('an empty CRM has every status with nobody in it', async () => {
  const rows = await funnelByStatus.run({}, recordingContext({ statuses: STATUSES }))
  expect(rows.map(({ status, leads, share }) => [status, leads, share])).toEqual([
    ['new', 0, 0],
    ['qualified', 0, 0],
    ['won', 0, 0],
  ])
})

eachDatabase((database) => {
  let store: Store
  beforeAll(async () => {
    store = await database.open()
    const statuses = ['won', 'new', 'new', 'retired']
    await store.records.insert(
      'lead',
      statuses.map((status, index) => aStoredLead(`l-${index}`, { status })),
    )
    const move = { entity: 'lead', lifecycle: 'lead', recordId: 'l-0', from: 'qualified', to: 'won' }
    await store.records.insert('statusChange', [
      { ...record('c-1'), ...move, at: 1 },
      { ...record('c-2'), ...move, at: 2 },
    ])
  })
  const context = () => recordingContext({ statuses: STATUSES, aggregate: (query) => store.records.aggregate(query) })

  test('statuses come in the order of the lifecycle, and one that left it comes last', async () => {
    expect(await funnelByStatus.run({}, context())).toEqual([
      { status: 'new', reached: 2, reachedShare: 0.5, leads: 2, share: 0.5, lost: 0 },
      { status: 'qualified', reached: 1, reachedShare: 0.25, leads: 0, share: 0, lost: 0 },
      { status: 'won', reached: 1, reachedShare: 0.25, leads: 1, share: 0.25, lost: 0 },
      { status: 'retired', reached: 1, reachedShare: 0.25, leads: 1, share: 0.25, lost: 0 },
    ])
  })

  test('the words of the statuses come beside the rows, in every language', async () => {
    expect(await funnelByStatus.valueLabels?.(context())).toEqual({
      status: Object.fromEntries(STATUSES.map(({ id, label }) => [id, label])),
    })
  })

  testReportType({ report: funnelByStatus, contextFor: context })
})
