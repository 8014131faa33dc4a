import { beforeEach, expect, test } from 'vitest'
import type { User } from '../../../../core/model/entities/user.js'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aCommit, NOW, record, warmUp } from '../../../support/stored-records.js'

const aUser = (id: string): User => ({
  ...record(id),
  ...{ name: id, email: `${id}@example.ir`, role: 'admin', active: true, away: false, weight: 1 },
})

eachDatabase(({ open }) => {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })

  test('of those who try together to be the first user, one is', async () => {
    expect(await store.access.hasAdministrator()).toBe(false)
    await warmUp(store)
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((id) => store.access.createFirstUser({ ...aUser(id), passwordHash: 'h' })),
    )
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await store.records.count('user')).toBe(1)
    expect(await store.access.hasAdministrator()).toBe(true)
  })

  test('a password hash is read for signing in alone and grows the version when it changes', async () => {
    await store.access.createFirstUser({ ...aUser('a'), passwordHash: 'old' })
    await store.access.setPasswordHash('a', 'new', NOW + 1)
    expect(await store.access.passwordHash('a')).toBe('new')
    expect(await store.access.passwordHash('b')).toBeUndefined()
    expect(await store.access.userByEmail('a@example.ir')).toEqual({ ...aUser('a'), version: 2, updatedAt: NOW + 1 })
    expect(await store.access.userByEmail('b@example.ir')).toBeUndefined()
  })

  test('sessions are found by their hash, kept alive, and ended one by one or all of a user', async () => {
    const session = { hash: 'h1', userId: 'a', createdAt: NOW, lastSeenAt: NOW }
    await store.access.saveSession(session)
    await store.access.saveSession({ ...session, hash: 'h2', userAgent: 'Firefox' })
    await store.access.touchSession('h1', NOW + 5)
    expect(await store.access.session('h1')).toEqual({ ...session, lastSeenAt: NOW + 5 })
    await store.access.endSession('h1')
    expect(await store.access.session('h1')).toBeUndefined()
    expect(await store.access.session('h2')).toMatchObject({ userAgent: 'Firefox' })
    await store.access.endSessionsOf('a')
    expect(await store.access.session('h2')).toBeUndefined()
  })

  test('sessions that began before an instant are deleted, and no others', async () => {
    const session = { userId: 'a', lastSeenAt: NOW + 9 }
    for (const [hash, createdAt] of [
      ['old', NOW - 1],
      ['edge', NOW],
      ['new', NOW + 1],
    ] as const)
      await store.access.saveSession({ ...session, hash, createdAt })
    expect(await store.access.deleteEndedSessions(NOW)).toBe(1)
    expect(await store.access.session('old')).toBeUndefined()
    expect(await store.access.session('edge')).toBeDefined()
    expect(await store.access.deleteEndedSessions(NOW)).toBe(0)
  })

  test('an API key is saved, changed, listed and deleted', async () => {
    const key = { id: 'k1', hash: 'h', name: 'Site', scopes: ['capture:api', 'read'], createdAt: NOW }
    await store.access.saveApiKey(key)
    expect(await store.access.apiKey('k1')).toEqual(key)
    await store.access.saveApiKey({ ...key, scopes: [], expiresAt: NOW + 1, lastUsedAt: NOW })
    expect(await store.access.listApiKeys()).toEqual([{ ...key, scopes: [], expiresAt: NOW + 1, lastUsedAt: NOW }])
    await store.access.touchApiKey('k1', NOW + 9)
    expect(await store.access.apiKey('k1')).toMatchObject({ lastUsedAt: NOW + 9, expiresAt: NOW + 1 })
    expect(await store.access.deleteApiKey('k1')).toBe(true)
    await store.access.touchApiKey('k1', NOW + 10)
    expect(await store.access.deleteApiKey('k1')).toBe(false)
    expect(await store.access.apiKey('k1')).toBeUndefined()
  })

  test('who changes the members of a queue makes decisions under way gather again', async () => {
    await store.records.insert('user', [aUser('a'), aUser('b')])
    await store.system.syncQueues([{ id: 'sales', label: 'Sales' }], NOW)
    const through = (expectedVersion: number) => aCommit({ queues: [{ queue: 'sales', expectedVersion, cursors: {} }] })
    expect(await store.intake.commit(through(0))).toBe('committed')
    await store.access.setQueueMembers('sales', ['a', 'b'], NOW)
    await store.access.setQueueMembers('sales', ['b'], NOW)
    expect((await store.access.queueMembers('sales')).map(({ id }) => id)).toEqual(['b'])
    expect(await store.access.queueMembers('other')).toEqual([])
    expect(await store.intake.commit(through(1))).toBe('conflict')
  })
})
