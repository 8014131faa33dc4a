import { afterEach, describe, expect, test } from 'vitest'
import { openTestCrm, type TestCrm } from '../../../core/testing/open-test-crm.js'

let opened: TestCrm | undefined

afterEach(async () => {
  await opened?.close()
  opened = undefined
})

async function open(options: Parameters<typeof openTestCrm>[0] = {}): Promise<TestCrm> {
  opened = await openTestCrm(options)
  return opened
}

describe('the way of one lead', () => {
  test('a lead that arrives is scored, graded, routed to an owner, and its decision says why', async () => {
    const test = await open()
    const sara = await test.addUser({ name: 'Sara' })
    const [lead] = await test.capture('api', { values: { name: 'Ali Rezaei', email: 'ali@example.com', phone: '09121234567' } })
    expect(lead?.ownerId).toBe(sara)
    expect(lead?.status).toBe('not-contacted')
    const { decisions, activities } = await test.profile(String(lead?.id))
    expect(decisions).toHaveLength(1)
    const decision = decisions[0]?.decision
    const score = Object.values(decision?.scores ?? {})[0]
    expect(score?.contributions.reduce((sum, { points }) => sum + points, 0)).toBe(score?.total)
    expect(decision?.routing?.ownerId).toBe(sara)
    expect(activities.map(({ type }) => type)).toContain('lead.captured')
  })
})
