import { beforeEach, expect, test } from 'vitest'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, NOW, record } from '../../../support/stored-records.js'

eachDatabase(({ open }) => {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  const aTask = (id: string, idempotencyKey?: string) => ({ ...record(id), subject: 'Call', priority: 'high', idempotencyKey })

  test('an edit changes what it names, clears what is null, and grows the version', async () => {
    await store.records.insert('lead', [aStoredLead('l-1', { city: 'Tabriz', grade: 'A' })])
    const change = { id: 'l-1', expectedVersion: 1, changes: { city: null, grade: 'B' }, now: NOW + 9 }
    const after = { ...aStoredLead('l-1', { grade: 'B' }), version: 2, updatedAt: NOW + 9 }
    expect(await store.records.update('lead', change)).toEqual(after)
    expect(await store.records.get('lead', 'l-1')).toEqual(after)
    expect(await store.records.update('lead', change)).toBe('conflict')
    expect(await store.records.update('lead', { ...change, id: 'l-2' })).toBe('missing')
    const wrong = { id: 'l-1', expectedVersion: 2, changes: { ciity: 'x' }, now: NOW }
    await expect(store.records.update('lead', wrong)).rejects.toMatchObject({ code: 'RECORD_FIELD_UNKNOWN' })
  })

  test('of two edits at once, one is written', async () => {
    await store.records.insert('lead', [aStoredLead('l-1')])
    const edit = (city: string) => store.records.update('lead', { id: 'l-1', expectedVersion: 1, changes: { city }, now: NOW })
    const answers = await Promise.all([edit('Qom'), edit('Ahvaz')])
    expect(answers.filter((answer) => answer === 'conflict')).toHaveLength(1)
  })

  test('one effect makes one record, however often it is performed', async () => {
    const answers = await Promise.all([1, 2, 3].map((n) => store.records.insertOnce('task', aTask(`t-${n}`, 'key'))))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await store.records.insertOnce('task', aTask('t-8'))).toBe(true)
    expect(await store.records.insertOnce('task', aTask('t-9'))).toBe(true)
    expect(await store.records.count('task')).toBe(3)
  })

  test('a second record with a unique value and one without a required value are named errors', async () => {
    await store.records.insert('task', [aTask('t-1', 'key')])
    await expect(store.records.insert('task', [aTask('t-2'), aTask('t-3', 'key')])).rejects.toMatchObject({
      code: 'RECORD_NOT_UNIQUE',
      status: 409,
    })
    expect(await store.records.count('task')).toBe(1)
    await expect(store.records.insert('lead', [{ ...record('l-1') }])).rejects.toMatchObject({ code: 'RECORD_INCOMPLETE' })
  })

  test('many are read by their ids, those that are not there left out', async () => {
    await store.records.insert(
      'lead',
      ['l-2', 'l-1', 'l-3'].map((id) => aStoredLead(id)),
    )
    expect((await store.records.getMany('lead', ['l-3', 'x', 'l-1'])).map(({ id }) => id)).toEqual(['l-1', 'l-3'])
    expect(await store.records.getMany('lead', [])).toEqual([])
  })
})
