import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import type { Lead } from '../../core/model/entities/lead.js'
import { changeUser, claimLead, createRecord, logActivity, releaseLead, updateLead } from '../../core/operations/index.js'
import { isRefusal } from '../../core/plugin-api/index.js'
import type { TestCrm } from '../../core/testing/index.js'
import { rulesFolder } from '../core/intake/rules-folder.js'
import { aLeadIn, crmsOn, somebody } from '../core/operations/crms-of-suite.js'
import { eachDatabase } from '../support/databases.js'

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
const calendar = {
  timeZone: 'UTC',
  week: Object.fromEntries(WORKDAYS.map((day) => [day, ['09:00-17:00']])),
  holidays: [{ on: '2026-01-07' }],
}
const ofCompany = (value: string) => ({ all: [{ fact: 'lead', path: '$.company', operator: 'equal', value }] })
const queues = {
  queues: [
    {
      id: 'pool',
      label: { en: 'Pool' },
      claim: { maxOpen: 2, perDay: 3 },
      recycle: {
        after: 'P1D',
        calendar: 'calendar',
        unless: { all: [{ fact: 'lead', path: '$.city', operator: 'equal', value: 'Kept' }] },
      },
    },
    { id: 'desk', label: { en: 'Desk' }, capacity: 2 },
  ],
}
const routing = {
  rules: [
    { id: 'pool', conditions: ofCompany('Pool'), then: { queue: 'pool' } },
    {
      id: 'parts',
      conditions: ofCompany('Parts'),
      then: {
        queue: 'inbound',
        strategy: {
          filter: ['territory', { use: 'skill', params: { field: 'language' } }],
          rank: ['sticky-owner', 'least-busy'],
          pick: 'round-robin',
        },
      },
    },
    {
      id: 'hours',
      conditions: ofCompany('Hours'),
      then: { queue: 'inbound', strategy: { filter: ['working-hours'], pick: 'round-robin' } },
    },
    { id: 'rest', then: { queue: 'desk', strategy: 'least-busy' } },
  ],
}

let rules: string
beforeAll(async () => {
  rules = await rulesFolder({ calendar, queues, routing })
})
afterAll(() => rm(rules, { recursive: true, force: true }))

const MONDAY = '2026-01-05T09:00:00Z'
const lastRouting = async (test: TestCrm, { id }: Lead) => (await test.profile(id)).decisions[0]?.decision.routing
const now = async (test: TestCrm, { id }: Lead): Promise<Lead> => (await test.profile(id)).lead
const set = (test: TestCrm, id: string, changes: Parameters<typeof changeUser>[1]['changes'] & object) =>
  changeUser(test.crm, { actor: SYSTEM, id, changes })

