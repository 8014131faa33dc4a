import { beforeAll, describe, expect, test } from 'vitest'
import { defineFields } from '../../../../core/model/fields.js'
import { foldForSearch } from '../../../../core/model/text/fold.js'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, NOW, record } from '../../../support/stored-records.js'

const everyType = defineFields({
  aText: { type: 'text' },
  aNumber: { type: 'number' },
  aBoolean: { type: 'boolean' },
  aDate: { type: 'date' },
  aMoney: { type: 'money' },
  aList: { type: 'multiSelect' },
  someJson: { type: 'json' },
})

eachDatabase(({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open({ customFields: { lead: everyType } })
  })

  describe('a record is read back exactly as it was written:', () => {
    test.each([
      ['nothing but what is required', {}],
      [
        'empty and false values',
        { aText: '', aNumber: 0, aBoolean: false, aList: [], someJson: {}, aMoney: { amount: 0, currency: 'EUR' } },
      ],
      [
        'large and broken numbers',
        { aNumber: -0.1, nextChangeAt: 8_640_000_000_000_000, aMoney: { amount: Number.MAX_SAFE_INTEGER, currency: 'IRR' } },
      ],
      ['text of many scripts', { name: `سارا «O'Neil» "quoted" \\ \n 🙂 ? :x`, aText: 'a'.repeat(40_000) }],
      [
        'lists and nested JSON',
        { aList: ['تهران', 'a"b'], someJson: { a: [1, null, { b: 'x\0y' }] }, aDate: '2026-03-21', aBoolean: true },
      ],
    ])('%s', async (name, values) => {
      const lead = aStoredLead(name, values)
      await store.records.insert('lead', [lead])
      expect(await store.records.get('lead', name)).toEqual(lead)
    })
  })

  test('an absent key, undefined and null are all a missing value', async () => {
    await store.records.insert('lead', [aStoredLead('missing', { name: undefined, city: null })])
    expect(Object.keys((await store.records.get('lead', 'missing')) ?? {}).sort()).toEqual(Object.keys(aStoredLead('x')).sort())
  })

  test('a character that PostgreSQL cannot hold is left out on both', async () => {
    await store.records.insert('lead', [aStoredLead('nul', { name: 'Sa\0ra' })])
    expect(await store.records.get('lead', 'nul')).toMatchObject({ name: 'Sara' })
  })

  test('defaults are there for every reader and a secret for none', async () => {
    await store.records.insert('user', [{ ...record('u-1'), name: 'Ali', email: 'ali@example.ir', passwordHash: 'secret' }])
    const user = await store.records.get('user', 'u-1')
    expect(user).toMatchObject({ role: 'rep', active: true, away: false, weight: 1 })
    expect(user).not.toHaveProperty('passwordHash')
    expect(await store.access.passwordHash('u-1')).toBe('secret')
  })

  test('a value for a field that nobody declared is refused, not lost', async () => {
    const wrong = aStoredLead('wrong', { emial: 'x' })
    await expect(store.records.insert('lead', [wrong])).rejects.toMatchObject({ code: 'RECORD_FIELD_UNKNOWN' })
  })

  test('a changed record can be found by its new words and no longer by the old', async () => {
    await store.records.insert('lead', [aStoredLead('words', { name: 'كيان', company: 'Café' })])
    expect(await store.records.count('lead', { search: foldForSearch('کیان CAFE') })).toBe(1)
    await store.records.update('lead', { id: 'words', expectedVersion: 1, changes: { name: 'نادر' }, now: NOW })
    expect(await store.records.count('lead', { search: 'کیان' })).toBe(0)
    expect(await store.records.count('lead', { search: 'نادر café' })).toBe(1)
  })

  test('search takes marks of LIKE for letters', async () => {
    await store.records.insert('lead', [aStoredLead('percent', { company: '100%_!off' })])
    expect(await store.records.count('lead', { search: '0%_!' })).toBe(1)
    expect(await store.records.count('lead', { search: '1%%' })).toBe(0)
  })
})
