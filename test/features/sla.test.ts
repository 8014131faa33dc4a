import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import type { Lead } from '../../core/model/entities/lead.js'
import { logActivity, responseStanding, updateLead } from '../../core/operations/index.js'
import type { TestCrm } from '../../core/testing/index.js'
import { rulesFolder } from '../core/intake/rules-folder.js'
import { aLeadIn, crmsOn, somebody } from '../core/operations/crms-of-suite.js'
import { eachDatabase } from '../support/databases.js'

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
const calendar = { timeZone: 'UTC', week: Object.fromEntries(WORKDAYS.map((day) => [day, ['09:00-17:00']])) }
const sla = {
  calendar: 'calendar',
  pause: ['contact-in-future'],
  escalate: ['PT0S', 'PT30M'],
  targets: [
    {
      id: 'urgent',
      conditions: { all: [{ fact: 'lead', path: '$.company', operator: 'equal', value: 'Urgent' }] },
      first: 'PT5M',
      next: 'PT1H',
    },
    { id: 'usual', first: 'P1D', next: 'PT2H' },
  ],
}
const overdue = (id: string, level: number, then: object) => ({
  id,
  conditions: { all: [{ fact: 'responseLevel', operator: 'greaterThanInclusive', value: level }] },
  then: [then],
})
const automation = {
  rules: [
    overdue('remind', 1, { type: 'task.create', params: { subject: 'Answer now', assignee: 'owner' } }),
    overdue('give-away', 2, { type: 'lead.reassign' }),
  ],
}
const routing = { rules: [{ id: 'all', then: { queue: 'inbound', strategy: 'round-robin' } }] }

// A Friday.
const START = '2026-01-09T16:57:00Z'
const at = (text: string) => Date.parse(text)

let rules: string
beforeAll(async () => {
  rules = await rulesFolder({ calendar, sla, automation, routing })
})
afterAll(() => rm(rules, { recursive: true, force: true }))

const now = async (test: TestCrm, { id }: Lead): Promise<Lead> => (await test.profile(id)).lead
const typesOf = async (test: TestCrm, { id }: Lead) => (await test.profile(id)).activities.map(({ type }) => type)

eachDatabase((database) => {
  const open = crmsOn(database)
  const start = () => open({ rules: [rules], start: START })

  test('gomato-6: an answer within five minutes is due in working time, and its countdown stands still over the week-end', async () => {
    const crm = await start()
    const lead = await aLeadIn(crm, somebody({ company: 'Urgent' }))
    expect(lead.responseDueAt).toBe(at('2026-01-12T09:02:00Z'))
    expect(lead.nextChangeAt).toBe(at('2026-01-12T09:02:00Z'))
    expect(responseStanding(crm.crm, lead)).toEqual({ responseState: 'waiting', secondsLeft: 300 })
    await crm.pass('P1D')
    expect(responseStanding(crm.crm, await now(crm, lead))).toEqual({ responseState: 'waiting', secondsLeft: 120 })
  })

  test('gomato-6: a breach is found though nobody touches the lead, told once, and escalates to a task and another owner', async () => {
    const crm = await start()
    const first = await crm.addUser({ name: 'First' })
    const second = await crm.addUser({ name: 'Second' })
    const lead = await aLeadIn(crm, somebody({ company: 'Urgent' }))
    expect(lead.ownerId).toBe(first)
    await crm.pass('P2DT16H4M59S')
    expect(await typesOf(crm, lead)).not.toContain('sla.breached')
    await crm.pass('PT1S')
    const late = await now(crm, lead)
    expect(late).toMatchObject({ slaBreachedAt: at('2026-01-12T09:02:00Z'), firstResponseBreached: true, ownerId: first })
    expect(late.nextChangeAt).toBe(at('2026-01-12T09:32:00Z'))
    expect((await crm.profile(lead.id)).tasks.map(({ subject }) => subject)).toEqual(['Answer now'])
    await crm.pass('PT30M')
    expect((await now(crm, lead)).ownerId).toBe(second)
    await crm.pass('P3D')
    expect((await typesOf(crm, lead)).filter((type) => type === 'sla.breached')).toHaveLength(1)
  })

  test('gomato-6: the answer is measured in working time, and the next message of the customer sets the next clock', async () => {
    const crm = await start()
    const lead = await aLeadIn(crm, somebody({ company: 'Urgent' }))
    await crm.pass('P2DT16H4M')
    await logActivity(crm.crm, { actor: SYSTEM, activity: { leadId: lead.id, type: 'call.outbound' } })
    const answered = await now(crm, lead)
    expect(answered).toMatchObject({ firstResponseSeconds: 240, firstResponseBreached: false })
    expect(answered.responseDueAt).toBeUndefined()
    await crm.pass('PT1H')
    await logActivity(crm.crm, { actor: SYSTEM, activity: { leadId: lead.id, type: 'mail.received' } })
    const waiting = await now(crm, lead)
    expect(waiting).toMatchObject({ waitingSince: crm.clock.now(), responseDueAt: crm.clock.now() + 3_600_000 })
    await crm.pass('PT20M')
    await logActivity(crm.crm, { actor: SYSTEM, activity: { leadId: lead.id, type: 'mail.sent' } })
    expect(await now(crm, lead)).not.toHaveProperty('waitingSince')
    expect(await now(crm, lead)).not.toHaveProperty('responseDueAt')
  })

  test('gomato-6: a status pauses the clock, which goes on afterwards with what was left', async () => {
    const crm = await open({ rules: [rules], start: '2026-01-12T09:00:00Z' })
    const lead = await aLeadIn(crm, somebody({ company: 'Usual' }))
    expect(lead.responseDueAt).toBe(at('2026-01-12T17:00:00Z'))
    await crm.pass('PT3H')
    const changes = { status: 'contact-in-future', nextContactAt: at('2026-01-20T09:00:00Z') }
    const paused = await updateLead(crm.crm, { actor: SYSTEM, id: lead.id, changes })
    expect(paused).not.toHaveProperty('responseDueAt')
    expect(responseStanding(crm.crm, paused as Lead)).toEqual({ responseState: 'paused', secondsLeft: 5 * 3_600 })
    await crm.pass('P1D')
    const back = await updateLead(crm.crm, { actor: SYSTEM, id: lead.id, changes: { status: 'contacted' } })
    expect(back).toMatchObject({ responseDueAt: at('2026-01-13T17:00:00Z') })
  })

  test('gomato-6: what is decided again from its record says the same, breach included', async () => {
    const { replayDecisions } = await import('../../core/operations/index.js')
    const crm = await start()
    await crm.addUser({ name: 'First' })
    const lead = await aLeadIn(crm, somebody({ company: 'Urgent' }))
    await crm.pass('P4D')
    expect((await crm.profile(lead.id)).decisions.length).toBeGreaterThan(1)
    const report = await replayDecisions(crm.crm, { actor: SYSTEM } as Parameters<typeof replayDecisions>[1])
    expect(report).toMatchObject({ different: 0 })
  })
})
