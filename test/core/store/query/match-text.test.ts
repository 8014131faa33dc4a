import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { coreOperators } from '../../../../core/rule-engine/index.js'
import type { Keep, Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, leadWhere } from '../../../support/stored-records.js'

type Reading = 'sameText' | 'includesText' | 'startsWithText' | 'endsWithText'
const READINGS: readonly Reading[] = ['sameText', 'includesText', 'startsWithText', 'endsWithText']

/** Letters that fold one by one, mixed with such that do not: ligatures, other scripts, white space, combining signs. */
const COMMON = [...'abAB zZ09٣۷اآأإبپيیىكکگهةۀهئؤوء‌ًّـَٰéÉüÿØ-_%«؟'] as const
const RARE = [...'ßæΣςİıﷲﻼ①Ж\u00a0\t\u0655\u0301\u200d\u{1f600}ے٪'] as const
const letters = (rare: number) =>
  fc
    .array(
      fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...COMMON) }, { weight: rare, arbitrary: fc.constantFrom(...RARE) }),
      { maxLength: 7 },
    )
    .map((each) => each.join(''))
const words = fc.constantFrom(
  'کتاب ها',
  'کتاب‌ها',
  'کتابها',
  'سرنخ های',
  ' ها',
  'ها',
  'New  York',
  ' new york ',
  'نیویورک',
  'AB',
  '',
)
const text = fc.oneof({ weight: 4, arbitrary: letters(1) }, { weight: 1, arbitrary: words })

eachDatabase(({ open }) => {
  let store: Store
  let texts: ReadonlyMap<string, string>
  beforeAll(async () => {
    store = await open()
    const leads = fc.sample(text, { numRuns: 400, seed: 11 }).map((city, index) => aStoredLead(`t-${index}`, { city }))
    await store.records.insert('lead', leads)
    texts = new Map(leads.map(({ id, city }) => [id, String(city)]))
  })

  const holds = (reading: Reading, wanted: string, isNot: boolean) => (city: string) =>
    coreOperators[reading].test(city, wanted) !== isNot

  test('folded texts are compared as the operators compare them, whatever letters they have', async () => {
    let left = 0
    const property = fc.asyncProperty(
      fc.constantFrom(...READINGS),
      fc.oneof(letters(0), text),
      fc.boolean(),
      async (reading, wanted, isNot) => {
        const fits = holds(reading, wanted, isNot)
        const keep: Keep = async (records) => {
          left += records.length
          return records.map(({ city }) => fits(String(city)))
        }
        const where = leadWhere('city', isNot ? `not:${reading}` : reading, wanted)
        const expected = [...texts].filter(([, city]) => fits(city)).map(([id]) => id)
        expect(await store.records.count('lead', { where, keep })).toBe(expected.length)
        const { records } = await store.records.list('lead', { where, keep, limit: 500 })
        expect(records.map(({ id }) => id).sort()).toEqual(expected.sort())
      },
    )
    await fc.assert(property, { numRuns: 150 })
    expect(left).toBeGreaterThan(0)
  })

  describe('of common letters the database is sure:', () => {
    test.each<[string, Reading, string, boolean]>([
      ['علي كريمي', 'sameText', 'علی کریمی', true],
      ['مُحَمَّد', 'sameText', 'محمد', true],
      ['علی‌رضا', 'includesText', 'رضا', true],
      ['آرش', 'startsWithText', 'ار', true],
      ['Café Noir', 'endsWithText', 'NOIR', true],
      ['Café Noir', 'startsWithText', 'cafe', true],
      ['تلفن ۰۲۱', 'includesText', '٠٢١', true],
      ['Tehran', 'sameText', 'teheran', false],
      ['100%', 'includesText', '%', true],
      ['1000', 'includesText', '%', false],
      ['a_b', 'sameText', 'a b', false],
      ['ab', 'endsWithText', 'cab', false],
    ])('%s %s %s', async (city, reading, wanted, expected) => {
      const id = `s-${city}-${reading}-${wanted}`
      await store.records.insert('lead', [aStoredLead(id, { city, source: id })])
      const where = { all: [leadWhere('city', reading, wanted), leadWhere('source', 'equal', id)] }
      const asked: string[] = []
      const keep: Keep = async (records) => records.map((record) => asked.push(record.id) > 0)
      expect(await store.records.count('lead', { where, keep })).toBe(expected ? 1 : 0)
      expect(asked).toEqual([])
    })
  })
})
