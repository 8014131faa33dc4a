import { beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../../core/store/database/open-database.js'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { NOW } from '../../../support/stored-records.js'

eachDatabase(({ open, openAgain, newConnection }) => {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })

  test('a lease has one holder until it ends; the holder may renew it', async () => {
    const lease = (token: string, now: number) => store.system.tryLease({ name: 'timers', token, now, ms: 100 })
    const answers = await Promise.all(['a', 'b', 'c'].map((token) => lease(token, NOW)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    const holder = ['a', 'b', 'c'][answers.indexOf(true)] ?? ''
    expect(await lease(holder, NOW + 50)).toBe(true)
    expect(await lease('late', NOW + 149)).toBe(false)
    expect(await lease('late', NOW + 150)).toBe(true)
    expect(await lease(holder, NOW + 151)).toBe(false)
  })

  test('settings hold any JSON value and can be forgotten', async () => {
    expect(await store.system.getSetting('mapping')).toBeUndefined()
    await store.system.setSetting('mapping', { columns: ['a'], none: null })
    await store.system.setSetting('mapping', false)
    expect(await store.system.getSetting('mapping')).toBe(false)
    await store.system.setSetting('mapping', undefined)
    expect(await store.system.getSetting('mapping')).toBeUndefined()
  })

  test('a rule set is kept by its digest, the first one for ever', async () => {
    await store.system.saveRuleSet({ digest: 'd', files: { 'a.json': '{}' }, at: NOW })
    await store.system.saveRuleSet({ digest: 'd', files: {}, at: NOW + 1 })
    expect(await store.system.ruleSet('d')).toEqual({ digest: 'd', files: { 'a.json': '{}' }, at: NOW })
    expect(await store.system.ruleSet('x')).toBeUndefined()
  })

  test('declared queues are there after every start, with their newest label', async () => {
    await store.system.syncQueues([{ id: 'sales', label: 'Sales' }], NOW)
    await store.system.syncQueues(
      [
        { id: 'sales', label: { en: 'Sales', fa: 'فروش' } },
        { id: 'vip', label: 'VIP' },
      ],
      NOW + 1,
    )
    expect(await store.records.count('queue')).toBe(2)
    expect(await store.records.get('queue', 'sales')).toMatchObject({ label: { en: 'Sales', fa: 'فروش' }, updatedAt: NOW + 1 })
  })

  test('a start that brings nothing new writes nothing, so that a database which only reads can be read', async () => {
    const connection = await newConnection()
    const first = await openAgain({ connection })
    await first.schema.apply()
    const start = async (label: unknown) => {
      await first.system.saveRuleSet({ digest: 'd', files: {}, at: NOW })
      await first.system.syncQueues([{ id: 'sales', label }], NOW)
    }
    await start({ en: 'Sales' })
    const other = await openDatabase(connection)
    await other.transaction(async (on) => {
      if (on.dialect === 'postgres') await on.rows('lock table rule_set, "queue" in share mode')
      await start({ en: 'Sales' })
      await expect(start({ en: 'Sales team' })).rejects.toMatchObject({ code: 'DATABASE_LOCKED' })
    })
    await other.close()
  }, 20_000)

  test('an examination finds a good database good and names what one without tables lacks', async () => {
    expect((await store.system.examine()).filter(({ ok }) => !ok)).toEqual([])
    const empty = await openAgain({ connection: await newConnection() })
    expect((await empty.system.examine()).filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(['complete', 'writable'])
  })
})
