import { beforeAll, expect, test } from 'vitest'
import type { Store } from '../../core/store/index.js'
import { recordingContext, testReportType } from '../../core/testing/contracts/index.js'
import { workload } from '../../plugins/report-workload/workload.js'
import { eachDatabase } from '../support/databases.js'
import { aStoredLead, record } from '../support/stored-records.js'

const STATUSES = [
  { id: 'new', label: 'New', category: 'open' },
  { id: 'won', label: 'Won', category: 'converted' },
] as const

test('a lifecycle without open statuses gives nobody any work', async () => {
  const aggregate = () => [{ id: 'u-1', name: 'Sara', active: true, users: 1 }]
  expect(await workload.run({ hotGrade: 'hot' }, recordingContext({ aggregate }))).toEqual([{ user: 'Sara', open: 0, hot: 0 }])
})

eachDatabase((database) => {
  let store: Store
  beforeAll(async () => {
    store = await database.open()
    const aUser = (id: string, values: Readonly<Record<string, unknown>>) => ({
      ...record(id),
      email: `${id}@example.com`,
      active: true,
      ...values,
    })
    await store.records.insert('user', [
      aUser('u-sara', { name: 'Sara', capacity: 4 }),
      aUser('u-omid', { name: 'Omid' }),
      aUser('u-reza', { name: 'Reza', capacity: 0 }),
      aUser('u-gone', { name: 'Gone', active: false }),
      aUser('u-left', { name: 'Left', active: false }),
    ])
    const leads = [
      { ownerId: 'u-sara', grade: 'hot' },
      { ownerId: 'u-sara', grade: 'cold' },
      { ownerId: 'u-sara', grade: 'hot', status: 'won' },
      { ownerId: 'u-left' },
      { grade: 'hot' },
      { grade: 'warm' },
      {},
    ]
    await store.records.insert(
      'lead',
      leads.map((values, index) => aStoredLead(`l-${index}`, values)),
    )
  })
  const context = () => recordingContext({ statuses: STATUSES, aggregate: (query) => store.records.aggregate(query) })

  test('everybody who works has open and hot leads counted, and leads without an owner stand apart', async () => {
    expect(await workload.run({ hotGrade: 'hot' }, context())).toEqual([
      { user: 'unassigned', open: 3, hot: 1 },
      { user: 'Sara', open: 2, hot: 1, capacity: 4, loadShare: 0.5 },
      { user: 'Left', open: 1, hot: 0 },
      { user: 'Omid', open: 0, hot: 0 },
      { user: 'Reza', open: 0, hot: 0, capacity: 0 },
    ])
  })

  test('which grade is hot can be said', async () => {
    const rows = await workload.run({ hotGrade: 'cold' }, context())
    expect(rows.find(({ user }) => user === 'Sara')).toMatchObject({ hot: 1 })
    expect(rows.find(({ user }) => user === 'unassigned')).toMatchObject({ hot: 0 })
  })

  testReportType({ report: workload, params: { hotGrade: 'hot' }, contextFor: context })
})
