import { beforeEach, describe, expect, test } from 'vitest'
import type { IntakeCommit, Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aCommit, aDecision, anEffect, anEntry, aStoredLead, NOW, record } from '../../../support/stored-records.js'

eachDatabase(({ openAgain, newConnection, name }) => {
  let store: Store
  let connection: string
  beforeEach(async () => {
    connection = await newConnection()
    store = await openAgain({ connection })
    await store.schema.apply()
    await store.system.syncQueues([{ id: 'sales', label: { en: 'Sales' } }], NOW)
    await store.journal.append([anEntry('s-1'), anEntry('s-2')])
    expect(await store.intake.commit(whole)).toBe('committed')
  })

  const timeline = { ...record('a-1'), leadId: 'l-1', type: 'lead.created', at: NOW }
  const whole: IntakeCommit = aCommit({
    inserts: [aStoredLead('l-1', { email: 'sara@example.ir', nameKey: 'sara' }), aStoredLead('l-2')],
    claims: [{ key: 'email:sara@example.ir', leadId: 'l-1' }],
    similar: [{ leadId: 'l-2', otherId: 'l-1', reason: 'same name' }],
    touches: [{ ...record('t-1'), leadId: 'l-1', at: NOW, source: 'web-form', utmSource: 'ads' }],
    activities: [timeline],
    decisions: [{ id: 'd-1', leadId: 'l-1', submissionId: 's-1', decision: aDecision() }],
    outbox: [anEffect('e-1')],
    queues: [{ queue: 'sales', expectedVersion: 0, cursors: { 'round-robin': 1 } }],
    outcomes: [{ submissionId: 's-1', leadId: 'l-1' }],
  })

  test('a batch is written whole: leads, names, touches, timeline, decisions, effects, queues, outcomes', async () => {
    expect(await store.records.get('lead', 'l-1')).toEqual(whole.inserts[0])
    expect(await store.records.get('touch', 't-1')).toEqual(whole.touches[0])
    expect(await store.records.get('activity', 'a-1')).toEqual(timeline)
    expect(await store.records.get('decision', 'd-1')).toMatchObject({ leadId: 'l-1', ruleSet: 'sha256-1', trace: aDecision() })
    expect(await store.outbox.list({ limit: 5 })).toMatchObject([{ id: 'e-1', state: 'waiting', params: { days: 2 } }])
    expect(await store.journal.get('s-1')).toMatchObject({ state: 'decided', leadId: 'l-1' })
    expect(await store.intake.similarTo('l-1')).toEqual([{ otherId: 'l-2', reason: 'same name' }])
    expect(await store.intake.similarTo('l-2')).toEqual([{ otherId: 'l-1', reason: 'same name' }])
  })

  test('gathering finds leads by claimed name, by id and by equal name key, and queues with their cursor', async () => {
    const request = {
      matchKeys: ['email:sara@example.ir', 'phone:1'],
      leadIds: ['l-2'],
      nameKeys: [],
      openStatuses: [],
      queues: true,
    }
    const gathered = await store.intake.gather(request)
    expect(gathered.matchKeys).toEqual([{ key: 'email:sara@example.ir', leadId: 'l-1' }])
    expect(gathered.leads).toEqual(whole.inserts)
    expect(gathered.queues).toEqual([{ queue: 'sales', version: 1, cursors: { 'round-robin': 1 }, members: [] }])
    const similar = await store.intake.gather({ ...request, matchKeys: [], leadIds: [], nameKeys: ['sara'], queues: false })
    expect(similar).toEqual({ matchKeys: [], leads: [whole.inserts[0]], queues: [] })
  })

  test('an update writes the next version of a whole lead, and what it lacks is gone', async () => {
    const lead = aStoredLead('l-1', { city: 'Yazd' })
    expect(await store.intake.commit(aCommit({ now: NOW + 1, updates: [{ lead, expectedVersion: 1 }] }))).toBe('committed')
    expect(await store.records.get('lead', 'l-1')).toEqual({ ...lead, version: 2, updatedAt: NOW + 1 })
  })

  describe('nothing at all is written when', () => {
    test.each<[string, Partial<IntakeCommit>]>([
      ['a lead was changed meanwhile', { updates: [{ lead: aStoredLead('l-1', { city: 'Qom' }), expectedVersion: 7 }] }],
      [
        'a name belongs to another lead',
        {
          claims: [
            { key: 'phone:2', leadId: 'l-3' },
            { key: 'email:sara@example.ir', leadId: 'l-3' },
          ],
        },
      ],
      [
        'two leads of the batch claim one name',
        {
          claims: [
            { key: 'x', leadId: 'l-1' },
            { key: 'x', leadId: 'l-2' },
          ],
        },
      ],
      ['a queue moved on', { queues: [{ queue: 'sales', expectedVersion: 0, cursors: {} }] }],
      [
        'a submission was decided by somebody else',
        {
          outcomes: [
            { submissionId: 's-2', leadId: 'l-3' },
            { submissionId: 's-1', leadId: 'l-3' },
          ],
        },
      ],
    ])('%s', async (_, broken) => {
      const plan = aCommit({
        inserts: [aStoredLead('l-3')],
        activities: [{ ...timeline, id: 'a-3' }],
        outbox: [anEffect('e-3')],
        ...broken,
      })
      expect(await store.intake.commit(plan)).toBe('conflict')
      expect(await store.records.count('lead')).toBe(2)
      expect(await store.records.count('activity')).toBe(1)
      expect(await store.outbox.list({ limit: 5 })).toHaveLength(1)
      expect(await store.journal.get('s-2')).toMatchObject({ state: 'waiting' })
      expect((await store.intake.gather({ ...NOTHING, matchKeys: ['phone:2', 'x'] })).matchKeys).toEqual([])
      expect(await store.records.get('lead', 'l-1')).toEqual(whole.inserts[0])
    })
  })

  const NOTHING = { matchKeys: [], nameKeys: [], leadIds: [], openStatuses: [], queues: false }

  test('a lead may claim again what it holds, and what it gives up is free for another', async () => {
    expect(await store.intake.commit(aCommit({ claims: whole.claims }))).toBe('committed')
    const key = 'email:sara@example.ir'
    expect(await store.intake.commit(aCommit({ releases: [{ key, leadId: 'l-2' }], claims: [{ key, leadId: 'l-2' }] }))).toBe(
      'conflict',
    )
    const moved = aCommit({ releases: whole.claims, claims: [{ key, leadId: 'l-2' }] })
    expect(await store.intake.commit(moved)).toBe('committed')
    expect((await store.intake.gather({ ...NOTHING, matchKeys: [key] })).matchKeys).toEqual([{ key, leadId: 'l-2' }])
  })

  test('an effect that was planned before is not planned twice', async () => {
    await store.intake.commit(aCommit({ outbox: [anEffect('e-9', { idempotencyKey: 'key-e-1' }), anEffect('e-2')] }))
    expect((await store.outbox.list({ limit: 9 })).map(({ id }) => id).sort()).toEqual(['e-1', 'e-2'])
  })

  test('of writers who race for one queue and one name, one wins and the others gather again', async () => {
    const second = await openAgain({ connection })
    for (let round = 0; round < 10; round++) {
      const plan = (who: string) =>
        aCommit({
          inserts: [aStoredLead(`race-${round}-${who}`)],
          claims: [{ key: `name:${round}`, leadId: `race-${round}-${who}` }],
          queues: [{ queue: 'sales', expectedVersion: round + 1, cursors: {} }],
        })
      const answers = await Promise.all([
        store.intake.commit(plan('a')),
        second.intake.commit(plan('b')),
        store.intake.commit(plan('c')),
      ])
      expect(answers.sort()).toEqual(['committed', 'conflict', 'conflict'])
    }
    expect(await store.records.count('lead')).toBe(12)
  })

  test('leads that two writers update in opposite orders are not written by both', async () => {
    const second = await openAgain({ connection })
    const leads = [aStoredLead('l-1', { city: name }), aStoredLead('l-2', { city: name })].map((lead) => ({
      lead,
      expectedVersion: 1,
    }))
    const answers = await Promise.all([
      store.intake.commit(aCommit({ updates: leads })),
      second.intake.commit(aCommit({ updates: leads.toReversed() })),
    ])
    expect(answers.sort()).toEqual(['committed', 'conflict'])
  })

  test('a batch larger than one statement can hold is still one commit', async () => {
    const inserts = Array.from({ length: 2_500 }, (_, at) => aStoredLead(`many-${at}`))
    expect(await store.intake.commit(aCommit({ inserts, claims: [{ key: 'email:sara@example.ir', leadId: 'other' }] }))).toBe(
      'conflict',
    )
    expect(await store.intake.commit(aCommit({ inserts }))).toBe('committed')
    expect(await store.records.count('lead')).toBe(2_502)
  })
})
