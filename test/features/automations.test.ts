import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import type { EntityName } from '../../core/model/entities/index.js'
import {
  changeMySettings,
  changeRecord,
  createRecord,
  createTask,
  listEffects,
  listNotifications,
  notify,
  retryEffect,
  updateLead,
} from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import { isRefusal, type Refusal } from '../../core/plugin-api/index.js'
import type { TestCrm } from '../../core/testing/index.js'
import { addTestUser, apiKey, form, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { aLeadIn, crmsOn, somebody } from '../core/operations/crms-of-suite.js'
import { eachDatabase } from '../support/databases.js'
import { rowsWhere } from '../support/rows-where.js'

const START = '2026-01-05T09:00:00Z'
const DAY = 86_400_000

const is = (fact: string, field: string, value: unknown) => ({ fact, path: `$.${field}`, operator: 'equal', value })
const after = (since: string, amount: number, unit = 'days') => ({
  fact: 'elapsed',
  params: { since: [since], unit },
  operator: 'greaterThanInclusive',
  value: amount,
})

const customers = {
  kind: 'automation',
  entity: 'account',
  rules: [
    {
      id: 'lapsed',
      conditions: { all: [is('account', 'customerState', 'active'), after('lastPurchaseAt', 365)] },
      then: [
        { type: 'customer.lapse' },
        { type: 'opportunity.create', params: { name: 'Win back {{account.name}}', kind: 'win-back', pipeline: 'renewal' } },
        { type: 'task.create', params: { subject: 'Call {{account.name}}', due: 'P3D' } },
      ],
    },
    {
      id: 'cross-sell',
      fire: 'once',
      conditions: {
        all: [
          { fact: 'wonOpportunities', params: { product: 'A' }, operator: 'greaterThan', value: 0 },
          { fact: 'wonOpportunities', params: { product: 'B' }, operator: 'equal', value: 0 },
          after('lastPurchaseAt', 30),
        ],
      },
      then: [{ type: 'opportunity.create', params: { name: 'B for {{account.name}}', kind: 'cross-sell', pipeline: 'sales' } }],
    },
  ],
}
const deals = {
  kind: 'automation',
  entity: 'opportunity',
  rules: [
    {
      id: 'large',
      conditions: { all: [{ fact: 'opportunity', path: '$.amount.amount', operator: 'greaterThanInclusive', value: 1000 }] },
      then: [{ type: 'task.create', params: { subject: 'Tell the board about {{opportunity.name}}' } }],
    },
    {
      id: 'likely',
      conditions: { all: [{ fact: 'opportunity', path: '$.probability', operator: 'greaterThan', value: 0.8 }] },
      then: [
        { type: 'status.change', params: { to: 'contract-validated' } },
        { type: 'activity.log', params: { subject: 'Likely: {{opportunity.name}}' } },
      ],
    },
    {
      id: 'old',
      conditions: { all: [is('opportunity', 'outcome', 'open'), is('account', 'industry', 'steel'), after('createdAt', 10)] },
      then: [{ type: 'activity.log', params: { subject: 'Still open: {{opportunity.name}}', type: 'note' } }],
    },
  ],
}

let rules: string
beforeAll(async () => {
  rules = await mkdtemp(join(tmpdir(), 'sarnakh-automations-'))
  for (const [id, file] of Object.entries({ customers, deals }))
    await writeFile(
      join(rules, `${id}.automation.json`),
      JSON.stringify({ apiVersion: 'sarnakh/v1', id, title: { en: id }, ...file }),
    )
})
afterAll(() => rm(rules, { recursive: true, force: true }))

eachDatabase((database) => {
  const open = crmsOn(database)
  const start = () => open({ rules: [join(packageRoot(), 'rules'), rules], start: START })

  const make = async ({ crm }: TestCrm, entity: 'account' | 'opportunity' | 'product' | 'opportunityLine', values: object) => {
    const made = await createRecord(crm, { actor: SYSTEM, entity, values: values as Readonly<Record<string, unknown>> })
    if (isRefusal(made)) throw new Error(made.refused)
    return made
  }
  const rows = (test: TestCrm, entity: EntityName, values: Readonly<Record<string, string>>) =>
    rowsWhere(test.crm, entity, values)
  const moved = async (answer: Promise<object | Refusal>) => {
    const given = await answer
    if (isRefusal(given)) throw new Error(given.refused)
  }
  /** A sale that was won now. */
  const sell = (test: TestCrm, accountId: string) =>
    make(test, 'opportunity', { name: 'Sold', pipeline: 'renewal', stage: 'renewed', accountId, closedAt: test.clock.now() })

  describe('automations about customers and sales', () => {
    test('mscrm-4: a customer is lapsed exactly when the period of the rule file is over, is approached again, and comes back', async () => {
      const crm = await start()
      const account = await make(crm, 'account', { name: 'Alborz' })
      await sell(crm, account.id)
      await crm.settle()
      const state = async () => (await crm.crm.store.records.get('account', account.id))?.['customerState']
      expect(await state()).toBe('active')
      await crm.pass('P364DT23H59M59S')
      expect(await state()).toBe('active')
      await crm.pass('PT1S')
      expect(await state()).toBe('lapsed')
      const [again] = await rows(crm, 'opportunity', { accountId: account.id, kind: 'win-back' })
      expect(again).toMatchObject({ name: 'Win back Alborz', outcome: 'open' })
      expect((await rows(crm, 'task', { accountId: account.id })).map(({ subject }) => subject)).toContain('Call Alborz')
      await sell(crm, account.id)
      await crm.settle()
      expect(await state()).toBe('active')
      await crm.pass('P365D')
      expect(await state()).toBe('lapsed')
      expect(await rows(crm, 'opportunity', { accountId: account.id, kind: 'win-back' })).toHaveLength(2)
    })

    test('mscrm-3: who bought one product is offered the next after the period of the rule, once', async () => {
      const crm = await start()
      const account = await make(crm, 'account', { name: 'Dena' })
      const product = await make(crm, 'product', { name: 'Pump', code: 'A' })
      const sale = await sell(crm, account.id)
      await make(crm, 'opportunityLine', { opportunityId: sale.id, productId: product.id, quantity: 1 })
      await crm.settle()
      await crm.pass('P29DT23H59M59S')
      const offers = () => rows(crm, 'opportunity', { accountId: account.id, kind: 'cross-sell' })
      expect(await offers()).toEqual([])
      await crm.pass('PT1S')
      expect(await offers()).toMatchObject([{ name: 'B for Dena', pipeline: 'sales', stage: 'first-contact' }])
      await sell(crm, account.id)
      await crm.pass('P40D')
      expect(await offers()).toHaveLength(1)
    })

    test('vtiger-13, terms-2: a rule about opportunities acts when it turns true, not while it stays so, and the timeline names it', async () => {
      const crm = await start()
      const deal = await make(crm, 'opportunity', { name: 'Mill', pipeline: 'sales', stage: 'first-contact' })
      const told = async () => (await rows(crm, 'task', { opportunityId: deal.id })).filter(({ rule }) => rule === 'deals/large')
      const amount = async (value: number) => {
        await changeRecord(crm.crm, {
          ...{ actor: SYSTEM, entity: 'opportunity' as const, id: deal.id },
          changes: { amount: { amount: value, currency: 'EUR' } },
        })
        await crm.settle()
        return (await told()).length
      }
      expect(await amount(999)).toBe(0)
      expect(await amount(1_000)).toBe(1)
      expect(await amount(5_000)).toBe(1)
      expect(await amount(10)).toBe(1)
      expect(await amount(2_000)).toBe(2)
      expect((await told())[0]).toMatchObject({ subject: 'Tell the board about Mill' })
      const fired = (await rows(crm, 'activity', { opportunityId: deal.id })).filter(({ type }) => type === 'rule.fired')
      expect(fired).toHaveLength(2)
      expect(fired[0]?.['details']).toMatchObject({ rules: [{ rule: 'deals/large' }] })
    })

    test('vtiger-13: a rule that reads the account wakes when the account changes, and at its instant', async () => {
      const crm = await start()
      const account = await make(crm, 'account', { name: 'Foolad' })
      const deal = await make(crm, 'opportunity', {
        name: 'Rail',
        pipeline: 'sales',
        stage: 'first-contact',
        accountId: account.id,
      })
      const notes = async () => (await rows(crm, 'activity', { opportunityId: deal.id })).filter(({ type }) => type === 'note')
      await crm.pass('P11D')
      expect(await notes()).toEqual([])
      await changeRecord(crm.crm, { actor: SYSTEM, entity: 'account', id: account.id, changes: { industry: 'steel' } })
      await crm.settle()
      expect(await notes()).toMatchObject([{ subject: 'Still open: Rail' }])
    })

    test('gomato-12: an owner is reminded exactly when the task says, once', async () => {
      const crm = await start()
      const owner = await crm.addUser({ name: 'Reminded' })
      const { now } = crm.clock
      await createTask(crm.crm, { subject: 'Ring', assignee: owner, dueAt: now() + 2 * DAY, remindAt: now() + DAY }, 'reminder-1')
      const told = () => listNotifications(crm.crm, { userId: owner })
      await crm.pass('PT23H59M59S')
      expect(await told()).toEqual([])
      await crm.pass('PT1S')
      expect(await told()).toMatchObject([{ text: { en: 'Reminder: Ring', fa: 'یادآوری: Ring' } }])
      await crm.pass('P3D')
      expect(await told()).toHaveLength(1)
    })

    test('vtiger-14, vtiger-3: an owner hears of a lead that moves or is handed over, by the ways they chose', async () => {
      const crm = await open({ start: START, external: 'performed' })
      const owner = await crm.addUser({ name: 'Owner' })
      const actor = { kind: 'user', id: owner, role: 'rep' } as const
      await changeMySettings(crm.crm, { actor, changes: { notifyBy: ['in-app', 'mail'], language: 'fa' } })
      const lead = await aLeadIn(crm, somebody({ name: 'Sara' }))
      await moved(updateLead(crm.crm, { actor: SYSTEM, id: lead.id, changes: { status: 'contacted' } }))
      await crm.settle()
      const told = await listNotifications(crm.crm, { userId: owner })
      expect(told.map(({ text }) => (text as { en: string }).en)).toContain('Sara is now: Contacted')
      const folder = join(crm.crm.settings.dataFolder, 'mail')
      const mails = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')))
      expect(mails.filter((mail) => mail.includes('owner@example.com') && /content-language: fa/i.test(mail))).not.toEqual([])
      const before = told.length
      await moved(updateLead(crm.crm, { actor, id: lead.id, changes: { status: 'interested' } }))
      expect(await listNotifications(crm.crm, { userId: owner })).toHaveLength(before)
    })

    test('vtiger-13: an action that is refused is given up at once and shown, the others go on, and it can be had again', async () => {
      const crm = await start()
      const deal = await make(crm, 'opportunity', { name: 'Kiln', pipeline: 'sales', stage: 'first-contact' })
      await changeRecord(crm.crm, { actor: SYSTEM, entity: 'opportunity', id: deal.id, changes: { probability: 0.9 } })
      await crm.settle()
      const [dead, ...more] = await listEffects(crm.crm, { actor: SYSTEM, state: 'dead' })
      expect(more).toEqual([])
      expect(dead).toMatchObject({ type: 'status.change', entity: 'opportunity', recordId: deal.id, attempts: 1 })
      expect(dead?.error).toContain('was not moved')
      expect(await rows(crm, 'activity', { opportunityId: deal.id, type: 'note' })).toMatchObject([{ subject: 'Likely: Kiln' }])
      expect(await retryEffect(crm.crm, { actor: SYSTEM, id: dead?.id ?? '' })).toMatchObject({ state: 'waiting' })
      await expect(retryEffect(crm.crm, { actor: SYSTEM, id: 'nothing' })).rejects.toMatchObject({ code: 'EFFECT_UNKNOWN' })
      const rep = { kind: 'user', id: 'u', role: 'rep' } as const
      await expect(listEffects(crm.crm, { actor: rep })).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    })
  })

  describe('pages of news and effects', () => {
    let web: ServedCrm
    beforeAll(async () => {
      web = await serveCrm({ database: await database.newConnection() })
    })
    afterAll(() => web.stop())

    test('vtiger-14: each chooses the ways on a page of their own, sees how much is new, and reads it there', async () => {
      const user = await addTestUser(web.crm)
      const session = await signIn(web, user)
      const page = async (path: string, language = 'en') =>
        (await web.fetch(path, { headers: { cookie: `${session.cookie}; lang=${language}` } })).text()
      const send = (values: Record<string, string>) =>
        web.fetch('/me', {
          ...form({ _csrf: session.csrf, language: 'en', calendar: 'gregorian', ...values }),
          headers: { cookie: session.cookie, origin: new URL(web.url).origin },
        })
      expect((await send({ notifyBy: 'webhook', notifyUrl: '' })).status).toBe(422)
      expect((await send({ notifyBy: 'webhook', notifyUrl: 'not an address' })).status).toBe(422)
      expect((await send({ notifyBy: 'in-app', notifyUrl: 'https://hooks.example.com/me' })).status).toBe(303)
      expect(await page('/me')).toContain('https://hooks.example.com/me')
      const [me] = await rowsWhere(web.crm, 'user', { email: user })
      await notify(web.crm, { text: { en: 'A word', fa: 'یک خبر' }, to: String(me?.id) }, 'word')
      expect(await page('/notifications')).toContain('A word')
      expect(await page('/me')).toContain('Notifications: 1 new')
      for (const path of ['/me', '/notifications', '/effects', '/effects?state=done'])
        for (const language of ['en', 'fa']) expect(await page(path, language)).not.toMatch(/>(?:me|effects|shell)\.[a-z]/i)
    })

    test('vtiger-14: the same is chosen over the API by whoever is signed in, and by nobody else', async () => {
      const session = await signIn(web, await addTestUser(web.crm))
      const headers = {
        ...{ cookie: session.cookie, origin: new URL(web.url).origin, 'x-csrf-token': session.csrf },
        'content-type': 'application/json',
      }
      const change = (changes: object) => web.fetch('/api/v1/me', { method: 'PATCH', headers, body: JSON.stringify({ changes }) })
      const answer = await change({ notifyBy: ['mail'], language: 'fa' })
      expect(answer.status).toBe(200)
      const mine = await (await web.fetch('/api/v1/me', { headers })).json()
      expect(mine).toMatchObject({ notifyBy: ['mail'], language: 'fa', notifyUrl: null, signingKey: expect.any(String) })
      expect((await change({ role: 'admin' })).status).toBe(422)
      expect((await change({ notifyBy: ['webhook'] })).status).toBe(422)
      const key = await apiKey(web.crm, ['lead:read'])
      expect((await web.fetch('/api/v1/me', { headers: key })).status).toBe(403)
      expect((await web.fetch('/api/v1/me')).status).toBe(401)
    })

    test('vtiger-13: what was given up is listed and had again by API and page', async () => {
      const headers = { ...(await apiKey(web.crm, ['outbox:read', 'outbox:retry'])), 'content-type': 'application/json' }
      const answer = await web.fetch('/api/v1/effects?state=dead', { headers })
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual({ effects: [] })
      expect((await web.fetch('/api/v1/effects/none/retry', { method: 'POST', headers, body: '{}' })).status).toBe(404)
    })
  })
})
