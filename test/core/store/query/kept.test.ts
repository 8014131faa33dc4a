import { beforeAll, describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import type { Keep, Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, leadWhere } from '../../../support/stored-records.js'

/** Leads 0000 to 1299, of which every third is hot; the number in the name is what no SQL is asked about. */
const LEADS = Array.from({ length: 1_300 }, (_, index) =>
  aStoredLead(String(index).padStart(4, '0'), {
    name: `lead ${index}`,
    source: index % 2 === 0 ? 'fair' : 'ads',
    score: index % 5,
    ...(index % 3 === 0 ? { grade: 'hot' } : {}),
  }),
)

const unknown = { fact: 'luck', operator: 'equal', value: 1 }
const isHot = { fact: 'lead', path: '$.grade', operator: 'equal', value: 'hot' }

eachDatabase(({ open }) => {
  let store: Store
  let asked = 0
  const keepIf =
    (holds: (index: number) => boolean): Keep =>
    async (records) => {
      asked += records.length
      return records.map(({ id }) => holds(Number(id)))
    }
  beforeAll(async () => {
    store = await open()
    await store.records.insert('lead', LEADS)
  })

  const ids = (holds: (index: number) => boolean) => LEADS.filter((_, index) => holds(index)).map(({ id }) => id)

  async function allPages(where: Conditions, keep: Keep, limit: number): Promise<readonly string[]> {
    const found: string[] = []
    for (let after: string | undefined, isLast = false; !isLast; ) {
      const sort = { field: 'score', direction: 'asc' } as const
      const page = await store.records.list('lead', { where, keep, limit, sort, ...(after ? { after } : {}) })
      expect(page.records.length).toBeLessThanOrEqual(limit)
      found.push(...page.records.map(({ id }) => id))
      after = page.next
      isLast = after === undefined
    }
    return found
  }

  test('pages of what is kept have no gap and no double, however few are kept', async () => {
    const rare = (index: number) => index % 3 === 0 && index % 47 === 0
    const found = await allPages({ all: [isHot, unknown] }, keepIf(rare), 4)
    expect([...found].sort()).toEqual(ids(rare))
    expect(
      await allPages(
        { all: [unknown] },
        keepIf(() => false),
        4,
      ),
    ).toEqual([])
  })

  test('the database narrows what is asked about: all of a list by what it can answer, of any by nothing', async () => {
    asked = 0
    expect(
      await store.records.count('lead', { where: { all: [isHot, unknown] }, keep: keepIf((index) => index % 6 === 0) }),
    ).toBe(217)
    expect(asked).toBe(434)
    asked = 0
    expect(await store.records.count('lead', { where: { any: [isHot, unknown] }, keep: keepIf((index) => index < 10) })).toBe(440)
    expect(asked).toBe(1_300 - 434)
  })

  test('under a negation what may hold may also not hold', async () => {
    const where: Conditions = { not: { any: [isHot, unknown] } }
    asked = 0
    expect(await store.records.count('lead', { where, keep: keepIf((index) => index < 10) })).toBe(6)
    expect(asked).toBe(1_300 - 434)
    expect(await store.records.count('lead', { where: { not: { not: { all: [isHot] } } } })).toBe(434)
  })

  test('batches hold only what is kept', async () => {
    const seen: string[] = []
    for await (const batch of store.records.each('lead', {
      where: { all: [unknown] },
      keep: keepIf((index) => index % 400 === 7),
      batch: 100,
    }))
      seen.push(...batch.map(({ id }) => id))
    expect(seen).toEqual(['0007', '0407', '0807', '1207'])
  })

  describe('figures are the same as if the database had answered alone:', () => {
    const measures = {
      leads: { count: true },
      points: { sum: 'score' },
      mean: { average: 'score' },
      least: { min: 'score' },
      most: { max: 'score' },
      hot: { count: true, where: { all: [isHot] } },
      hotMean: { average: 'score', where: { all: [isHot] } },
    } as const
    test.each([[['source']], [['grade', 'source']], [[]]])('by %j', async (groupBy) => {
      const keep = keepIf((index) => index % 5 > 1)
      const query = { entity: 'lead', groupBy, measures } as const
      const kept = await store.records.aggregate({ ...query, where: { any: [unknown, leadWhere('score', 'equal', 4)] } }, keep)
      const alone = await store.records.aggregate({ ...query, where: leadWhere('score', 'greaterThan', 1) })
      expect(kept).toEqual(alone)
    })
    test('of nobody', async () => {
      const nobody = await store.records.aggregate(
        { entity: 'lead', groupBy: [], measures, where: { all: [unknown] } },
        keepIf(() => false),
      )
      expect(nobody).toEqual([{ leads: 0, points: 0, hot: 0 }])
    })
  })

  test('it is told of each comparison how far the database can answer it', () => {
    const answers = (operator: string, value: unknown) =>
      store.records.answers('lead', { fact: 'lead', path: '$.city', operator, value })
    expect(answers('equal', 'Tehran')).toBe('all')
    expect(answers('includesText', 'Tehran')).toBe('most')
    expect(answers('resembles', 'Tehran')).toBe('none')
    const mehr = { known: [0, 9], stretches: [[2, 3]] }
    expect(store.records.answers('lead', { fact: 'lead', path: '$.createdAt', operator: '#within', value: mehr })).toBe('most')
    expect(store.records.answers('lead', unknown)).toBe('none')
    expect(store.records.answers('lead', { fact: 'activityCount', params: { type: 'call' }, operator: 'equal', value: 0 })).toBe(
      'all',
    )
  })

  test('without a keeper such a question is refused', async () => {
    await expect(store.records.count('lead', { where: { any: [isHot, unknown] } })).rejects.toMatchObject({
      code: 'FILTER_NOT_SQL',
    })
    await expect(store.records.count('lead', { where: leadWhere('city', 'includesText', 'x') })).rejects.toMatchObject({
      code: 'FILTER_NOT_SQL',
    })
  })
})
