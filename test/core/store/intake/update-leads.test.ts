import { beforeAll, describe, expect, test } from 'vitest'
import type { Lead } from '../../../../core/model/entities/lead.js'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aCommit, aStoredLead, NOW } from '../../../support/stored-records.js'

eachDatabase(({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })

  const read = async (id: string) => (await store.records.get('lead', id)) as Lead
  const write = (leads: readonly { readonly lead: Lead; readonly before: Lead }[]) =>
    store.intake.commit(
      aCommit({ now: NOW + 1, updates: leads.map((each) => ({ ...each, expectedVersion: each.before.version })) }),
    )

  describe('leads that come with what they were', () => {
    test('are written in what differs: each its own values, with nothing else touched', async () => {
      const values = { name: 'Sara', city: 'Rasht', score: 0.1, doNotCall: true, rulesTrue: ['a'] }
      await store.records.insert('lead', [aStoredLead('d-1', values), aStoredLead('d-2', values)])
      const [one, two] = [await read('d-1'), await read('d-2')]
      const { city: _, ...withoutCity } = one
      const changed = [
        { lead: { ...withoutCity, score: 0.30000000000000004 } as Lead, before: one },
        { lead: { ...two, rulesTrue: ['a', 'b'], doNotCall: false }, before: two },
      ]
      expect(await write(changed)).toBe('committed')
      const stamps = { version: 2, updatedAt: NOW + 1 }
      expect(await read('d-1')).toEqual({ ...withoutCity, ...stamps, score: 0.30000000000000004 })
      expect(await read('d-2')).toEqual({ ...two, ...stamps, rulesTrue: ['a', 'b'], doNotCall: false })
    })

    test('are found by their new words', async () => {
      await store.records.insert('lead', [aStoredLead('w-1', { name: 'Nobody' })])
      const before = await read('w-1')
      await write([{ lead: { ...before, name: 'Golnar' }, before }])
      expect(await store.records.count('lead', { search: 'golnar' })).toBe(1)
      expect(await store.records.count('lead', { search: 'nobody' })).toBe(0)
    })

    test('are not written where one of them is no longer as it was', async () => {
      await store.records.insert('lead', [aStoredLead('c-1'), aStoredLead('c-2')])
      const [one, two] = [await read('c-1'), await read('c-2')]
      await write([{ lead: { ...two, city: 'Yazd' }, before: two }])
      const late = [one, two].map((before) => ({ lead: { ...before, score: 9 }, before }))
      expect(await write(late)).toBe('conflict')
      expect((await read('c-1')).score).toBeUndefined()
      expect((await read('c-2')).city).toBe('Yazd')
    })

    test('can be thousands', async () => {
      const leads = Array.from({ length: 5_000 }, (_, at) => aStoredLead(`m-${String(at).padStart(5, '0')}`))
      await store.records.insert('lead', leads)
      const outcome = await write(
        leads.map((before, at) => ({ lead: { ...before, score: at, grade: 'hot', statusSince: at }, before })),
      )
      expect(outcome).toBe('committed')
      expect(await read('m-04999')).toMatchObject({ score: 4999, grade: 'hot', statusSince: 4999, version: 2 })
    })
  })

  test('every lead behind an id is read in batches, for a run that goes on', async () => {
    const ids: string[] = []
    for await (const batch of store.records.each('lead', { batch: 2, after: 'm-04995' })) ids.push(...batch.map(({ id }) => id))
    expect(ids.slice(0, 4)).toEqual(['m-04996', 'm-04997', 'm-04998', 'm-04999'])
  })
})
