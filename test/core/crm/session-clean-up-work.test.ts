import { expect, onTestFinished, test } from 'vitest'
import { sessionCleanUpWork } from '../../../core/crm/session-clean-up-work.js'
import { openTestCrm } from '../../../core/testing/index.js'

const HOUR = 3_600_000

test('sessions that have ended go at the start and once a day, and those that live stay', async () => {
  const { crm, close } = await openTestCrm()
  onTestFinished(close)
  let now = 100 * HOUR
  const begin = (hash: string, createdAt: number) =>
    crm.store.access.saveSession({ hash, userId: 'u', createdAt, lastSeenAt: createdAt })
  await begin('ended', now - 25 * HOUR)
  await begin('lives', now - 23 * HOUR)
  const work = sessionCleanUpWork({ store: crm.store, now: () => now })
  expect(await work.nextAt()).toBe(now)
  expect(await work.run()).toBe(1)
  expect(await crm.store.access.session('lives')).toBeDefined()
  now += 23 * HOUR
  expect(await work.run()).toBe(0)
  expect(await crm.store.access.session('lives')).toBeDefined()
  now += HOUR
  expect(await work.nextAt()).toBe(now)
  expect(await work.run()).toBe(1)
  expect(await crm.store.access.session('lives')).toBeUndefined()
})
