import { beforeAll, expect, test } from 'vitest'
import type { ListQuery, Store } from '../../../../core/store/index.js'
import { writeCursor } from '../../../../core/store/query/cursor.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, leadWhere, NOW } from '../../../support/stored-records.js'

eachDatabase(({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
    const scores = [3, 1, undefined, 3, undefined, 2, 3, 1, undefined]
    const names = ['ب', 'a', 'B', undefined, 'é', 'z', 'Z', 'پ', 'ا']
    await store.records.insert(
      'lead',
      scores.map((score, at) => aStoredLead(`l-${at}`, { score, name: names[at], createdAt: NOW + at, doNotCall: at % 2 === 0 })),
    )
  })
  const pages = async (query: Omit<ListQuery, 'limit'>, limit: number) => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await store.records.list('lead', { ...query, limit, ...(after === undefined ? {} : { after }) })
      expect(page.records.length).toBeGreaterThan(0)
      ids.push(...page.records.map(({ id }) => id.slice(2)))
      after = page.next
    } while (after !== undefined)
    return ids.join('')
  }

  test.each([1, 2, 3, 4, 9, 100])(
    'pages of %i over ties and missing values give every record once, in one order',
    async (limit) => {
      expect(await pages({ sort: { field: 'score', direction: 'asc' } }, limit)).toBe('175036248')
      expect(await pages({ sort: { field: 'score', direction: 'desc' } }, limit)).toBe('630571842')
      expect(await pages({ sort: { field: 'doNotCall', direction: 'asc' } }, limit)).toBe('135702468')
      expect(await pages({}, limit)).toBe('876543210')
    },
  )

  test('texts are ordered alike on every database', async () => {
    expect(await pages({ sort: { field: 'name', direction: 'asc' } }, 2)).toBe('261548073')
  })

  test('a filter holds on every page', async () => {
    expect(await pages({ where: leadWhere('score', 'equal', 3), sort: { field: 'score', direction: 'asc' } }, 2)).toBe('036')
  })

  test('a cursor that is malformed, of another sort or of another type is refused', async () => {
    const sort = { field: 'score', direction: 'asc' } as const
    const wrong = [
      'x',
      '',
      Buffer.from('[1]').toString('base64url'),
      writeCursor({ sort: 'name asc', value: 'a', id: 'l-1' }),
      writeCursor({ sort: 'score asc', value: 'a', id: 'l-1' }),
    ]
    for (const after of wrong) {
      await expect(store.records.list('lead', { sort, limit: 2, after })).rejects.toMatchObject({
        code: 'FILTER_CURSOR_INVALID',
        status: 400,
      })
    }
  })

  test('every record comes once when all are walked in batches', async () => {
    const batches: number[] = []
    const seen = new Set<string>()
    for await (const records of store.records.each('lead', { batch: 4 })) {
      batches.push(records.length)
      for (const { id } of records) seen.add(id)
    }
    expect(batches).toEqual([4, 4, 1])
    expect(seen.size).toBe(9)
  })

  test('sorting by what has no order is refused', async () => {
    for (const field of ['rulesTrue', 'nothing']) {
      const query = { sort: { field, direction: 'asc' }, limit: 2 } as const
      await expect(store.records.list('lead', query)).rejects.toMatchObject({ status: 400 })
    }
  })
})
