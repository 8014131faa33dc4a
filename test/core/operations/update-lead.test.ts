import { expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import { convertLead, updateLead } from '../../../core/operations/index.js'
import { definePlugin, isRefusal, type Plugin } from '../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { aLeadIn, as, crmsOn, failureOf, oneCrmOn, somebody } from './crms-of-suite.js'

eachDatabase((database) => {
  const theCrm = oneCrmOn(database)
  const open = crmsOn(database)
  const change = (crm: TestCrm, id: string, changes: Readonly<Record<string, unknown>>) =>
    updateLead(crm.crm, { actor: SYSTEM, id, changes })
  const stored = async (crm: TestCrm, id: string) => (await crm.crm.store.records.get('lead', id)) as Lead

  test('texts are read as their fields: digits of any script, yes and no, amounts', async () => {
    const crm = theCrm()
    const { id } = await aLeadIn(crm, somebody())
    await change(crm, id, { employees: '۱٬۲۰۰', doNotCall: 'بله', company: '  Pars  ' })
    expect(await stored(crm, id)).toMatchObject({ employees: 1_200, doNotCall: true, company: 'Pars' })
  })

  test('null and an empty text clear a field, and nothing else changes', async () => {
    const crm = theCrm()
    const { id } = await aLeadIn(crm, somebody({ jobTitle: 'CEO', city: 'Qom' }))
    const before = await stored(crm, id)
    await change(crm, id, { jobTitle: null, city: '' })
    const after = await stored(crm, id)
    expect(
      Object.keys(before)
        .filter((field) => !(field in after))
        .sort(),
    ).toEqual(['city', 'jobTitle'])
    expect(after).toMatchObject({ name: before.name, phone: before.phone, version: before.version + 1 })
  })

  test('a write that changes no value leaves no version, no decision and nothing on the timeline', async () => {
    const crm = theCrm()
    const { id } = await aLeadIn(crm, somebody({ employees: 7 }))
    const before = await stored(crm, id)
    const count = async (entity: 'decision' | 'activity') =>
      crm.crm.store.records.count(entity, { where: { all: [{ fact: entity, path: '$.leadId', operator: 'equal', value: id }] } })
    const counts = [await count('decision'), await count('activity')]
    expect(await change(crm, id, { employees: '۷', jobTitle: '', name: before.name })).toEqual(before)
    expect(await stored(crm, id)).toEqual(before)
    expect([await count('decision'), await count('activity')]).toEqual(counts)
  })

  test.each([
    ['shoeSize', 42, 'unknown'],
    ['emial', 'a@example.com', 'did you mean "email"'],
    ['score', 100, 'system'],
    ['version', 9, 'system'],
    ['email', 'nowhere', 'e-mail'],
    ['employees', 'many', 'whole number'],
    ['source', null, 'missing'],
    ['employees', 2 ** 60, ''],
  ])('a change of "%s" to %j is refused with the field named', async (field, value, words) => {
    const crm = theCrm()
    const { id, version } = await aLeadIn(crm, somebody())
    const failure = await failureOf(change(crm, id, { company: 'Pars', [field]: value }))
    expect(failure).toMatchObject({ code: 'LEAD_INVALID', field })
    expect(failure.message.toLowerCase()).toContain(words)
    expect(await stored(crm, id)).toMatchObject({ version })
  })

  test.each([
    ['queue', 'nowhere', 'unknown-queue'],
    ['ownerId', 'nobody', 'unknown-owner'],
    ['campaignId', 'no-campaign', 'unknown-reference'],
    ['status', 'no-status', 'status-unknown'],
    ['status', 'lost', 'reason-missing'],
  ])('a change of "%s" to "%s" is refused with the code %s', async (field, value, code) => {
    const crm = theCrm()
    const { id, version } = await aLeadIn(crm, somebody())
    const refusal = await change(crm, id, { company: 'Pars', [field]: value })
    expect(refusal).toMatchObject({ refused: expect.stringMatching(/\w/), code })
    if (code.startsWith('unknown')) expect(refusal).toMatchObject({ fields: [field], details: [value] })
    expect(await stored(crm, id)).toMatchObject({ version })
  })

  test('a reference to what is there is taken, and one that has ended since stays as it is', async () => {
    const crm = theCrm()
    const { id } = await aLeadIn(crm, somebody())
    const at = crm.clock.now()
    await crm.crm.store.records.insert('campaign', [{ id: 'c-spring', version: 1, createdAt: at, updatedAt: at, name: 'Spring' }])
    const left = await crm.addUser({ name: 'Left', queues: [] })
    expect(await change(crm, id, { campaignId: 'c-spring', ownerId: left })).toMatchObject({ campaignId: 'c-spring' })
    const user = await crm.crm.store.records.get('user', left)
    const leaving = { id: left, expectedVersion: Number(user?.version), changes: { active: false }, now: at }
    await crm.crm.store.records.update('user', leaving)
    expect(await change(crm, id, { ownerId: left, city: 'Qom' })).toMatchObject({ ownerId: left, city: 'Qom' })
    const other = await aLeadIn(crm, somebody())
    expect(await change(crm, other.id, { ownerId: left })).toMatchObject({ code: 'unknown-owner' })
  })

  test('from a status that nothing follows, the refusal says that it is final', async () => {
    const crm = theCrm()
    const { id } = await aLeadIn(crm, somebody())
    expect(await change(crm, id, { status: 'converted' })).toMatchObject({ code: 'needs-conversion', fields: ['status'] })
    await convertLead(crm.crm, { actor: SYSTEM, id })
    expect(await change(crm, id, { status: 'interested' })).toMatchObject({
      code: 'not-allowed',
      details: [],
      refused: expect.stringContaining('final'),
    })
  })

  test('a lead that is not there is said to be unknown', async () => {
    const crm = theCrm()
    expect(await failureOf(change(crm, 'nobody', { name: 'A' }))).toMatchObject({ code: 'LEAD_UNKNOWN' })
  })

  test('whoever saw an older version is refused in words', async () => {
    const crm = theCrm()
    const { id, version } = await aLeadIn(crm, somebody())
    await change(crm, id, { company: 'Pars' })
    const late = await updateLead(crm.crm, { actor: SYSTEM, id, expectedVersion: version, changes: { company: 'Kavir' } })
    expect(isRefusal(late) && late.refused).toContain('Somebody changed this lead')
    expect(late).toMatchObject({ code: 'changed-meanwhile' })
    expect((await stored(crm, id)).company).toBe('Pars')
  })

  test('the answer is the lead as it is stored, so that its version is good for the next change', async () => {
    const crm = theCrm()
    const { id, version } = await aLeadIn(crm, somebody())
    await crm.pass('PT1M')
    const one = (await updateLead(crm.crm, { actor: SYSTEM, id, expectedVersion: version, changes: { city: 'Qom' } })) as Lead
    expect(one).toEqual(await stored(crm, id))
    const two = await updateLead(crm.crm, { actor: SYSTEM, id, expectedVersion: one.version, changes: { city: 'Yazd' } })
    expect(two).toMatchObject({ city: 'Yazd', version: version + 2 })
  })

  test('changes of different fields at the same time all arrive', async () => {
    const crm = theCrm()
    const { id } = await aLeadIn(crm, somebody())
    await Promise.all([
      change(crm, id, { company: 'Pars' }),
      change(crm, id, { city: 'Qom' }),
      change(crm, id, { jobTitle: 'CEO' }),
    ])
    expect(await stored(crm, id)).toMatchObject({ company: 'Pars', city: 'Qom', jobTitle: 'CEO' })
  })

  test('an effect that is asked for again, later or at the same time, changes the lead once', async () => {
    const crm = theCrm()
    const { id, version } = await aLeadIn(crm, somebody())
    const effectId = '00000000-0000-8000-8000-000000000001'
    const once = () => updateLead(crm.crm, { actor: SYSTEM, id, changes: { company: 'Pars' }, effectId, rule: 'f/r' })
    await Promise.all([once(), once(), once()])
    await change(crm, id, { company: 'Kavir' })
    const again = await once()
    expect(again).toMatchObject({ company: 'Kavir' })
    const { lead, activities } = await crm.profile(id)
    expect(lead).toMatchObject({ company: 'Kavir', version: version + 2 })
    expect(activities.filter(({ details }) => (details as { rule?: string }).rule === 'f/r')).toHaveLength(1)
  })

  const guard = (name: string, hooks: NonNullable<Plugin['hooks']>) => definePlugin({ name, hooks })

  test('a guard refuses a move and an owner in its own words, and the lead stays as it is', async () => {
    const crm = await open({
      plugins: [
        guard('guard-moves', { 'lead:transition': ({ to }) => (to === 'qualified' ? { refused: 'No budget yet.' } : undefined) }),
        guard('guard-owners', {
          'lead:assign': ({ lead }) => (lead.company === 'Rival' ? { refused: 'Nobody may.' } : undefined),
        }),
      ],
    })
    const { id, version } = await aLeadIn(crm, somebody({ company: 'Rival' }))
    const sara = await crm.addUser({ name: 'Sara', queues: [] })
    expect(await change(crm, id, { status: 'qualified' })).toMatchObject({ refused: 'No budget yet.', code: 'refused-by-guard' })
    expect(await change(crm, id, { ownerId: sara })).toMatchObject({ refused: 'Nobody may.', code: 'refused-by-guard' })
    expect(await stored(crm, id)).toMatchObject({ version, status: 'not-contacted' })
  })

  test('a move by hand is told to plugins like one by rule, and so is a lead that was won', async () => {
    const heard: string[] = []
    const crm = await open({
      plugins: [
        guard('hear-moves', {
          'lead:statusChanged': ({ from, to }) => void heard.push(`${from} > ${to}`),
          'lead:converted': ({ lead }) => void heard.push(`won ${lead.status}`),
        }),
      ],
    })
    const { id } = await aLeadIn(crm, somebody())
    await change(crm, id, { status: 'contacted' })
    await change(crm, id, { company: 'Pars' })
    await convertLead(crm.crm, { actor: SYSTEM, id })
    expect(heard).toEqual(['not-contacted > contacted', 'contacted > converted', 'won converted'])
  })

  test('a status that asks for a reason does not take the one of the status before', async () => {
    const crm = theCrm()
    const { id } = await aLeadIn(crm, somebody())
    await change(crm, id, { status: 'lost', statusReason: 'too-expensive' })
    await change(crm, id, { status: 'interested' })
    expect((await stored(crm, id)).statusReason).toBeUndefined()
    expect(isRefusal(await change(crm, id, { status: 'lost' }))).toBe(true)
  })

  test('the timeline keeps who changed what, the move apart from the edited fields', async () => {
    const crm = theCrm()
    const { id } = await aLeadIn(crm, somebody())
    const changes = { status: 'lost', statusReason: 'competitor', company: 'Pars' }
    await updateLead(crm.crm, { actor: as('rep', 'u-sara'), id, changes })
    const { activities } = await crm.profile(id)
    const told = Object.fromEntries(activities.map(({ type, userId, details }) => [type, { userId, details }]))
    expect(told['status.changed']).toEqual({
      userId: 'u-sara',
      details: { from: 'not-contacted', to: 'lost', reason: 'competitor', by: 'u-sara' },
    })
    expect(told['lead.edited']).toEqual({
      userId: 'u-sara',
      details: { from: { company: null }, to: { company: 'Pars' }, by: 'u-sara' },
    })
  })
})
