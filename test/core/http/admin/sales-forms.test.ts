import { beforeAll, describe, expect, test, vi } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { capture } from '../../../../core/intake/capture.js'
import type { Lead } from '../../../../core/model/entities/lead.js'
import type { Opportunity } from '../../../../core/model/entities/opportunity.js'
import type { User } from '../../../../core/model/entities/user.js'
import { convertLead, createRecord } from '../../../../core/operations/index.js'
import { isRefusal } from '../../../../core/plugin-api/index.js'
import { addTestUser, form, signIn, useServedCrm } from '../served-crm.js'

const web = useServedCrm({ config: { currency: 'EUR', timeZone: 'Asia/Tehran', country: 'IR' } })
let session = { cookie: '', csrf: '' }
let rep = { cookie: '', csrf: '' }

beforeAll(async () => {
  session = await signIn(web, await addTestUser(web.crm))
  rep = await signIn(web, await addTestUser(web.crm, { role: 'rep', name: 'Reza', email: 'reza@example.ir' }))
})

const page = async (path: string, cookie = session.cookie) =>
  (await web.fetch(path, { headers: { cookie: `${cookie}; lang=en; calendar=gregorian` } })).text()
const post = async (path: string, values: Record<string, string>, by = session) => {
  const headers = { cookie: `${by.cookie}; lang=en; calendar=gregorian`, origin: new URL(web.url).origin }
  const answer = await web.fetch(path, { ...form({ _csrf: by.csrf, ...values }), headers, redirect: 'manual' })
  return { status: answer.status, location: answer.headers.get('location') ?? '', html: await answer.text() }
}
const made = async (entity: 'opportunity' | 'product' | 'opportunityLine', values: object) => {
  const record = await createRecord(web.crm, { actor: SYSTEM, entity, values: { ...values } })
  if (isRefusal(record)) throw new Error(record.refused)
  return record
}
const all = async (entity: 'opportunity' | 'opportunityLine' | 'lead') =>
  (await web.crm.store.records.list(entity, { limit: 200 })).records

let people = 0
async function aLead(values: object = {}): Promise<Lead> {
  people += 1
  const email = `p${people}@example.ir`
  const text = JSON.stringify({ values: { name: `Person ${people}`, email, ...values } })
  const raw = { channel: 't', contentType: 'application/json', headers: {}, query: {}, body: new TextEncoder().encode(text) }
  const captured = await capture(web.crm, { source: 'api', raw })
  if (isRefusal(captured)) throw new Error(captured.refused)
  const leadId = await vi.waitUntil(
    async () => {
      await web.crm.settle()
      return (await web.crm.store.journal.get(captured.submissions[0]?.submissionId ?? ''))?.leadId
    },
    { timeout: 20_000 },
  )
  return (await web.crm.store.records.get('lead', leadId)) as Lead
}

describe('the form of an opportunity', () => {
  test('begins in the usual pipeline and offers the stages of every pipeline under its name', async () => {
    const html = await page('/opportunities/new?pipeline=sales&stage=first-contact')
    expect(html).toContain('<optgroup label="Sales">')
    expect(html).toContain('<option value="sales/first-contact" selected>')
    expect(html).toMatch(/<option value="renewal\/[a-z-]+">/)
    const plain = await web.fetch('/opportunities/new', { headers: { cookie: session.cookie }, redirect: 'manual' })
    expect(plain.headers.get('location')).toContain('pipeline=sales')
  })

  test('takes a stage of another pipeline with the pipeline', async () => {
    const stage = web.crm.rules().pipelines['renewal']?.start ?? ''
    const { status, location } = await post('/opportunities/new', { name: 'Renew', stage: `renewal/${stage}` })
    expect(status).toBe(303)
    const id = /opportunities\/([^?]+)/.exec(location)?.[1] ?? ''
    expect(await web.crm.store.records.get('opportunity', id)).toMatchObject({ pipeline: 'renewal', stage })
  })

  test('reads and shows times by the clock of the reader', async () => {
    const values = { name: 'Timed', stage: 'sales/first-contact', openedAt: '2026-03-21 10:00' }
    const id = /opportunities\/([^?]+)/.exec((await post('/opportunities/new', values)).location)?.[1] ?? ''
    expect(await web.crm.store.records.get('opportunity', id)).toMatchObject({ openedAt: Date.UTC(2026, 2, 21, 6, 30) })
    const edit = await page(`/opportunities/${id}/edit`)
    expect(edit).toContain('value="2026-03-21 10:00"')
    expect(edit).not.toMatch(/value="[^"]*T[^"]*Z"/)
  })

  test('offers no yes or no where there is nothing to name', async () => {
    const html = await page('/documents/new')
    const account = /<select name="opportunityId"[\s\S]*?<\/select>/.exec(await page('/documents/new'))?.[0] ?? html
    expect(account).not.toContain('value="true"')
  })

  test('says that an amount made of products is not written by hand', async () => {
    const opportunity = await made('opportunity', { name: 'Lines', pipeline: 'sales', stage: 'first-contact' })
    const product = await made('product', { name: 'Licence', price: '10 EUR' })
    await made('opportunityLine', { opportunityId: opportunity.id, productId: product.id, quantity: 2 })
    const refused = await post(`/opportunities/${opportunity.id}/edit`, { amount: '999 EUR' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('The amount is the sum of the products')
    expect(await web.crm.store.records.get('opportunity', opportunity.id)).toMatchObject({ amount: { amount: 2_000 } })
  })

  test('pressed twice makes one line, and another one where something else is sent', async () => {
    const opportunity = await made('opportunity', { name: 'Twice', pipeline: 'sales', stage: 'first-contact' })
    const product = await made('product', { name: 'Seat', price: '5 EUR' })
    const once = /name="_once" value="([^"]+)"/.exec(await page(`/opportunities/${opportunity.id}`))?.[1] ?? ''
    expect(once).not.toBe('')
    const line = { _once: once, productId: product.id, quantity: '1' }
    const answers = await Promise.all([1, 2].map(() => post(`/opportunities/${opportunity.id}/lines`, line)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await all('opportunityLine')).filter(({ opportunityId }) => opportunityId === opportunity.id)).toHaveLength(1)
    await post(`/opportunities/${opportunity.id}/lines`, { ...line, quantity: '3' })
    expect((await all('opportunityLine')).filter(({ opportunityId }) => opportunityId === opportunity.id)).toHaveLength(2)
  })
})

