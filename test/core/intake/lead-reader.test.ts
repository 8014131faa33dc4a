import { afterAll, beforeAll, expect, test } from 'vitest'
import { leadReader } from '../../../core/intake/lead-reader.js'
import type { AggregateQuery, AggregateRow, CrmReader } from '../../../core/plugin-api/index.js'
import { definePlugin } from '../../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { aStoredLead } from '../../support/stored-records.js'

/** Half of the leads are lucky, which no database knows. */
const luck = definePlugin({
  name: 'fact-luck',
  facts: { luck: { label: 'Luck', value: { type: 'boolean' }, load: (leads) => leads.map(({ id }) => Number(id) % 2 === 0) } },
})
const lucky = { fact: 'luck', operator: 'equal', value: true }
const isHot = { condition: 'isHot' }

eachDatabase((database) => {
  let opened: TestCrm
  let reader: Pick<CrmReader, 'count' | 'aggregate'>
  beforeAll(async () => {
    opened = await openTestCrm({ connection: await database.newConnection(), plugins: [luck] })
    const lead = (n: number) =>
      aStoredLead(String(n), { source: n < 6 ? 'ads' : 'fair', score: 60 + n, grade: n % 3 === 0 ? 'hot' : 'warm' })
    await opened.crm.store.records.insert(
      'lead',
      Array.from({ length: 10 }, (_, n) => lead(n)),
    )
    reader = leadReader(opened.crm)
  })
  afterAll(() => opened.close())

  const bySource = (query: Pick<AggregateQuery, 'measures' | 'where'>): Promise<readonly AggregateRow[]> =>
    reader.aggregate({ entity: 'lead', groupBy: ['source'], ...query })

  test('leads are counted by any conditions, other records as they are', async () => {
    expect(await reader.count('lead')).toBe(10)
    expect(await reader.count('lead', { all: [isHot, lucky] })).toBe(2)
    expect(await reader.count('user')).toBe(0)
    expect(await reader.aggregate({ entity: 'user', groupBy: [], measures: { users: { count: true } } })).toEqual([{ users: 0 }])
  })

  test('a report narrows by any conditions, named ones too', async () => {
    const measures = { leads: { count: true }, mean: { average: 'score' } } as const
    expect(await bySource({ measures, where: isHot })).toEqual([
      { source: 'ads', leads: 2, mean: 61.5 },
      { source: 'fair', leads: 2, mean: 67.5 },
    ])
    expect(await bySource({ measures, where: { all: [lucky] } })).toEqual([
      { source: 'ads', leads: 3, mean: 62 },
      { source: 'fair', leads: 2, mean: 67 },
    ])
  })

  test('a measure has conditions of its own, and groups in which nobody fits stay', async () => {
    const one = { fact: 'lead', path: '$.score', operator: 'equal', value: 60 }
    const measures = {
      leads: { count: true },
      hot: { count: true, where: isHot },
      lucky: { count: true, where: { all: [lucky, one] } },
      least: { min: 'score', where: { all: [lucky, one] } },
    } as const
    expect(await bySource({ measures })).toEqual([
      { source: 'ads', leads: 6, hot: 2, lucky: 1, least: 60 },
      { source: 'fair', leads: 4, hot: 2, lucky: 0 },
    ])
    expect(
      await reader.aggregate({ entity: 'lead', groupBy: [], measures: { lucky: { count: true, where: { all: [lucky] } } } }),
    ).toEqual([{ lucky: 5 }])
  })
})
