import { afterEach, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { record } from '../../../core/intake/capture.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import { listSubmissions, logActivity, replaySubmissions, updateLead } from '../../../core/operations/index.js'
import { defineLeadSource, definePlugin, isRefusal } from '../../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'

const opened: TestCrm[] = []

afterEach(async () => {
  for (const crm of opened.splice(0)) await crm.close()
})

/** Talks for a large company, has a budget, needs it now: hot under the base rules. */
const HOT = {
  name: 'Sara Karimi',
  company: 'Alborz Steel',
  email: 'sara@example.com',
  phone: '02188880000',
  authority: 'decision-maker',
  timeline: 'now',
  employees: 900,
  needLevel: 'defined',
  message: 'A CRM for forty people, soon',
  budget: { amount: 5_000_000_000, currency: 'IRR' },
}

eachDatabase((database) => {
  async function open(options: TestCrmOptions = {}): Promise<TestCrm> {
    const crm = await openTestCrm({ connection: await database.newConnection(), ...options })
    opened.push(crm)
    return crm
  }

  async function quarantined(crm: TestCrm) {
    return (await listSubmissions(crm.crm, { actor: SYSTEM, query: { state: 'quarantined' } })).records
  }

  async function send(crm: TestCrm, values: Readonly<Record<string, unknown>>, idempotencyKey?: string) {
    const submission = { channel: 'test', payload: { values }, ...(idempotencyKey ? { idempotencyKey } : {}) }
    const answer = await record(crm.crm, { source: 'api', submissions: [submission] })
    await crm.settle()
    return answer.submissions[0]
  }

  const allLeads = async (crm: TestCrm) =>
    (await crm.crm.store.records.list('lead', { limit: 500 })).records as unknown as readonly Lead[]

  test('the same key with the same content is one lead, with other content a conflict', async () => {
    const crm = await open()
    const first = await send(crm, { name: 'Ali', email: 'ali@example.com' }, 'k1')
    const again = await send(crm, { name: 'Ali', email: 'ali@example.com' }, 'k1')
    const other = await send(crm, { name: 'Reza', email: 'reza@example.com' }, 'k1')
    expect([first?.status, again?.status, other?.status]).toEqual(['new', 'repeated', 'conflict'])
    expect(await allLeads(crm)).toHaveLength(1)
  })

  test('a value that cannot be is held with its field named, the rest of the batch goes on, and a replay after repair decides it', async () => {
    const healed = { is: false }
    const chat = defineLeadSource({
      label: 'Chat',
      parse: () => ({ values: { name: 'Nika', email: healed.is ? 'nika@example.com' : 'not an e-mail' } }),
    })
    const crm = await open({ plugins: [definePlugin({ name: 'source-chat', leadSources: { chat } })] })
    await record(crm.crm, { source: 'chat', submissions: [{ channel: 'test', payload: { id: 1 } }] })
    await send(crm, { name: 'Ali', email: 'ali@example.com' })
    const [held] = await quarantined(crm)
    expect(held?.problem).toMatchObject({ code: 'LEAD_INVALID', details: { field: 'email' } })
    expect(await allLeads(crm)).toHaveLength(1)
    healed.is = true
    expect(await replaySubmissions(crm.crm, { actor: SYSTEM, ids: 'all-quarantined' })).toBe(1)
    await crm.settle()
    expect(await quarantined(crm)).toEqual([])
    expect((await allLeads(crm)).map(({ email }) => email).sort()).toEqual(['ali@example.com', 'nika@example.com'])
  })

  test('a source that throws, or a guard that refuses, holds the submission where people see it', async () => {
    const broken = defineLeadSource({
      label: 'Broken',
      parse() {
        throw new Error('no such field')
      },
    })
    const crm = await open({
      plugins: [
        definePlugin({ name: 'source-broken', leadSources: { broken } }),
        definePlugin({
          name: 'guard-competitors',
          hooks: { 'lead:admit': ({ values }) => (values['company'] === 'Rival' ? { refused: 'A competitor.' } : undefined) },
        }),
      ],
    })
    await record(crm.crm, { source: 'broken', submissions: [{ channel: 'test', payload: {} }] })
    await send(crm, { name: 'Spy', company: 'Rival' })
    const problems = (await quarantined(crm)).map(({ problem }) => problem)
    expect(problems.map((problem) => problem?.code).sort()).toEqual(['LEAD_REFUSED', 'PLUGIN_FAILED'])
    expect(problems.find((problem) => problem?.code === 'LEAD_REFUSED')?.message).toBe('A competitor.')
  })

  test('a scoring model that fails costs its score, not the lead', async () => {
    const crm = await open({
      plugins: [
        definePlugin({
          name: 'hook-broken',
          hooks: {
            'lead:score': () => {
              throw new Error('division by zero')
            },
          },
        }),
      ],
    })
    await crm.addUser({ name: 'Anna' })
    await send(crm, { name: 'Ali', email: 'ali@example.com' })
    const [lead] = await allLeads(crm)
    const { decisions } = await crm.profile(String(lead?.id))
    expect(decisions[0]?.decision.problems[0]?.message).toContain('hook-broken')
    expect(lead?.ownerId).toBeDefined()
  })

  test('a hot lead without an answer makes one urgent task after five minutes, and never a second', async () => {
    const crm = await open()
    for (const name of ['Anna', 'Behrouz']) await crm.addUser({ name, queues: ['inbound', 'enterprise', 'duty-desk'] })
    await send(crm, HOT)
    const [lead] = await allLeads(crm)
    expect(lead?.grade).toBe('hot')
    const urgent = async () => (await crm.profile(String(lead?.id))).tasks.filter(({ priority }) => priority === 'urgent')
    await crm.pass('PT4M59S')
    const before = await urgent()
    await crm.pass('PT1S')
    expect((await urgent()).length - before.length).toBe(1)
    await crm.pass('P1D')
    expect((await urgent()).length - before.length).toBe(1)
  })

  test('an answer in time leaves the five-minute task out', async () => {
    const crm = await open()
    await crm.addUser({ name: 'Anna', queues: ['inbound', 'enterprise', 'duty-desk'] })
    await send(crm, HOT)
    const [lead] = await allLeads(crm)
    const leadId = String(lead?.id)
    await crm.pass('PT2M')
    await logActivity(crm.crm, { actor: SYSTEM, activity: { leadId, type: 'call.outbound', subject: 'Called' } })
    await crm.pass('PT10M')
    const { tasks, lead: now } = await crm.profile(leadId)
    expect(now.firstResponseAt).toBeDefined()
    expect(tasks.filter(({ rule }) => rule?.includes('five-minutes'))).toEqual([])
  })

  test('a status that needs a reason is refused without one, taken with one, and both are told in words', async () => {
    const crm = await open()
    await send(crm, { name: 'Ali', email: 'ali@example.com' })
    const [lead] = await allLeads(crm)
    const id = String(lead?.id)
    const refused = await updateLead(crm.crm, { actor: SYSTEM, id, changes: { status: 'lost' } })
    expect(refused).toMatchObject({ refused: expect.stringContaining('Too expensive') })
    expect(isRefusal(refused) && refused.details).toContain('too-expensive')
    const lost = await updateLead(crm.crm, { actor: SYSTEM, id, changes: { status: 'lost', statusReason: 'too-expensive' } })
    expect(lost).toMatchObject({ status: 'lost', statusReason: 'too-expensive' })
    const { activities } = await crm.profile(id)
    expect(activities.find(({ type }) => type === 'status.changed')?.details).toMatchObject({ to: 'lost' })
  })

  test('an edit of the e-mail moves the key under which the lead is found', async () => {
    const crm = await open()
    await send(crm, { name: 'Ali', email: 'old@example.com' })
    const [lead] = await allLeads(crm)
    await updateLead(crm.crm, { actor: SYSTEM, id: String(lead?.id), changes: { email: 'new@example.com' } })
    await send(crm, { name: 'Ali', email: 'new@example.com', company: 'Pars' })
    await send(crm, { name: 'Somebody', email: 'old@example.com' })
    const leads = await allLeads(crm)
    expect(leads.map(({ email }) => email).sort()).toEqual(['new@example.com', 'old@example.com'])
    expect(leads.find(({ email }) => email === 'new@example.com')?.company).toBe('Pars')
  })

  test('an edit that somebody else overtook is refused', async () => {
    const crm = await open()
    await send(crm, { name: 'Ali', email: 'ali@example.com' })
    const [lead] = await allLeads(crm)
    const id = String(lead?.id)
    await updateLead(crm.crm, { actor: SYSTEM, id, changes: { company: 'Pars' } })
    const late = await updateLead(crm.crm, {
      actor: SYSTEM,
      id,
      expectedVersion: lead?.version ?? 0,
      changes: { company: 'Kavir' },
    })
    expect(isRefusal(late)).toBe(true)
    expect((await crm.profile(id)).lead.company).toBe('Pars')
  })

  test('contributions add up to the score, and every colleague who did not get the lead has a reason', async () => {
    const crm = await open()
    for (const name of ['Anna', 'Behrouz', 'Carla'])
      await crm.addUser({ name, queues: ['inbound', 'enterprise', 'duty-desk', 'nurture'] })
    await crm.addUser({ name: 'Full', queues: ['enterprise'], capacity: 0 })
    await send(crm, HOT)
    const [lead] = await allLeads(crm)
    const { decisions } = await crm.profile(String(lead?.id))
    const { scores, routing } = decisions[0]?.decision ?? { scores: {} }
    for (const { total, contributions } of Object.values(scores)) {
      expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(total, 9)
    }
    expect(routing?.queue).toBe('enterprise')
    expect(routing?.leftOut).toHaveLength(3)
    expect(routing?.leftOut.map(({ reason }) => reason)).toContain('at-capacity')
  })

  test('the reference engine decides the same', async () => {
    const scores: unknown[] = []
    for (const ruleEngine of ['compiled', 'reference'] as const) {
      const crm = await open({ config: { ruleEngine } })
      await crm.addUser({ name: 'Anna', queues: ['enterprise'] })
      await send(crm, HOT)
      const [lead] = await allLeads(crm)
      const decision = (await crm.profile(String(lead?.id))).decisions.at(-1)?.decision
      scores.push({
        scores: decision?.scores,
        queue: decision?.routing?.queue,
        fired: decision?.fired,
        transitions: decision?.transitions,
      })
    }
    expect(scores[1]).toEqual(scores[0])
  })
})
