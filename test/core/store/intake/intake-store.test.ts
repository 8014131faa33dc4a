import { beforeAll, expect, test } from 'vitest'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, NOW, record } from '../../../support/stored-records.js'

eachDatabase(({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
    await store.records.insert('lead', [
      aStoredLead('l-1', { nextChangeAt: NOW + 10, ownerId: 'u-1' }),
      aStoredLead('l-2', { nextChangeAt: NOW, ownerId: 'u-1', status: 'converted' }),
      aStoredLead('l-3', { ownerId: 'u-2' }),
    ])
    const activity = (id: string, type: string, at: number) => ({ ...record(id), leadId: 'l-1', type, at })
    await store.records.insert('activity', [
      activity('a-1', 'call.outbound', NOW - 10),
      activity('a-2', 'call.outbound', NOW),
      activity('a-3', 'note', NOW + 5),
    ])
    await store.records.insert(
      'user',
      ['u-2', 'u-1'].map((id) => ({ ...record(id), name: id, email: `${id}@x.ir`, territories: ['fars'] })),
    )
    await store.system.syncQueues(
      [
        { id: 'sales', label: 'Sales' },
        { id: 'empty', label: 'Empty' },
      ],
      NOW,
    )
    await store.access.setQueueMembers('sales', ['u-2', 'u-1', 'u-1'], NOW)
  })

  test('activities are counted per lead, by type and since an instant', async () => {
    const leads = ['l-2', 'l-1']
    expect(await store.intake.activityCounts(leads, { type: 'call.outbound' })).toEqual([0, 2])
    expect(await store.intake.activityCounts(leads, { type: 'call.outbound', since: NOW })).toEqual([0, 1])
    expect(await store.intake.lastActivities(leads, { type: 'call.outbound' })).toEqual([undefined, NOW])
    expect(await store.intake.lastActivities(leads, {})).toEqual([undefined, NOW + 5])
    expect(await store.intake.lastActivities([], {})).toEqual([])
  })

  test('leads become due when their instant has come, the longest due first', async () => {
    expect(await store.intake.nextDue()).toBe(NOW)
    expect(await store.intake.due(NOW - 1, 5)).toEqual([])
    expect(await store.intake.due(NOW + 10, 5)).toEqual(['l-2', 'l-1'])
    expect(await store.intake.due(NOW + 10, 1)).toEqual(['l-2'])
  })

  test('queues come with their members in a fixed order and the open leads of each', async () => {
    const request = { matchKeys: [], nameKeys: [], leadIds: [], openStatuses: ['new'], queues: true }
    const { queues } = await store.intake.gather(request)
    expect(queues.map(({ queue, version }) => [queue, version])).toEqual([
      ['empty', 0],
      ['sales', 0],
    ])
    const members = queues[1]?.members ?? []
    expect(members.map(({ user, openLeads }) => [user.id, openLeads])).toEqual([
      ['u-1', 1],
      ['u-2', 1],
    ])
    expect(members[0]?.user).toMatchObject({ active: true, weight: 1, territories: ['fars'] })
  })
})
