import { afterEach, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { countLeads, listUsers, seedDemo } from '../../../core/operations/index.js'
import { createPlugin } from '../../../core/registry/index.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/index.js'
import { sourceSample } from '../../../plugins/source-sample/index.js'

let opened: TestCrm | undefined
afterEach(async () => {
  await opened?.close()
  opened = undefined
})

test('a demo has people and labelled leads with owners, and filling it twice changes nothing', async () => {
  opened = await openTestCrm({ plugins: [createPlugin(sourceSample, { seed: 7 })] })
  const { crm } = opened
  expect(await seedDemo(crm, { leads: 80 })).toEqual({ users: 6, submissions: 80 })
  const count = (field: string) =>
    countLeads(crm, {
      actor: SYSTEM,
      filter: { where: { all: [{ fact: 'lead', path: `$.${field}`, operator: 'present', value: true }] } },
    })
  const all = await countLeads(crm, { actor: SYSTEM, filter: {} })
  expect(all).toBeGreaterThan(60)
  expect(all).toBeLessThan(80)
  expect(await count('sample')).toBe(all)
  const isOpen = { not: { fact: 'lead', path: '$.status', operator: 'in', value: ['converted', 'lost', 'junk'] } }
  const ownerless = { fact: 'lead', path: '$.ownerId', operator: 'present', value: false }
  expect(await countLeads(crm, { actor: SYSTEM, filter: { where: isOpen } })).toBeGreaterThan(all / 2)
  expect(await countLeads(crm, { actor: SYSTEM, filter: { where: { all: [isOpen, ownerless] } } })).toBe(0)
  expect(await crm.store.journal.list({ state: 'quarantined', limit: 5 })).toMatchObject({ records: [] })

  expect(await seedDemo(crm, { leads: 80 })).toEqual({ users: 0, submissions: 0 })
  expect(await countLeads(crm, { actor: SYSTEM, filter: {} })).toBe(all)
  expect(await listUsers(crm, { actor: SYSTEM })).toHaveLength(6)
})

test('without the sample plugin a demo is not filled', async () => {
  opened = await openTestCrm()
  await expect(seedDemo(opened.crm)).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' })
})

test('a number of leads that the source does not make is refused by name', async () => {
  opened = await openTestCrm({ plugins: [createPlugin(sourceSample, { seed: 7 })] })
  await expect(seedDemo(opened.crm, { leads: 0 })).rejects.toMatchObject({ code: 'SOURCE_REFUSED' })
})