eachDatabase((database) => {
  const open = crmsOn(database)
  const start = (from = MONDAY) => open({ rules: [rules], start: from })

  test('gomato-5, vtiger-3: a composition filters by province and skill, ranks, picks, and tells everybody else why not', async () => {
    const crm = await start()
    const far = await crm.addUser({ name: 'Far', territories: ['fars'] })
    const mute = await crm.addUser({ name: 'Mute', territories: ['tehran'] })
    const fits = await crm.addUser({ name: 'Fits', territories: ['tehran'] })
    await set(crm, fits, { skills: ['fa', 'en'] })
    await set(crm, mute, { skills: ['en'] })
    const lead = await aLeadIn(crm, somebody({ company: 'Parts', province: 'استان تهران', language: 'fa' }))
    expect(lead.ownerId).toBe(fits)
    const routing = await lastRouting(crm, lead)
    expect(routing?.strategy).toBe('territory + skill > sticky-owner > least-busy > round-robin')
    expect(Object.fromEntries(routing?.leftOut.map(({ userId, reason }) => [userId, reason]) ?? [])).toEqual({
      [far]: 'other-territory',
      [mute]: 'missing-skill',
    })
  })

  test('gomato-5: the city finds who serves it, and the same customer comes back to who knows them', async () => {
    const crm = await start()
    const one = await crm.addUser({ name: 'One', territories: ['city:Qom', 'tehran'] })
    const other = await crm.addUser({ name: 'Other', territories: ['city:Qom', 'tehran'] })
    await createRecord(crm.crm, {
      actor: SYSTEM,
      entity: 'account',
      values: { name: 'Acme', website: 'https://acme.example', ownerId: other },
    })
    const lead = await aLeadIn(crm, somebody({ company: 'Parts', city: 'Qom', email: 'buyer@acme.example' }))
    expect(lead.ownerId).toBe(other)
    expect(await lastRouting(crm, lead)).toMatchObject({ leftOut: [{ userId: one, reason: 'not-sticky-owner' }] })
  })

  test('roka-5: outside working hours a lead waits, and the first minute of the day gives it to who begins to work', async () => {
    const crm = await start('2026-01-06T18:00:00Z')
    const user = await crm.addUser({ name: 'Daytime' })
    await set(crm, user, { workingCalendar: 'calendar' })
    const lead = await aLeadIn(crm, somebody({ company: 'Hours' }))
    expect(lead.ownerId).toBeUndefined()
    expect(await lastRouting(crm, lead)).toMatchObject({ leftOut: [{ userId: user, reason: 'outside-working-hours' }] })
    // The next day is a holiday.
    expect(lead.nextChangeAt).toBe(Date.parse('2026-01-08T09:00:00Z'))
    await crm.pass('P1DT14H59M59S')
    expect((await now(crm, lead)).ownerId).toBeUndefined()
    await crm.pass('PT1S')
    expect((await now(crm, lead)).ownerId).toBe(user)
  })

  test('roka-5: a full queue drains by itself, hottest first, when somebody has room again or comes back', async () => {
    const crm = await start()
    const user = await crm.addUser({ name: 'Desk', queues: ['desk'] })
    const leads: Lead[] = []
    for (let index = 0; index < 4; index += 1) leads.push(await aLeadIn(crm, somebody({ company: 'Any' })))
    expect(leads.map(({ ownerId }) => ownerId)).toEqual([user, user, undefined, undefined])
    const [first, , third, fourth] = leads as [Lead, Lead, Lead, Lead]
    expect(await lastRouting(crm, third)).toMatchObject({ leftOut: [{ userId: user, reason: 'at-capacity' }] })
    await updateLead(crm.crm, { actor: SYSTEM, id: first.id, changes: { status: 'junk', statusReason: 'test' } })
    await crm.settle()
    expect((await Promise.all([third, fourth].map((lead) => now(crm, lead)))).filter(({ ownerId }) => ownerId)).toHaveLength(1)
    await crm.addUser({ name: 'Second', queues: ['desk'] })
    await crm.settle()
    expect((await now(crm, fourth)).ownerId).toBeDefined()
    expect((await now(crm, third)).ownerId).toBeDefined()
  })

  test('roka-5: two users who take the same lead at once: one gets it, the other hears that it is taken', async () => {
    const crm = await start()
    const users = [await crm.addUser({ name: 'A', queues: ['pool'] }), await crm.addUser({ name: 'B', queues: ['pool'] })]
    const lead = await aLeadIn(crm, somebody({ company: 'Pool' }))
    expect(lead).toMatchObject({ queue: 'pool' })
    expect(lead.ownerId).toBeUndefined()
    const answers = await Promise.all(users.map((userId) => claimLead(crm.crm, { actor: SYSTEM, leadId: lead.id, userId })))
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1)
    expect(answers.filter(isRefusal)).toMatchObject([{ code: 'lead-taken' }])
  })

  test('roka-5: limits of a pool are refused with their numbers', async () => {
    const crm = await start()
    const userId = await crm.addUser({ name: 'A', queues: ['pool'] })
    const stranger = await crm.addUser({ name: 'Stranger', queues: ['desk'] })
    const leads = []
    for (let index = 0; index < 5; index += 1) leads.push(await aLeadIn(crm, somebody({ company: 'Pool' })))
    const take = (lead: Lead | undefined, who = userId) =>
      claimLead(crm.crm, { actor: SYSTEM, leadId: lead?.id ?? '', userId: who })
    const [one, two, three, four, five] = leads
    expect(await take(one, stranger)).toMatchObject({ code: 'not-a-member' })
    await take(one)
    await take(two)
    expect(await take(three)).toMatchObject({ code: 'claim-limit-open', details: ['2', '2'] })
    const close = { status: 'junk', statusReason: 'test' }
    for (const lead of [one, two]) await updateLead(crm.crm, { actor: SYSTEM, id: lead?.id ?? '', changes: close })
    expect(isRefusal(await take(four))).toBe(false)
    expect(await take(five)).toMatchObject({ code: 'claim-limit-day', details: ['3', '3'] })
  })

  test('roka-5: a lead that its owner does nothing about goes back to the pool after its working time, and stays away from them', async () => {
    const crm = await start()
    const userId = await crm.addUser({ name: 'A', queues: ['pool'] })
    const lead = await aLeadIn(crm, somebody({ company: 'Pool' }))
    const kept = await aLeadIn(crm, somebody({ company: 'Pool', city: 'Kept' }))
    for (const { id } of [lead, kept]) await claimLead(crm.crm, { actor: SYSTEM, leadId: id, userId })
    await crm.pass('PT4H')
    await logActivity(crm.crm, { actor: { kind: 'user', id: userId, role: 'rep' }, activity: { leadId: lead.id, type: 'note' } })
    expect((await now(crm, lead)).nextChangeAt).toBe(Date.parse('2026-01-06T13:00:00Z'))
    await crm.pass('P1D')
    const back = await now(crm, lead)
    expect(back).toMatchObject({ queue: 'pool', gaveBackId: userId })
    expect(back.ownerId).toBeUndefined()
    expect((await now(crm, kept)).ownerId).toBe(userId)
    expect(await lastRouting(crm, lead)).toMatchObject({ recycledFrom: userId, queue: 'pool' })
    expect((await crm.profile(lead.id)).activities.map(({ type }) => type)).toContain('lead.recycled')
  })

  test('roka-5: who gives a lead back does not get it again by itself', async () => {
    const crm = await start()
    const [one, other] = [
      await crm.addUser({ name: 'One', queues: ['desk'] }),
      await crm.addUser({ name: 'Other', queues: ['desk'] }),
    ]
    const lead = await aLeadIn(crm, somebody({ company: 'Any' }))
    expect(lead.ownerId).toBe(one)
    const released = await releaseLead(crm.crm, { actor: SYSTEM, leadId: lead.id })
    expect(released).toMatchObject({ ownerId: other })
    expect(await lastRouting(crm, lead)).toMatchObject({ leftOut: [{ userId: one, reason: 'gave-it-back' }] })
  })
})
