import { beforeEach, expect, test } from 'vitest'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aCommit, anEntry, aStoredLead, NOW, warmUp } from '../../../support/stored-records.js'

eachDatabase(({ open }) => {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  const claim = (now: number, limit = 10) => store.journal.claim({ limit, now, leaseMs: 1_000 })
  const idsOf = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id)

  test('an entry is kept word for word, with what the door saw', async () => {
    const entry = anEntry('s-1', { payload: { name: 'سارا', list: [1, null, '\0'] }, context: { page: '/contact' } })
    expect(await store.journal.append([entry])).toEqual([{ status: 'new', submissionId: 's-1' }])
    expect(await store.journal.get('s-1')).toEqual({ ...entry, state: 'waiting', attempts: 0 })
    expect(await store.journal.get('s-2')).toBeUndefined()
  })

  test('the same key with the same content is a repeat, with other content a conflict', async () => {
    await store.journal.append([anEntry('s-1')])
    const key = anEntry('s-1').idempotencyKey
    expect(
      await store.journal.append([
        anEntry('s-3', { idempotencyKey: key, fingerprint: 's-1' }),
        anEntry('s-4'),
        anEntry('s-5', { idempotencyKey: key, fingerprint: 'other' }),
      ]),
    ).toEqual([
      { status: 'repeated', submissionId: 's-1' },
      { status: 'new', submissionId: 's-4' },
      { status: 'conflict', submissionId: 's-1' },
    ])
  })

  test('entries of one call may repeat each other', async () => {
    const entries = [anEntry('s-1'), anEntry('s-2', { idempotencyKey: anEntry('s-1').idempotencyKey, fingerprint: 's-1' })]
    const answers = await store.journal.append(entries)
    expect(answers.map(({ status }) => status).sort()).toEqual(['new', 'repeated'])
    expect(new Set(answers.map(({ submissionId }) => submissionId)).size).toBe(1)
    expect((await store.journal.list({ limit: 10 })).records).toHaveLength(1)
  })

  test('writers with the same entries in opposite orders both end, and each key is there once', async () => {
    await warmUp(store)
    const entries = Array.from({ length: 1_500 }, (_, at) => anEntry(`s-${at}`))
    const copies = entries.map((entry) => ({ ...entry, id: `copy-${entry.id}` })).reverse()
    const answers = (await Promise.all([store.journal.append(entries), store.journal.append(copies)])).flat()
    expect(answers.filter(({ status }) => status === 'new')).toHaveLength(1_500)
    expect(answers.filter(({ status }) => status === 'repeated')).toHaveLength(1_500)
  })

  test('a claim is held alone until its lease ends, oldest first, and counts the attempt', async () => {
    await store.journal.append([anEntry('s-2', { receivedAt: NOW - 5 }), anEntry('s-1'), anEntry('s-3', { spam: true })])
    expect(idsOf(await claim(NOW, 1))).toEqual(['s-2'])
    expect(await claim(NOW)).toMatchObject([{ id: 's-1', attempts: 1, payload: { email: 's-1@example.ir' } }])
    expect(await claim(NOW + 999)).toEqual([])
    expect(await store.journal.nextWaiting()).toBe(NOW + 1_000)
    expect(await claim(NOW + 1_000)).toMatchObject([
      { id: 's-2', attempts: 2 },
      { id: 's-1', attempts: 2 },
    ])
  })

  test('claims by id leave the others alone', async () => {
    await store.journal.append(['s-1', 's-2', 's-3'].map((id) => anEntry(id)))
    expect(idsOf(await store.journal.claimThese(['s-3', 's-1', 'nothing'], { now: NOW, leaseMs: 1_000 }))).toEqual(['s-1', 's-3'])
    expect(await store.journal.claimThese([], { now: NOW, leaseMs: 1_000 })).toEqual([])
    expect(idsOf(await claim(NOW))).toEqual(['s-2'])
  })

  test('what is released can be taken from the instant that was named', async () => {
    await store.journal.append([anEntry('s-1')])
    await claim(NOW)
    await store.journal.release(['s-1'], { notBefore: NOW + 50 })
    expect(await claim(NOW + 49)).toEqual([])
    expect(idsOf(await claim(NOW + 50))).toEqual(['s-1'])
  })

  test('two workers never hold the same submission', async () => {
    await store.journal.append(Array.from({ length: 400 }, (_, at) => anEntry(`s-${at}`)))
    await warmUp(store)
    const taken = (await Promise.all([1, 2, 3, 4].map(() => claim(NOW, 100)))).flat()
    expect(new Set(idsOf(taken)).size).toBe(taken.length)
    expect(taken.length + (await claim(NOW, 400)).length).toBe(400)
  })

  test('quarantine says why and keeps it away until it is put back', async () => {
    await store.journal.append([anEntry('s-1'), anEntry('s-2', { spam: true }), anEntry('s-3')])
    const problem = { code: 'FIELD_INVALID', message: 'No such e-mail.', details: { field: 'email' } }
    await store.journal.quarantine([{ id: 's-1', ...problem }], NOW)
    expect(await store.journal.get('s-1')).toMatchObject({ state: 'quarantined', problem })
    expect(idsOf(await claim(NOW))).toEqual(['s-3'])
    expect(await store.journal.requeue('all-quarantined', NOW)).toBe(1)
    expect(await store.journal.requeue(['s-2', 's-3'], NOW)).toBe(1)
    expect((await claim(NOW)).map(({ id, attempts }) => [id, attempts])).toEqual([
      ['s-1', 1],
      ['s-2', 1],
    ])
    expect(await store.journal.get('s-1')).not.toHaveProperty('problem')
  })

  test('a submission that was decided cannot be quarantined or put back', async () => {
    await store.journal.append([anEntry('s-1')])
    const inserts = [aStoredLead('l-1')]
    await store.intake.commit(aCommit({ inserts, outcomes: [{ submissionId: 's-1', leadId: 'l-1' }] }))
    await store.journal.quarantine([{ id: 's-1', code: 'X', message: 'late' }], NOW)
    expect(await store.journal.requeue(['s-1'], NOW)).toBe(0)
    expect(await store.journal.get('s-1')).toMatchObject({ state: 'decided', leadId: 'l-1' })
    expect(await store.journal.nextWaiting()).toBeUndefined()
  })

  test('outcomes tell of many submissions at once which lead each became or why it was set aside', async () => {
    await store.journal.append([anEntry('s-1'), anEntry('s-2'), anEntry('s-3'), anEntry('s-4', { spam: true })])
    await store.intake.commit(aCommit({ inserts: [aStoredLead('l-1')], outcomes: [{ submissionId: 's-1', leadId: 'l-1' }] }))
    await store.journal.quarantine([{ id: 's-2', code: 'FIELD_INVALID', message: 'No such e-mail.' }], NOW)
    expect(await store.journal.outcomes(['s-4', 's-3', 's-2', 's-1', 'nothing'])).toEqual(
      new Map([
        ['s-1', { state: 'decided', leadId: 'l-1' }],
        ['s-2', { state: 'quarantined', message: 'No such e-mail.' }],
        ['s-3', { state: 'waiting' }],
        ['s-4', { state: 'spam' }],
      ]),
    )
    expect(await store.journal.outcomes([])).toEqual(new Map())
  })

  test('outcomes of more submissions than one statement takes are all there', async () => {
    const ids = Array.from({ length: 12_000 }, (_, at) => `s-${at}`)
    await store.journal.append([anEntry('s-0'), anEntry('s-11999')])
    expect([...(await store.journal.outcomes(ids)).keys()].sort()).toEqual(['s-0', 's-11999'])
  })

  test('the list goes back in time, page by page, by state, source and lead', async () => {
    await store.journal.append(
      ['s-1', 's-2', 's-3'].map((id, at) => anEntry(id, { receivedAt: NOW + (at >> 1), spam: id === 's-2' })),
    )
    const first = await store.journal.list({ limit: 2 })
    expect(idsOf(first.records)).toEqual(['s-3', 's-2'])
    const rest = await store.journal.list({ limit: 2, after: first.next ?? '' })
    expect(idsOf(rest.records)).toEqual(['s-1'])
    expect(rest.next).toBeUndefined()
    expect(idsOf((await store.journal.list({ state: 'spam', source: 'web-form', limit: 5 })).records)).toEqual(['s-2'])
    expect((await store.journal.list({ leadId: 'l-1', limit: 5 })).records).toEqual([])
    await expect(store.journal.list({ limit: 2, after: 'x' })).rejects.toMatchObject({ code: 'FILTER_CURSOR_INVALID' })
  })

  test('health counts per source and state', async () => {
    await store.journal.append([
      anEntry('s-1'),
      anEntry('s-2', { receivedAt: NOW + 7 }),
      anEntry('s-3', { source: 'csv', spam: true }),
    ])
    expect(await store.journal.health()).toEqual([
      { source: 'csv', state: 'spam', count: 1, lastAt: NOW },
      { source: 'web-form', state: 'waiting', count: 2, lastAt: NOW + 7 },
    ])
  })
})
