import { beforeEach, expect, test } from 'vitest'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aCommit, anEffect, NOW } from '../../../support/stored-records.js'

eachDatabase(({ open }) => {
  let store: Store
  beforeEach(async () => {
    store = await open()
    await store.intake.commit(aCommit({ outbox: [anEffect('e-2', { createdAt: NOW + 1 }), anEffect('e-1')] }))
  })
  const claim = (now: number, token: string) => store.outbox.claim({ limit: 10, now, leaseMs: 1_000, token })

  test('due effects are taken oldest first, and held until the lease ends', async () => {
    expect((await claim(NOW, 'w1')).map(({ id }) => id)).toEqual(['e-1'])
    expect((await claim(NOW + 999, 'w2')).map(({ id }) => id)).toEqual(['e-2'])
    expect(await store.outbox.nextAttempt()).toBe(NOW + 1_000)
    expect(await claim(NOW + 1_000, 'w3')).toMatchObject([{ id: 'e-1', attempts: 2, params: { days: 2 } }])
  })

  test('a worker that was too slow can neither complete nor fail what another holds', async () => {
    await claim(NOW, 'slow')
    await claim(NOW + 1_000, 'quick')
    expect(await store.outbox.complete('e-1', { token: 'slow', now: NOW })).toBe(false)
    expect(await store.outbox.fail('e-1', { token: 'slow', error: 'x', nextAttemptAt: 0, dead: true })).toBe(false)
    expect(await store.outbox.complete('e-1', { token: 'quick', now: NOW + 1_001 })).toBe(true)
    expect(await store.outbox.complete('e-1', { token: 'quick', now: NOW + 1_002 })).toBe(false)
    expect((await store.outbox.list({ state: 'done', limit: 5 })).map(({ id }) => id)).toEqual(['e-1'])
  })

  test('a failed effect waits for its next attempt, a dead one for a person', async () => {
    await claim(NOW + 1, 'w')
    expect(await store.outbox.fail('e-1', { token: 'w', error: 'no answer', nextAttemptAt: NOW + 60, dead: false })).toBe(true)
    expect(await claim(NOW + 59, 'w')).toEqual([])
    expect(await claim(NOW + 60, 'w')).toMatchObject([{ id: 'e-1', error: 'no answer' }])
    await store.outbox.fail('e-1', { token: 'w', error: 'gone', nextAttemptAt: NOW, dead: true })
    expect(await store.outbox.list({ state: 'dead', recordId: 'l-1', limit: 5 })).toMatchObject([{ id: 'e-1', error: 'gone' }])
    expect((await claim(NOW + 5_000, 'w')).map(({ id }) => id)).toEqual(['e-2'])
    expect(await store.outbox.revive('e-1', NOW + 5_000)).toBe(true)
    expect(await store.outbox.revive('e-1', NOW + 5_000)).toBe(false)
    expect(await claim(NOW + 5_000, 'w')).toMatchObject([{ id: 'e-1', attempts: 1 }])
  })

  test('workers that claim together never take the same effect', async () => {
    await store.intake.commit(aCommit({ outbox: Array.from({ length: 30 }, (_, at) => anEffect(`m-${at}`)) }))
    const taken = (await Promise.all(['a', 'b', 'c', 'd'].map((token) => claim(NOW + 1, token)))).flat()
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length)
    expect(taken.length).toBeGreaterThanOrEqual(30)
  })
})
