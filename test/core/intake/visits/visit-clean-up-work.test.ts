import { afterAll, expect, test } from 'vitest'
import { recordVisit } from '../../../../core/intake/visits/record-visit.js'
import { visitCleanUpWork } from '../../../../core/intake/visits/visit-clean-up-work.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'

let opened: TestCrm | undefined
afterAll(() => opened?.close())

test('views of people nobody knows are deleted after the days the deployment keeps them, those of a lead stay', async () => {
  opened = await openTestCrm({ config: { tracking: { retentionDays: 30 } } })
  const { crm, clock } = opened
  const [known, unknown] = ['k'.repeat(32), 'u'.repeat(32)]
  for (const key of [known, unknown]) await recordVisit(crm, { key, page: 'https://shop.example/' })
  const [lead] = await opened.capture('api', { values: { email: 'known@example.com' }, visitor: known })
  const count = async () => [await crm.store.records.count('visitor'), await crm.store.records.count('pageView')]
  expect(await count()).toEqual([2, 1])
  clock.pass('P29D')
  expect(await visitCleanUpWork(crm).run()).toBe(0)
  clock.pass('P2D')
  expect(await visitCleanUpWork(crm).run()).toBe(2)
  expect(await count()).toEqual([1, 0])
  const { activities } = await opened.profile(lead?.id ?? '')
  expect(activities.map(({ type }) => type)).toContain('page.viewed')
})

test('a second person on the same browser is not merged with the first, and takes no views', async () => {
  const { capture, crm, settle, profile } = opened as TestCrm
  const visitor = 's'.repeat(32)
  const [first] = await capture('api', { values: { email: 'one@example.com' }, visitor })
  const [second] = await capture('api', { values: { email: 'two@example.com' }, visitor })
  expect(second?.id).not.toBe(first?.id)
  await recordVisit(crm, { key: visitor, page: 'https://shop.example/later' })
  await settle()
  const viewed = async (id = '') => (await profile(id)).activities.filter(({ type }) => type === 'page.viewed').length
  expect([await viewed(first?.id), await viewed(second?.id)]).toEqual([1, 0])
})
