import { beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../../../core/store/database/open-database.js'
import type { IntakeCommit, Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { NOW } from '../../../support/stored-records.js'

const publication = (digest: string) => ({ digest, author: 'sara@example.ir', at: NOW, report: { files: [] } })

const nothing: IntakeCommit = {
  now: NOW,
  ...{ inserts: [], updates: [], claims: [], releases: [], similar: [], touches: [], activities: [] },
  ...{ decisions: [], outbox: [], queues: [], outcomes: [] },
}

eachDatabase(({ open, openAgain, newConnection }) => {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })

  test('publications are numbered, listed newest first, and found by number and digest', async () => {
    expect(await store.publications.newest()).toBeUndefined()
    const first = await store.publications.add(publication('a'), { after: 0 })
    expect(first).toEqual({ number: 1, ...publication('a') })
    const more = { ...publication('b'), previous: 'a', note: 'Why', returnsTo: 1 }
    await store.publications.add(more, { after: 1 })
    await store.publications.add(publication('a'), { after: 2 })
    expect((await store.publications.list({ limit: 2 })).map(({ number }) => number)).toEqual([3, 2])
    expect((await store.publications.list({ limit: 2, before: 2 })).map(({ number }) => number)).toEqual([1])
    expect(await store.publications.get(2)).toEqual({ number: 2, ...more })
    expect(await store.publications.withDigest('a')).toMatchObject({ number: 3 })
    expect(await store.publications.get(9)).toBeUndefined()
  })

  test('of several who publish after the same one, one does', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map((digest) => store.publications.add(publication(digest), { after: 0 })))
    expect(answers.filter((answer) => answer === 'conflict')).toHaveLength(2)
    expect(await store.publications.list({ limit: 9 })).toHaveLength(1)
  })

  test('files and queues come with a publication; of one that is overtaken nothing is written', async () => {
    const rules = (label: string) => ({ files: [label], queues: [{ id: 'sales', label }] })
    await store.publications.add(publication('a'), { after: 0, ...rules('Sales') })
    expect(await store.publications.add(publication('b'), { after: 0, ...rules('Late') })).toBe('conflict')
    expect(await store.records.get('queue', 'sales')).toMatchObject({ label: 'Sales' })
    expect([await store.system.ruleSet('a'), await store.system.ruleSet('b')]).toEqual([
      { digest: 'a', files: ['Sales'], at: NOW },
      undefined,
    ])
  })

  test('queues that an older publication declares are not written any more', async () => {
    await store.publications.add(publication('a'), { after: 0, queues: [{ id: 'sales', label: 'Sales' }] })
    await store.publications.add(publication('b'), { after: 1, queues: [{ id: 'sales', label: 'Sellers' }] })
    await store.system.syncQueues([{ id: 'sales', label: 'Sales' }], NOW, { publication: 1 })
    expect(await store.records.get('queue', 'sales')).toMatchObject({ label: 'Sellers' })
    await store.system.syncQueues([{ id: 'sales', label: 'Sales people' }], NOW, { publication: 2 })
    expect(await store.records.get('queue', 'sales')).toMatchObject({ label: 'Sales people' })
  })

  test('the database itself refuses to change what was published', async () => {
    const connection = await newConnection()
    const other = await openAgain({ connection })
    await other.schema.apply()
    await other.publications.add(publication('a'), { after: 0 })
    const database = await openDatabase(connection)
    await expect(database.rows(`update rule_publication set author = 'x'`)).rejects.toMatchObject({ code: 'RECORD_APPEND_ONLY' })
    await database.close()
  })

  test('a batch that was decided by an older publication is a conflict; one that no publication decided is not', async () => {
    await store.publications.add(publication('a'), { after: 0 })
    expect(await store.intake.commit({ ...nothing, publication: 1 })).toBe('committed')
    await store.publications.add(publication('b'), { after: 1 })
    expect(await store.intake.commit({ ...nothing, publication: 1 })).toBe('conflict')
    expect(await store.intake.commit({ ...nothing, publication: 2 })).toBe('committed')
    expect(await store.intake.commit(nothing)).toBe('committed')
  })

  test('names and versions of plugins are kept by their digest', async () => {
    await store.system.savePluginSet({ digest: 'p', plugins: { a: '1.0.0' }, at: NOW })
    await store.system.savePluginSet({ digest: 'p', plugins: {}, at: NOW })
    expect(await store.system.pluginSet('p')).toEqual({ a: '1.0.0' })
    expect(await store.system.pluginSet('q')).toBeUndefined()
  })
})
