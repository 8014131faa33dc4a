import { beforeAll, expect, test } from 'vitest'
import type { ActivityQuestion } from '../../../../core/model/activity-tally.js'
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
    const activity = (id: string, type: string, at: number, more = {}) => ({ ...record(id), leadId: 'l-1', type, at, ...more })
    await store.records.insert('activity', [
      activity('a-1', 'call.outbound', NOW - 10),
      activity('a-2', 'call.outbound', NOW),
      activity('a-3', 'note', NOW + 5, { details: { amount: 12.5 } }),
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

  test('activities are counted per lead and type, and told one by one from an instant on', async () => {
    const ask = (questions: readonly ActivityQuestion[]) => store.intake.activityTallies(['l-2', 'l-1'], { questions })
    const none = { count: 0, recent: [] }
    const calls = { count: 2, last: NOW }
    expect(await ask([{ type: 'call.outbound' }])).toEqual([[none], [{ ...calls, recent: [] }]])
    expect(await ask([{ type: 'call.outbound', since: NOW }, { type: 'note' }])).toEqual([
      [none, none],
      [
        { ...calls, recent: [{ at: NOW }] },
        { count: 1, last: NOW + 5, recent: [] },
      ],
    ])
    expect(await ask([{ type: 'call.outbound', since: 0 }])).toEqual([
      [none],
      [{ ...calls, recent: [{ at: NOW }, { at: NOW - 10 }] }],
    ])
    expect(await ask([{}])).toEqual([[none], [{ count: 3, last: NOW + 5, recent: [] }]])
    expect(await store.intake.activityTallies([], { questions: [{}] })).toEqual([])
  })

  test('activities are told with their details where these are asked for', async () => {
    const questions = [{ type: 'note', since: 0, details: true }, { type: 'call.outbound' }]
    expect(await store.intake.activityTallies(['l-1'], { questions })).toEqual([
      [
        { count: 1, last: NOW + 5, recent: [{ at: NOW + 5, details: { amount: 12.5 } }] },
        { count: 2, last: NOW, recent: [] },
      ],
    ])
  })

  test('the open leads of owners are counted, and the newest opportunity of a lead is found', async () => {
    expect(await store.intake.openLeads(['u-1', 'u-2', 'u-3'], ['new'])).toEqual(
      new Map([
        ['u-1', 1],
        ['u-2', 1],
      ]),
    )
    const opportunity = (id: string, createdAt: number) => ({
      ...record(id),
      createdAt,
      name: id,
      pipeline: 'main',
      stage: 'open',
      leadId: 'l-1',
    })
    await store.records.insert('opportunity', [opportunity('o-2', NOW + 1), opportunity('o-1', NOW)])
    const found = await store.intake.newestOpportunities(['l-1', 'l-2'])
    expect([...found].map(([leadId, { id }]) => [leadId, id])).toEqual([['l-1', 'o-2']])
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
