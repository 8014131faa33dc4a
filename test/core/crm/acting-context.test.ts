import { expect, test } from 'vitest'
import { actingContext } from '../../../core/crm/acting-context.js'
import { listNotifications } from '../../../core/operations/index.js'
import { type ActingContext, type Action, defineAction, definePlugin, isRefusal } from '../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { aStoredUser } from '../../support/stored-records.js'
import { aLeadIn, crmsOn, failureOf, oneCrmOn, somebody } from '../operations/crms-of-suite.js'

eachDatabase((database) => {
  const theCrm = oneCrmOn(database)
  const open = crmsOn(database)
  const contextOf = ({ crm }: TestCrm): ActingContext =>
    actingContext(crm, { plugin: 'under-test', signal: new AbortController().signal }, [])

  /** Does a thing three times at once and once more later, always under one key. */
  async function often(act: () => Promise<unknown>): Promise<void> {
    await Promise.all([act(), act(), act()])
    await act()
  }

  test('an edit is done once for its key, the same way as that of a person', async () => {
    const { crm } = contextOf(theCrm())
    const { id, version } = await aLeadIn(theCrm(), somebody())
    await often(() => crm.updateLead(id, { employees: '۵۰۰' }, `edit/${id}`))
    const { lead, activities } = await theCrm().profile(id)
    expect(lead).toMatchObject({ employees: 500, version: version + 1 })
    expect(activities.filter(({ type }) => type === 'lead.edited')).toHaveLength(1)
    expect(isRefusal(await crm.updateLead(id, { status: 'lost' }, `move/${id}`))).toBe(true)
    expect(await failureOf(crm.updateLead(id, { score: 100 }, `score/${id}`))).toMatchObject({ code: 'LEAD_INVALID' })
  })

  test('what was refused is no effect: under the same key it can be done when the way is free', async () => {
    const { crm } = contextOf(theCrm())
    const { id } = await aLeadIn(theCrm(), somebody())
    expect(isRefusal(await crm.updateLead(id, { status: 'lost' }, `lose/${id}`))).toBe(true)
    const lost = await crm.updateLead(id, { status: 'lost', statusReason: 'competitor' }, `lose/${id}`)
    expect(lost).toMatchObject({ status: 'lost' })
  })

  test('a lead is given away once for its key', async () => {
    const test = await open()
    const users = [
      await test.addUser({ name: 'Anna' }),
      await test.addUser({ name: 'Behrouz' }),
      await test.addUser({ name: 'Carla' }),
    ]
    const { crm } = contextOf(test)
    const { id, ownerId } = await aLeadIn(test, somebody())
    await often(() => crm.reassignLead(id, { queue: 'inbound' }, 'reassign'))
    const { lead, activities } = await test.profile(id)
    expect(users.filter((user) => user !== ownerId)).toContain(lead.ownerId)
    expect(activities.filter(({ type }) => type === 'lead.rerouted')).toHaveLength(1)
    expect(isRefusal(await crm.reassignLead('nobody', {}, 'nobody'))).toBe(true)
  })

  test('a task, a message and an entry of the timeline are made once for their keys', async () => {
    const { crm } = contextOf(theCrm())
    const { id } = await aLeadIn(theCrm(), somebody())
    await theCrm().crm.store.records.insert('user', [aStoredUser(`reader-of-${id}`)])
    const before = (await theCrm().profile(id)).tasks.length
    await often(() => crm.createTask({ subject: 'Call', leadId: id, assignee: 'owner' }, `task/${id}`))
    await often(() => crm.notify({ text: 'Look', leadId: id, to: `reader-of-${id}` }, `news/${id}`))
    await often(() => crm.logActivity({ leadId: id, type: 'mail.sent', subject: 'Offer' }, `mail/${id}`))
    const { tasks, activities } = await theCrm().profile(id)
    expect(tasks).toHaveLength(before + 1)
    expect(activities.filter(({ type }) => type === 'mail.sent')).toMatchObject([{ subject: 'Offer' }])
    expect(await listNotifications(theCrm().crm, { userId: `reader-of-${id}` })).toHaveLength(1)
  })

  test('the same words under another key are another effect', async () => {
    const { crm } = contextOf(theCrm())
    const { id } = await aLeadIn(theCrm(), somebody())
    for (const key of ['a', 'b']) await crm.logActivity({ leadId: id, type: 'mail.sent' }, `${key}/${id}`)
    expect((await theCrm().profile(id)).activities.filter(({ type }) => type === 'mail.sent')).toHaveLength(2)
  })

  test('it reads leads, figures, names and statuses, and nothing of the inside network', async () => {
    const context = contextOf(theCrm())
    const { id } = await aLeadIn(theCrm(), somebody({ city: 'Qom' }))
    const sara = await theCrm().addUser({ name: 'Sara', queues: [] })
    expect(await context.crm.lead(id)).toMatchObject({ id, city: 'Qom' })
    const inQom = { all: [{ fact: 'lead', path: '$.city', operator: 'equal', value: 'Qom' }] }
    expect(await context.crm.count('lead', inQom)).toBe(1)
    expect((await context.crm.userNames()).get(sara)).toBe('Sara')
    expect(context.crm.statuses().map(({ id: status }) => status)).toContain('converted')
    for (const url of ['http://127.0.0.1:1/', 'http://169.254.169.254/latest/', 'file:///etc/passwd']) {
      expect((await failureOf(context.fetch(url))).code).toMatch(/^OUTBOUND_/)
    }
    expect(context.secret('NOT_THERE')).toBeUndefined()
  })

  test('an effect that fails half way is asked for again under the same key, and what was done stays done once', async () => {
    let tries = 0
    const halfway: Action = defineAction({
      label: 'Half way',
      async perform({ lead, idempotencyKey }, { crm }) {
        tries += 1
        await crm.logActivity({ leadId: lead.id, type: 'step.one' }, `${idempotencyKey}/1`)
        if (tries === 1) throw new Error('the line went dead')
        await crm.updateLead(lead.id, { city: 'Qom' }, `${idempotencyKey}/2`)
      },
    })
    const test = await open({ plugins: [definePlugin({ name: 'action-halfway', actions: { 'half.way': halfway } })] })
    const { id } = await aLeadIn(test, somebody())
    await test.crm.store.intake.commit({
      ...{ now: test.clock.now(), inserts: [], updates: [], claims: [], releases: [], similar: [], touches: [] },
      ...{ activities: [], decisions: [], queues: [], outcomes: [] },
      outbox: [
        {
          id: 'e-1',
          idempotencyKey: 'half',
          type: 'half.way',
          recordId: id,
          rule: 'f/r',
          params: {},
          createdAt: test.clock.now(),
        },
      ],
    })
    await test.settle()
    expect((await test.profile(id)).effects.find(({ type }) => type === 'half.way')).toMatchObject({
      state: 'waiting',
      attempts: 1,
    })
    await test.pass('PT5S')
    const { lead, activities, effects } = await test.profile(id)
    expect(effects.find(({ type }) => type === 'half.way')?.state).toBe('done')
    expect(lead.city).toBe('Qom')
    expect(activities.filter(({ type }) => type === 'step.one')).toHaveLength(1)
    expect(tries).toBe(2)
  })
})
