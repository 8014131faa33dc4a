import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { countLeads, seedDemo } from '../../core/operations/index.js'
import { type OpenExample, openExample } from '../support/open-example.js'

let example: OpenExample
beforeAll(async () => {
  example = await openExample('demo')
})
afterAll(() => example.close())

test('the demo fills itself with people and labelled leads, none of them held back', async () => {
  expect(await seedDemo(example.crm)).toEqual({ users: 6, submissions: 240 })
  await example.crm.settle()
  const labelled = { all: [{ fact: 'lead', path: '$.sample', operator: 'equal', value: true }] }
  const leads = await countLeads(example.crm, { actor: SYSTEM, filter: {} })
  expect(leads).toBeGreaterThan(200)
  expect(await countLeads(example.crm, { actor: SYSTEM, filter: { where: labelled } })).toBe(leads)
  expect((await example.crm.store.journal.list({ state: 'quarantined', limit: 10 })).records).toEqual([])
  const grades = await example.crm.store.records.aggregate({
    entity: 'lead',
    groupBy: ['grade'],
    measures: { leads: { count: true } },
  })
  expect(grades.map((row) => row['grade']).sort()).toEqual(['cold', 'hot', 'warm'])
})