describe('the board', () => {
  test('asks for the reason of a loss on the card, and says what keeps a card from a stage', async () => {
    const opportunity = await made('opportunity', { name: 'Card', pipeline: 'sales', stage: 'first-contact' })
    const reason = web.crm.rules().pipelines['sales']?.statuses.find(({ id }) => id === 'lost')?.reasons?.[0]?.id ?? ''
    const html = await page('/opportunities?pipeline=sales')
    expect(html).toContain(`<option value="lost/${reason}">`)
    const { location } = await post(`/opportunities/${opportunity.id}/stage`, { to: `lost/${reason}`, return: '/opportunities' })
    expect(location).toBe('/opportunities')
    const lost = (await web.crm.store.records.get('opportunity', opportunity.id)) as Opportunity
    expect(lost).toMatchObject({ stage: 'lost', stageReason: reason })
  })
})

describe('the page of a lead', () => {
  test('sends whoever presses the converted status to the conversion, and refuses a plain move', async () => {
    const lead = await aLead()
    expect(await page(`/leads/${lead.id}`)).toContain(`<a class="button" href="/leads/${lead.id}/convert">Converted</a>`)
    const refused = await post(`/leads/${lead.id}/status`, { to: 'converted', version: String(lead.version) })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('convert it')
  })

  test('names what the lead became, and dials a number that a telephone knows', async () => {
    const lead = await aLead({ company: 'Acme Yazd', phone: '۰۹۱۲ ۳۴۵ ۶۷۸۹' })
    expect(await page(`/leads/${lead.id}`)).toContain('href="tel:+989123456789"')
    await convertLead(web.crm, { actor: SYSTEM, id: lead.id })
    expect(await page(`/leads/${lead.id}`)).toMatch(/<a href="\/accounts\/[^"]+"><bdi>Acme Yazd<\/bdi>/)
    expect(((await all('opportunity')) as readonly Opportunity[]).find(({ leadId }) => leadId === lead.id)?.pipeline).toBe(
      'sales',
    )
  })
})

describe('the form for a new lead', () => {
  test('gives it to whoever typed it in, and asks for nothing that only systems know', async () => {
    const html = await page('/leads/new', rep.cookie)
    expect(html).toMatch(/<option value="[^"]+" selected>Me \(Reza\)/)
    expect(html).not.toContain('name="externalId"')
    const reza = (await web.crm.store.access.userByEmail('reza@example.ir')) as User
    await post('/leads/new', { name: 'Mine', email: 'mine@example.ir', ownerId: reza.id }, rep)
    const mine = await vi.waitUntil(
      async () => {
        await web.crm.settle()
        return ((await all('lead')) as readonly Lead[]).find(({ email }) => email === 'mine@example.ir')
      },
      { timeout: 20_000 },
    )
    expect(mine.ownerId).toBe(reza.id)
  })

  test('takes an amount without its currency as one of the currency here', async () => {
    const lead = await aLead()
    const { status } = await post(`/leads/${lead.id}/fields`, { budget: '250000' })
    expect(status).toBe(303)
    expect(await web.crm.store.records.get('lead', lead.id)).toMatchObject({ budget: { amount: 25_000_000, currency: 'EUR' } })
  })
})

test('another language brings its calendar, unless the calendar was changed with it', async () => {
  const choose = async (values: Record<string, string>) => {
    await post('/language', { return: '/', ...values }, rep)
    return (await web.crm.store.access.userByEmail('reza@example.ir'))?.calendar
  }
  await choose({ language: 'en', calendar: 'gregorian' })
  expect(await choose({ language: 'fa', calendar: 'gregorian' })).toBe('jalali')
})
