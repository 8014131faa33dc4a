import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fields } from '../../../../core/model/fields.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead } from '../../../support/stored-records.js'

/** More columns than one function of SQLite takes arguments, of kinds that travel together and apart. */
const many: Fields = Object.fromEntries(
  Array.from({ length: 250 }, (_, at) => [
    `field${at}`,
    at % 50 === 0 ? { type: 'number' } : at % 49 === 0 ? { type: 'money' } : { type: 'text' },
  ]),
) as Fields

eachDatabase(({ open }) => {
  describe('a table of 250 more columns', () => {
    test('is read back value for value', async () => {
      const store = await open({ customFields: { lead: many } })
      const values = Object.fromEntries(
        Object.entries(many).map(([name, { type }], at) => [
          name,
          type === 'number' ? at + 0.1 : type === 'money' ? { amount: at, currency: 'IRR' } : `متن "${at}" \\`,
        ]),
      )
      await store.records.insert('lead', [aStoredLead('full', values), aStoredLead('empty')])
      expect(await store.records.get('lead', 'full')).toEqual(aStoredLead('full', values))
      expect(await store.records.get('lead', 'empty')).toEqual(aStoredLead('empty'))
    })
  })

  test('no number is rounded on its way', async () => {
    const store = await open()
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 500, seed: 7 })
    const leads = numbers.map((score, at) => aStoredLead(`l-${at}`, { score: score === 0 ? 0 : score }))
    await store.records.insert('lead', leads)
    const read = await store.records.getMany(
      'lead',
      leads.map(({ id }) => id),
    )
    const scores = new Map(read.map(({ id, score }) => [id, score]))
    expect(leads.filter(({ id, score }) => scores.get(id) !== score)).toEqual([])
  })
})
