import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { createRecord } from '../../core/operations/index.js'
import { addTestUser, apiKey, form, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'
import { rowsWhere } from '../support/rows-where.js'

const SCOPES = [
  'lead:read',
  'opportunity:read',
  'opportunity:write',
  'account:read',
  'account:write',
  'contact:write',
  'product:write',
]

/** What an address of the API answers, as far as these tests look into it. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Answer = any

eachDatabase((database) => {
  let web: ServedCrm
  let session: { cookie: string; csrf: string }
  beforeAll(async () => {
    web = await serveCrm({ database: await database.newConnection() })
    session = await signIn(web, await addTestUser(web.crm))
  })
  afterAll(() => web.stop())

  const api = async (method: string, path: string, body?: object): Promise<{ status: number; body: Answer }> => {
    const headers = { ...(await apiKey(web.crm, SCOPES)), 'content-type': 'application/json' }
    const answer = await web.fetch(`/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    return { status: answer.status, body: (await answer.json()) as Answer }
  }
  const page = async (path: string, language = 'en') => {
    const answer = await web.fetch(path, { headers: { cookie: `${session.cookie}; lang=${language}` } })
    return { status: answer.status, html: await answer.text() }
  }
  const post = async (path: string, values: Record<string, string>, language = 'en') => {
    const headers = { cookie: `${session.cookie}; lang=${language}`, origin: new URL(web.url).origin }
    const answer = await web.fetch(path, { ...form({ _csrf: session.csrf, ...values }), headers })
    return { status: answer.status, location: answer.headers.get('location') ?? '', html: await answer.text() }
  }
  const opportunity = async (values: object = {}): Promise<Answer> => {
    const made = await api('POST', '/opportunities', { name: 'Deal', pipeline: 'sales', stage: 'first-contact', ...values })
    expect(made.status).toBe(201)
    return made.body
  }
  const now = (id: string) => web.crm.store.records.get('opportunity', id)

  describe('pipelines', () => {
    test('vtiger-4, vtiger-9: several pipelines as files, each stage with its label, probability, moves and age limit', async () => {
      const { body } = await api('GET', '/pipelines')
      const stages = (id: string) => body.pipelines.find((each: Answer) => each.id === id).stages
      expect(stages('sales').map(({ id }: Answer) => id)).toEqual([
        ...['first-contact', 'evaluation', 'demo', 'contract-requested', 'contract-review', 'contract-validated', 'lost'],
      ])
      expect(stages('sales')[0]).toMatchObject({
        label: { fa: 'نخستین تماس' },
        probability: 0.2,
        ageLimit: 'P7D',
        category: 'open',
      })
      expect(stages('renewal').map(({ id }: Answer) => id)).toContain('renewed')
    })

    test('terms-1: a kanban and a list per pipeline, movable by a plain form, and the steps of the process as tasks', async () => {
      const deal = await opportunity({ name: 'Kanban deal', amount: { amount: 250_000, currency: 'EUR' } })
      for (const [language, stage] of [
        ['en', 'First contact'],
        ['fa', 'نخستین تماس'],
      ] as const) {
        const { html } = await page('/opportunities?pipeline=sales', language)
        expect(html).toContain(stage)
        expect(html).toContain('Kanban deal')
        expect(html).toContain(`action="/opportunities/${deal.id}/stage"`)
        expect(html).not.toContain('opportunities.')
      }
      expect((await page('/opportunities?pipeline=renewal')).html).not.toContain('Kanban deal')
      expect((await page('/opportunities?pipeline=sales&view=list&q=kanban')).html).toContain('Kanban deal')
      expect((await page('/opportunities?pipeline=sales&view=list&outcome=won')).html).not.toContain('Kanban deal')
      const moved = await post(`/opportunities/${deal.id}/stage`, {
        to: 'demo',
        version: '1',
        return: '/opportunities?pipeline=sales',
      })
      expect(moved).toMatchObject({ status: 303, location: '/opportunities?pipeline=sales' })
      expect(await now(deal.id)).toMatchObject({ stage: 'demo', probability: 0.4 })
      const tasks = await rowsWhere(web.crm, 'task', { opportunityId: deal.id })
      expect(tasks.map(({ stage }) => stage)).toEqual(['sales/first-contact', 'sales/demo'])
      const detail = await page(`/opportunities/${deal.id}`, 'fa')
      expect(detail.html).toContain('محصول را نشان دهید')
      expect(detail.html).toContain('زمان در هر مرحله')
    })
  })

  describe('what must be known before the next stage', () => {
    test('vtiger-5, gomato-9: a stage that misses budget or address says which, the same on every way in', async () => {
      const { body: account } = await api('POST', '/accounts', { name: 'Parsian' })
      const deal = await opportunity({ name: 'Guarded', stage: 'evaluation', accountId: account.id })
      const byMove = await api('POST', `/opportunities/${deal.id}/move`, { stage: 'contract-requested' })
      expect(byMove).toMatchObject({
        status: 422,
        body: {
          error: {
            message: expect.stringMatching(/^Missing: Amount\. ?/),
            details: { refusal: { code: 'fields-missing', details: ['amount'] } },
          },
        },
      })
      const byPatch = await api('PATCH', `/opportunities/${deal.id}`, { changes: { stage: 'contract-requested' } })
      expect(byPatch).toMatchObject({ status: 422, body: { error: { message: expect.stringMatching(/^Missing: Amount\. ?/) } } })
      const byNew = await api('POST', '/opportunities', { name: 'x', pipeline: 'sales', stage: 'contract-requested' })
      expect(byNew).toMatchObject({ status: 422, body: { error: { message: expect.stringMatching(/^Missing: Amount\. ?/) } } })
      const byPage = await post(`/opportunities/${deal.id}/stage`, { to: 'contract-requested' }, 'fa')
      expect(byPage.status).toBe(422)
      expect(byPage.html).toContain('کم است: مبلغ.')
      const amount = { amount: 9_000_00, currency: 'EUR' }
      const guarded = await api('PATCH', `/opportunities/${deal.id}`, { changes: { stage: 'contract-requested', amount } })
      expect(guarded.body.error.message).toContain('an address for delivery')
      await api('PATCH', `/accounts/${account.id}`, { changes: { address: 'Tehran, Valiasr 12' } })
      expect(await api('PATCH', `/opportunities/${deal.id}`, { changes: { stage: 'contract-requested', amount } })).toMatchObject(
        { status: 200 },
      )
    })

    test('vtiger-8, vtiger-9: losing asks for a reason of the stage, on the page with the reasons to choose from', async () => {
      const deal = await opportunity({ name: 'To be lost' })
      const refused = await post(`/opportunities/${deal.id}/stage`, { to: 'lost' })
      expect(refused.status).toBe(422)
      expect(refused.html).toContain('Give one of these reasons: Too expensive')
      expect(await now(deal.id)).toMatchObject({ stage: 'first-contact' })
      expect((await post(`/opportunities/${deal.id}/stage`, { to: 'lost', reason: 'competitor' })).status).toBe(303)
      expect(await now(deal.id)).toMatchObject({ outcome: 'lost', stageReason: 'competitor', probability: 0 })
    })

    test('roka-2: each stage has its probability, which the opportunity takes over until somebody knows better', async () => {
      const deal = await opportunity()
      expect(deal.probability).toBe(0.2)
      await api('PATCH', `/opportunities/${deal.id}`, { changes: { probability: 0.75 } })
      await api('POST', `/opportunities/${deal.id}/move`, { stage: 'evaluation' })
      expect(await now(deal.id)).toMatchObject({ probability: 0.75 })
    })
  })

  describe('customers', () => {
    test('mscrm-2, mscrm-3: a customer has many opportunities without a lead; their products add up to the amount', async () => {
      const { body: account } = await api('POST', '/accounts', { name: 'Two deals Ltd', address: 'Qom' })
      const { body: lamp } = await api('POST', '/products', { name: 'Lamp', price: { amount: 20_00, currency: 'EUR' } })
      await opportunity({ accountId: account.id, name: 'First' })
      const created = await post('/opportunities/new', {
        ...{
          name: 'Second',
          pipeline: 'sales',
          stage: 'first-contact',
          accountId: account.id,
          kind: 'cross-sell',
          expectedCloseDate: '2026-12-01',
        },
      })
      expect(created.status).toBe(303)
      const path = created.location.split('?')[0] ?? ''
      const id = path.split('/').at(-1) ?? ''
      expect((await post(`${path}/lines`, { productId: lamp.id, quantity: '3' })).status).toBe(303)
      expect(await now(id)).toMatchObject({
        amount: { amount: 60_00, currency: 'EUR' },
        kind: 'cross-sell',
        accountId: account.id,
      })
      const [line] = await rowsWhere(web.crm, 'opportunityLine', { opportunityId: id })
      expect((await post(`${path}/lines/${line?.id}`, { quantity: '2', price: '15 EUR' })).status).toBe(303)
      expect(await now(id)).toMatchObject({ amount: { amount: 30_00, currency: 'EUR' } })
      const mixed = await api('POST', '/opportunity-lines', {
        ...{ opportunityId: id, productId: lamp.id, quantity: 1, price: { amount: 1, currency: 'IRR' } },
      })
      expect(mixed).toMatchObject({ status: 422, body: { error: { details: { refusal: { code: 'currency-mixed' } } } } })
      expect((await post(`${path}/lines/${line?.id}/remove`, {})).status).toBe(303)
      expect(await rowsWhere(web.crm, 'opportunityLine', { opportunityId: id })).toEqual([])
      const { body } = await api(
        'GET',
        `/opportunities/count?where=${encodeURIComponent(JSON.stringify({ all: [{ fact: 'opportunity', path: '$.accountId', operator: 'equal', value: account.id }] }))}`,
      )
      expect(body.count).toBe(2)
    })

    test('mscrm-5: contacts have roles on an opportunity, each contact one', async () => {
      const { body: sara } = await api('POST', '/contacts', { name: 'Sara Karimi' })
      const deal = await opportunity()
      expect((await post(`/opportunities/${deal.id}/roles`, { contactId: sara.id, role: 'decision-maker' })).status).toBe(303)
      expect((await page(`/opportunities/${deal.id}`, 'fa')).html).toMatch(/Sara Karimi[\s\S]*تصمیم‌گیرنده/)
      const again = await post(`/opportunities/${deal.id}/roles`, { contactId: sara.id, role: 'user' })
      expect(again.status).toBe(422)
      const [role] = await rowsWhere(web.crm, 'opportunityContact', { opportunityId: deal.id })
      expect((await post(`/opportunities/${deal.id}/roles/${role?.id}/remove`, {})).status).toBe(303)
    })

    test('two lines added at one time are both in the amount', async () => {
      const product = await createRecord(web.crm, {
        actor: SYSTEM,
        entity: 'product',
        values: { name: 'Bulb', price: { amount: 100, currency: 'EUR' } },
      })
      const deal = await opportunity()
      const values = { opportunityId: deal.id, productId: 'id' in product ? product.id : '', quantity: 1 }
      await Promise.all([1, 2, 3].map(() => createRecord(web.crm, { actor: SYSTEM, entity: 'opportunityLine', values })))
      expect(await now(deal.id)).toMatchObject({ amount: { amount: 300, currency: 'EUR' } })
    })
  })

  test('vtiger-4: who stands longer than the stage allows is marked and counted', async () => {
    const slow = await opportunity({ name: 'Slow deal' })
    web.pass(8 * 86_400_000)
    session = await signIn(web, await addTestUser(web.crm))
    const { html } = await page('/opportunities?pipeline=sales&q=slow')
    expect(html).toContain('Too long here')
    expect(html).toContain('1 too long')
    expect((await page(`/opportunities/${slow.id}`)).html).toContain('Too long here')
  })
})
