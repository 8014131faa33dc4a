import { expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { record } from '../../../core/intake/capture.js'
import { listSubmissions, replaySubmissions, showSubmission, sourceHealth } from '../../../core/operations/index.js'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { as, crmsOn } from './crms-of-suite.js'

eachDatabase((database) => {
  const open = crmsOn(database)

  async function send(test: TestCrm, values: Readonly<Record<string, unknown>>, spam = false): Promise<string> {
    const submission = { channel: 'test', payload: { values }, ...(spam ? { spam: true } : {}) }
    const { submissions } = await record(test.crm, { source: 'api', submissions: [submission] })
    await test.settle()
    await test.pass('PT1S')
    return String(submissions[0]?.submissionId)
  }

  test('whatever came in is listed newest first with what became of it, and can be read as it came', async () => {
    const test = await open()
    const decided = await send(test, { name: 'Ali', email: 'ali@example.com' })
    const held = await send(test, { name: 'Sara', email: 'nowhere' })
    const spam = await send(test, { name: 'Bot', email: 'bot@example.com' }, true)
    const { records } = await listSubmissions(test.crm, { actor: SYSTEM, query: {} })
    expect(records.map(({ id, state }) => [id, state])).toEqual([
      [spam, 'spam'],
      [held, 'quarantined'],
      [decided, 'decided'],
    ])
    expect(await showSubmission(test.crm, { actor: SYSTEM, id: held })).toMatchObject({
      payload: { values: { name: 'Sara', email: 'nowhere' } },
      problem: { code: 'LEAD_INVALID', details: { field: 'email' } },
    })
    expect((await showSubmission(test.crm, { actor: SYSTEM, id: decided }))?.leadId).toBeDefined()
    expect(await showSubmission(test.crm, { actor: SYSTEM, id: 'nothing' })).toBeUndefined()
    const [health] = await sourceHealth(test.crm, { actor: SYSTEM })
    expect(health).toMatchObject({ source: 'api', counts: { decided: 1, quarantined: 1, spam: 1 } })
    expect(health?.lastAt).toBe(test.clock.now() - 1_000)
  })

  test('pages by state and source reach the end without a gap or a double', async () => {
    const test = await open()
    const submissions = Array.from({ length: 23 }, (_, n) => ({ channel: 'test', payload: { values: { email: `bad-${n}` } } }))
    await record(test.crm, { source: 'api', submissions })
    await test.settle()
    const seen: string[] = []
    let after: string | undefined
    do {
      const query = { state: 'quarantined', source: 'api', limit: 7, ...(after ? { after } : {}) } as const
      const page = await listSubmissions(test.crm, { actor: SYSTEM, query })
      seen.push(...page.records.map(({ id }) => id))
      after = page.next
    } while (after)
    expect([seen.length, new Set(seen).size]).toEqual([23, 23])
    const sizeOf = async (limit: number) => (await listSubmissions(test.crm, { actor: SYSTEM, query: { limit } })).records.length
    expect([await sizeOf(0), await sizeOf(-3), await sizeOf(9_999)]).toEqual([1, 1, 23])
  })

  test('spam that was none becomes a lead when it is sent again; what is decided is not decided twice', async () => {
    const test = await open()
    const decided = await send(test, { name: 'Ali', email: 'ali@example.com' })
    const spam = await send(test, { name: 'Sara', email: 'sara@example.com' }, true)
    expect(await replaySubmissions(test.crm, { actor: as('manager'), ids: [spam, decided, 'nothing'] })).toBe(1)
    await test.settle()
    expect((await showSubmission(test.crm, { actor: SYSTEM, id: spam }))?.state).toBe('decided')
    expect(await test.crm.store.records.count('lead')).toBe(2)
    const { records: audit } = await test.crm.store.records.list('auditEntry', { limit: 5 })
    expect(audit).toContainEqual(expect.objectContaining({ action: 'journal.replay', actor: 'u-manager' }))
  })
})
