import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { addUser } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import { addTestUser, apiKey, form, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'

const TYPES = {
  aText: { type: 'string' },
  aLongText: { type: 'text' },
  aWholeNumber: { type: 'integer' },
  aNumber: { type: 'number' },
  anAmount: { type: 'money' },
  aYesOrNo: { type: 'boolean' },
  aDay: { type: 'date' },
  anInstant: { type: 'dateTime' },
  aChoice: { type: 'select', oneOf: ['red', 'blue'] },
  someChoices: { type: 'multiSelect', oneOf: ['north', 'south'] },
  aPhone: { type: 'phone' },
  anAddress: { type: 'email' },
  aLink: { type: 'url' },
  aPerson: { type: 'reference', entity: 'user' },
} as const

const VALUES = {
  aText: 'one line',
  aLongText: 'one\ntwo',
  aWholeNumber: 7,
  aNumber: 2.5,
  anAmount: { amount: 12_50, currency: 'EUR' },
  aYesOrNo: true,
  aDay: '2026-03-21',
  anInstant: '2026-03-21T09:30:00.000Z',
  aChoice: 'blue',
  someChoices: ['north'],
  aPhone: '+989121234567',
  anAddress: 'a@example.com',
  aLink: 'https://example.com/x',
} as const

/** What an address of the API answers, as far as these tests look into it. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Answer = any

const SEGMENTS = {
  'rules/segments/friends.segment.json': {
    apiVersion: 'sarnakh/v1',
    kind: 'segment',
    id: 'friends',
    title: { en: 'Friends', fa: 'دوستان' },
    members: 'listed',
  },
  'rules/segments/signed.segment.json': {
    apiVersion: 'sarnakh/v1',
    kind: 'segment',
    id: 'signed',
    title: { en: 'Signed', fa: 'امضا شده' },
    conditions: {
      all: [
        { fact: 'documentCount', params: { kind: 'contract', status: 'signed' }, operator: 'greaterThan', value: 0 },
        { fact: 'documentSum', params: { kind: 'contract' }, operator: 'greaterThanInclusive', value: 100_000 },
      ],
    },
  },
}

/** Entities with what each of them needs besides. */
const ENTITIES = {
  account: { path: 'accounts', needs: { name: 'Acme' } },
  contact: { path: 'contacts', needs: { name: 'Sara' } },
  product: { path: 'products', needs: { name: 'Lamp' } },
  campaign: { path: 'campaigns', needs: { name: 'Spring' } },
  document: { path: 'documents', needs: { kind: 'invoice' } },
} as const

const fieldFile = (entity: string) => ({
  apiVersion: 'sarnakh/v1',
  kind: 'fields',
  id: `own-${entity}`,
  entity,
  fields: Object.fromEntries(
    Object.entries(TYPES).map(([name, field]) => [name, { ...field, label: { en: `My ${name}`, fa: `من ${name}` } }]),
  ),
})

eachDatabase((database) => {
  let served: ServedCrm
  let admin: { cookie: string; csrf: string }
  let userId: string
  beforeAll(async () => {
    const files = Object.fromEntries(
      [...Object.keys(ENTITIES), 'opportunity', 'lead'].map((entity) => [
        `rules/fields/own-${entity}.fields.json`,
        fieldFile(entity),
      ]),
    )
    served = await serveCrm({ database: await database.newConnection(), files: { ...files, ...SEGMENTS } })
    admin = await signIn(served, await addTestUser(served.crm))
    userId = (await served.crm.store.records.list('user', { limit: 1 })).records[0]?.id ?? ''
  })
  afterAll(() => served.stop())

  const api = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const key = await apiKey(served.crm, ALL)
    const answer = await served.fetch(`/api/v1${path}`, {
      method,
      headers: { ...key, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer }
  }
  const page = async (path: string, language = 'en') => {
    await served.fetch('/language', { ...form({ _csrf: admin.csrf, language, return: '/' }), headers: { cookie: admin.cookie } })
    const answer = await served.fetch(path, { headers: { cookie: admin.cookie } })
    return { status: answer.status, html: await answer.text() }
  }
  const post = (path: string, values: Record<string, string>) =>
    served.fetch(path, { ...form({ _csrf: admin.csrf, ...values }), headers: { cookie: admin.cookie } })

  describe.each(Object.entries(ENTITIES))('the fields of a deployment on %s', (entity, { path, needs }) => {
    test('vtiger-6: every usual type is kept, shown, filtered by and described', async () => {
      const values = { ...VALUES, aPerson: userId }
      const made = await api('POST', `/${path}`, { ...needs, ...values })
      expect([made.status, made.body]).toEqual([201, expect.objectContaining(values)])
      for (const [field, value] of Object.entries(values)) {
        const where = filterFor(entity, field, value)
        const found = await api('GET', `/${path}?where=${encodeURIComponent(JSON.stringify(where))}`)
        expect([field, found.status, Object.values(found.body)[0]]).toEqual([
          field,
          200,
          [expect.objectContaining({ id: made.body.id })],
        ])
      }
      const { html } = await page(`/${path}/${made.body.id}`)
      for (const field of Object.keys(values)) expect(html).toContain(`My ${field}`)
      const edit = await page(`/${path}/${made.body.id}/edit`, 'fa')
      for (const field of Object.keys(values)) expect(edit.html).toMatch(new RegExp(`name="${field}"`))
      const list = await page(`/${path}?field=aDay&op=from&value=2026-03-21&sort=aDay.asc`)
      expect(list.html).toContain(made.body.id)
      expect((await page(`/${path}?field=aDay&op=from&value=2026-03-22`)).html).not.toContain(made.body.id)
    })
  })

  test('mscrm-5: a company has many contacts, each with a part in its opportunities, and none of them is lost by accident', async () => {
    const account = (await api('POST', '/accounts', { name: 'Pars Steel', website: 'https://pars.example' })).body
    const contacts = await Promise.all(
      ['Ali', 'Neda'].map(async (name) => (await api('POST', '/contacts', { name, accountId: account.id })).body),
    )
    const person = (await api('POST', '/contacts', { name: 'A natural customer', phone: '09120000001' })).body
    expect(person.accountId).toBeUndefined()
    const where = JSON.stringify({ fact: 'contact', path: '$.accountId', operator: 'equal', value: account.id })
    const listed = await api('GET', `/contacts?where=${encodeURIComponent(where)}&sort=name:asc`)
    expect(listed.body.contacts.map(({ name }: Answer) => name)).toEqual(['Ali', 'Neda'])
    const shown = (await page(`/accounts/${account.id}`)).html
    for (const { id } of contacts) expect(shown).toContain(`/contacts/${id}`)
    const refused = await api('DELETE', `/accounts/${account.id}`)
    expect([refused.status, refused.body.error.details.refusal.code]).toEqual([422, 'still-referenced'])
    const kept = await post(`/accounts/${account.id}/remove`, {})
    expect([kept.status, await kept.text()]).toEqual([422, expect.stringContaining('It is still named by: 2 Contacts')])
    for (const { id } of contacts) expect((await api('DELETE', `/contacts/${id}`)).status).toBe(200)
    expect((await api('DELETE', `/accounts/${account.id}`)).status).toBe(200)
  })

  test('mscrm-5: two people who change one account do not overwrite each other, and its history names both', async () => {
    const { id, version } = (await api('POST', '/accounts', { name: 'Old name' })).body
    expect((await api('PATCH', `/accounts/${id}`, { changes: { name: 'First' } }, { 'if-match': `"${version}"` })).status).toBe(
      200,
    )
    expect((await api('PATCH', `/accounts/${id}`, { changes: { name: 'Second' } }, { 'if-match': `"${version}"` })).status).toBe(
      409,
    )
    expect((await api('PATCH', `/accounts/${id}`, { changes: { name: 'x' } }, { 'if-match': 'three' })).status).toBe(422)
    const { changes } = (await api('GET', `/accounts/${id}/history`)).body
    expect(changes.map(({ action }: Answer) => action)).toEqual(['update', 'insert'])
    expect(changes[0]).toMatchObject({ before: { name: 'Old name' }, after: { name: 'First' } })
    expect((await page(`/accounts/${id}`, 'fa')).html).toContain('Old name')
    const form = await page(`/accounts/${id}/edit`)
    const marks = Object.fromEntries(
      [...form.html.matchAll(/name="(was\.[^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    await api('PATCH', `/accounts/${id}`, { changes: { name: 'Third' } })
    const answer = await post(`/accounts/${id}/edit`, { ...marks, name: 'Mine' })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Somebody else changed this meanwhile')])
  })

  test('mscrm-1, roka-1: one contact key is enough for a lead, and lead, opportunity and customer are three things', async () => {
    const key = await apiKey(served.crm, ['capture', ...ALL])
    const capture = async (values: object) => {
      const answer = await served.fetch('/api/leads', {
        method: 'POST',
        headers: { ...key, 'content-type': 'application/json' },
        body: JSON.stringify({ values }),
      })
      await served.crm.settle()
      const [{ id }] = ((await answer.json()) as Answer).submissions
      return (await served.crm.store.journal.get(id))?.leadId
    }
    for (const values of [
      { email: 'only@example.com' },
      { phone: '09121110000' },
      { name: 'Only a name' },
      { company: 'Only a company' },
    ])
      expect([values, await capture(values)]).toEqual([values, expect.any(String)])
    const leadId = await capture({ name: 'Three Things', email: 'three@example.com' })
    const account = (await api('POST', '/accounts', { name: 'Three Co' })).body
    const contact = (await api('POST', '/contacts', { name: 'Three Things', accountId: account.id })).body
    for (const [path, id] of [
      ['leads', leadId],
      ['contacts', contact.id],
      ['accounts', account.id],
    ])
      expect((await api('GET', `/${path}/${id}/timeline`)).status).toBe(200)
    expect((await api('GET', `/contacts/${leadId}`)).status).toBe(404)
  })

  test('gomato-10: payments, contracts and tickets of other systems stand on the profile, once however often they are told', async () => {
    const account = (await api('POST', '/accounts', { name: 'Payer', externalId: 'erp-9' })).body
    const contact = (await api('POST', '/contacts', { name: 'Payer Person', email: 'payer@example.com', accountId: account.id }))
      .body
    const values = {
      system: 'erp',
      kind: 'payment',
      externalId: 'p-1',
      number: 'PAY-1',
      status: 'paid',
      amount: { amount: 5_00, currency: 'EUR' },
    }
    const told = await api('PUT', '/documents', {
      values: { ...values, issuedAt: '2026-01-02T00:00:00Z' },
      about: { email: 'payer@example.com' },
    })
    expect(told.body).toMatchObject({ contactId: contact.id, accountId: account.id })
    const again = await api('PUT', '/documents', {
      values: { ...values, dueOn: '2026-02-01' },
      about: { email: 'payer@example.com' },
    })
    expect(again.body).toMatchObject({ id: told.body.id, dueOn: '2026-02-01' })
    await api('PUT', '/documents', {
      values: { system: 'desk', kind: 'ticket', externalId: 't-1', number: 'TCK-1', status: 'open' },
      about: { accountExternalId: 'erp-9' },
    })
    expect((await api('GET', `/accounts/${account.id}`)).body).toMatchObject({
      customerState: 'active',
      lastPurchaseAt: '2026-01-02T00:00:00.000Z',
    })
    expect((await api('PUT', '/documents', { values, about: { email: 'nobody@example.com' } })).status).toBe(422)
    expect((await api('PUT', '/documents', { values: { kind: 'payment' } })).status).toBe(422)
    for (const language of ['en', 'fa']) {
      const { html } = await page(`/accounts/${account.id}`, language)
      expect(html).toContain('PAY-1')
      expect(html).toContain('TCK-1')
      expect(html).toContain(language === 'en' ? 'Ticket: 1' : 'تیکت: ۱')
    }
  })

  test('gomato-10: rules ask how many documents a lead has and for how much, and decide again when one comes', async () => {
    const lead = await captured(served, { name: 'Signer', email: 'signer@example.com' })
    const segments = async () => (await api('GET', '/segments')).body.segments.find(({ id }: Answer) => id === 'signed')?.count
    const before = await segments()
    const decisions = async () =>
      (
        await served.crm.store.records.list('decision', {
          where: { all: [{ fact: 'decision', path: '$.leadId', operator: 'equal', value: lead }] },
          limit: 50,
        })
      ).records.length
    const decided = await decisions()
    const values = { system: 'erp', kind: 'contract', externalId: `s-${lead}`, status: 'signed', amount: '1000 EUR' }
    await api('PUT', '/documents', { values, about: { email: 'signer@example.com' } })
    expect(await segments()).toBe(before + 1)
    expect(await decisions()).toBeGreaterThan(decided)
  })

  test('gomato-11: one timeline per person, with what was merged into a lead and what came after its conversion', async () => {
    const { store, now, newId } = served.crm
    const stamp = () => ({ id: newId(), version: 1, createdAt: now(), updatedAt: now() })
    const account = (await api('POST', '/accounts', { name: 'Timeline Co' })).body
    const contact = (await api('POST', '/contacts', { name: 'Timeline Person', accountId: account.id })).body
    const lead = {
      ...stamp(),
      name: 'T',
      source: 'api',
      status: 'new',
      contactId: contact.id,
      accountId: account.id,
      convertedAt: now(),
    }
    const merged = { ...stamp(), name: 'T2', source: 'api', status: 'new', mergedIntoId: lead.id }
    await store.records.insert('lead', [lead, merged])
    const entry = (type: string, at: number, links: object) => ({ ...stamp(), type, at, ...links })
    await store.records.insert('activity', [
      entry('call.inbound', 1_000, { leadId: merged.id }),
      entry('mail.received', 2_000, { leadId: lead.id }),
      entry('note', 3_000, { contactId: contact.id }),
      entry('chat', 4_000, { accountId: account.id }),
      entry('note', 5_000, { contactId: newId() }),
    ])
    const types = async (path: string) => (await api('GET', path)).body.activities.map(({ type }: Answer) => type)
    expect(await types(`/leads/${lead.id}/timeline`)).toEqual(['note', 'mail.received', 'call.inbound'])
    expect(await types(`/contacts/${contact.id}/timeline`)).toEqual(['note', 'mail.received', 'call.inbound'])
    expect(await types(`/accounts/${account.id}/timeline`)).toEqual(['chat', 'note', 'mail.received', 'call.inbound'])
    expect(await types(`/accounts/${account.id}/timeline?types=call,chat`)).toEqual(['chat', 'call.inbound'])
    const first = (await api('GET', `/accounts/${account.id}/timeline?limit=3`)).body
    expect(await types(`/accounts/${account.id}/timeline?limit=3&after=${encodeURIComponent(first.next)}`)).toEqual([
      'call.inbound',
    ])
    expect((await page(`/contacts/${contact.id}`)).html).toContain('Call received')
  })

  test('gomato-12: a task has an owner, a due time and a reminder, on a customer as on a lead, and is put off or done', async () => {
    const contact = (await api('POST', '/contacts', { name: 'Tasked' })).body
    const made = await post('/tasks/new', {
      subject: 'Meet <b>them</b>',
      kind: 'meeting',
      contactId: contact.id,
      dueAt: '2030-01-02 10:00',
      remindAt: '2030-01-02 09:00',
      durationMinutes: '45',
      place: 'Yazd',
    })
    expect([made.status, made.headers.get('location')]).toEqual([303, '/tasks?done=added'])
    const tasks = async (query: string) =>
      ((await (await served.fetch(`/api/tasks?${query}`, { headers: await apiKey(served.crm, ALL) })).json()) as Answer).tasks
    const [task] = await tasks(`contactId=${contact.id}`)
    expect(task).toMatchObject({
      subject: 'Meet <b>them</b>',
      kind: 'meeting',
      durationMinutes: 45,
      place: 'Yazd',
      ownerId: userId,
    })
    expect(Date.parse(task.dueAt) - Date.parse(task.remindAt)).toBe(3_600_000)
    const { html } = await page('/tasks?whose=mine&state=open', 'fa')
    expect(html).toContain('Meet &lt;b&gt;them&lt;/b&gt;')
    expect((await page('/tasks?state=overdue')).html).not.toContain(task.id)
    expect((await post(`/tasks/${task.id}/snooze`, { for: 'hour', return: '/tasks' })).status).toBe(303)
    const [snoozed] = await tasks(`contactId=${contact.id}`)
    expect(Date.parse(snoozed.dueAt)).toBeLessThan(Date.parse(task.dueAt))
    expect(Date.parse(snoozed.dueAt) - Date.parse(snoozed.remindAt)).toBe(3_600_000)
    const wrong = await post(`/tasks/${task.id}`, { subject: '', kind: 'meeting', dueAt: 'soon' })
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Say what is to be done.')])
    expect((await post(`/tasks/${task.id}/done`, { return: '/tasks' })).status).toBe(303)
    expect(await tasks(`contactId=${contact.id}&state=done`)).toHaveLength(1)
    expect((await api('GET', `/contacts/${contact.id}/timeline`)).body.activities[0]).toMatchObject({ type: 'task.done' })
  })

  test('vtiger-17: the lead page answers the seven questions above everything else, in both languages', async () => {
    const lead = await captured(served, { name: 'Seven', email: 'seven@example.com', phone: '+989125550000' })
    await api('PUT', '/documents', {
      values: {
        system: 'erp',
        kind: 'contract',
        externalId: `c-${lead}`,
        number: 'C-7',
        status: 'signed',
        notes: 'Delivery within 30 days.',
        link: 'https://erp.example/c-7',
      },
      about: { email: 'seven@example.com' },
    })
    const { answers } = (await api('GET', `/leads/${lead}/answers`)).body
    expect(answers.map(({ question }: Answer) => question)).toEqual([
      'origin',
      'interest',
      'follow',
      'fit',
      'call',
      'contract',
      'owner',
    ])
    expect(answers[2]).toMatchObject({ state: 'bad' })
    expect(answers[4]).toMatchObject({ link: 'tel:+989125550000' })
    expect(answers[5]).toMatchObject({
      state: 'good',
      link: 'https://erp.example/c-7',
      sentence: { en: 'Contract C-7: signed. Delivery within 30 days.' },
    })
    for (const language of ['en', 'fa'] as const) {
      const { html } = await page(`/leads/${lead}`, language)
      const block = html.slice(html.indexOf('class="answers"'), html.indexOf('</dl>'))
      // How long ago something was differs from one second to the next.
      for (const { sentence } of answers.slice(2)) expect(unescaped(block)).toContain(sentence[language])
      expect(block.match(/class="answer-line"/g)).toHaveLength(7)
    }
  })

  test('vtiger-7: what qualifies a lead is asked by default, kept, and read by rules', async () => {
    const names = [
      'budget',
      'need',
      'timeline',
      'decisionMakers',
      'authority',
      'competitors',
      'objections',
      'source',
      'email',
      'phone',
      'status',
    ]
    expect(Object.keys(served.crm.fields.lead)).toEqual(expect.arrayContaining(names))
    const lead = await captured(served, {
      name: 'Fit',
      email: 'fit@example.com',
      budget: '2000 EUR',
      need: 'steel',
      timeline: 'now',
      authority: 'decision-maker',
    })
    const where = {
      all: [
        { fact: 'lead', path: '$.budget.amount', operator: 'greaterThan', value: 1_000_00 },
        { fact: 'lead', path: '$.authority', operator: 'equal', value: 'decision-maker' },
      ],
    }
    const key = await apiKey(served.crm, ALL)
    const found = (await (
      await served.fetch(`/api/leads?where=${encodeURIComponent(JSON.stringify(where))}`, { headers: key })
    ).json()) as Answer
    expect(found.leads.map(({ id }: Answer) => id)).toContain(lead)
    const { html } = await page(`/leads/${lead}`)
    for (const name of ['budget', 'need', 'timeline', 'decisionMakers', 'authority', 'competitors', 'objections'])
      expect(html).toContain(`name="${name}"`)
  })

  test('mscrm-7: segments count their leads live; a listed one is filled by hand, and rules and filters read it', async () => {
    const lead = await captured(served, { name: 'Listed', email: 'listed@example.com' })
    const count = async (id: string) =>
      (await api('GET', '/segments')).body.segments.find((each: Answer) => each.id === id)?.count
    expect(await count('friends')).toBe(0)
    expect((await api('PUT', `/segments/friends/leads/${lead}`)).body.segments).toEqual(['friends'])
    expect(await count('friends')).toBe(1)
    expect((await api('PUT', `/segments/fresh/leads/${lead}`)).body.error.code).toBe('SEGMENT_NOT_LISTED')
    expect((await page('/leads?segment=friends')).html).toContain(lead)
    expect((await page('/segments', 'fa')).html).toContain('دوستان')
    expect((await post('/segments/friends/leads', { leadId: lead, member: 'out' })).status).toBe(303)
    expect(await count('friends')).toBe(0)
  })

  test('vtiger-18: a fresh deployment is led through the six steps and ends complete', async () => {
    const fresh = await serveCrm({
      database: await database.newConnection(),
      config: { plugins: ['built-in', { use: 'action-send-mail', options: { host: 'mail.example', capture: false } }] },
    })
    try {
      const { crm } = fresh
      const boss = await signIn(fresh, await addTestUser(crm))
      const look = async () => {
        const answer = await fresh.fetch('/api/v1/setup-checklist', { headers: { cookie: boss.cookie } })
        const { steps, isComplete } = (await answer.json()) as Answer
        return { open: steps.filter((step: Answer) => !step.isDone).map(({ id }: Answer) => id), isComplete }
      }
      const send = (path: string, values: Record<string, string>) =>
        fresh.fetch(path, { ...form({ _csrf: boss.csrf, ...values }), headers: { cookie: boss.cookie } })
      const open = ['process', 'people', 'source', 'data', 'rules', 'live']
      expect(await look()).toEqual({ open, isComplete: false })
      const today = await (await fresh.fetch('/', { headers: { cookie: boss.cookie } })).text()
      expect(today).toContain('href="/setup-checklist"')
      await writeRules(crm.deployment.folder)
      expect(await crm.reloadRules()).toHaveProperty('digest')
      expect((await look()).open).toEqual(['people', 'source', 'data', 'live'])
      await addUser(crm, { actor: SYSTEM, user: { name: 'Rep', email: 'rep@example.com', role: 'rep' }, queues: ['inbound'] })
      await send('/teams/new', { name: 'North' })
      expect((await look()).open).toEqual(['source', 'data', 'live'])
      const lead = await captured(fresh, { name: 'First', email: 'first@example.com' })
      await send('/setup-checklist', { what: 'data-skipped' })
      expect((await look()).open).toEqual(['live'])
      await send('/setup-checklist', { what: 'backup' })
      expect((await send('/setup-checklist', { what: 'anything' })).status).toBe(422)
      await send(`/leads/${lead}/activities`, { type: 'call.outbound' })
      expect(await look()).toEqual({ open: [], isComplete: true })
      const shown = await (await fresh.fetch('/setup-checklist', { headers: { cookie: boss.cookie } })).text()
      expect(shown).toContain('All six steps are done.')
      expect(await (await fresh.fetch('/', { headers: { cookie: boss.cookie } })).text()).not.toContain('href="/setup-checklist"')
    } finally {
      await fresh.stop()
    }
  })
})

/** What `init` gives a deployment to begin with, and a pipeline of its own. */
async function writeRules(folder: string): Promise<void> {
  const rules = join(folder, 'rules')
  for (const file of ['first-response.automation.json', 'first-response.cases.json'])
    await copyFile(join(packageRoot(), 'templates', 'init', 'deployment', 'rules', file), join(rules, file))
  const stage = (id: string, category: string) => ({ id, label: { en: id, fa: id }, category })
  const pipeline = {
    ...{ apiVersion: 'sarnakh/v1', kind: 'lifecycle', id: 'own-sales', entity: 'opportunity', start: 'talk' },
    title: { en: 'Own sales', fa: 'فروش خودمان' },
    statuses: [stage('talk', 'open'), stage('won', 'won'), stage('lost', 'lost')],
  }
  await writeFile(join(rules, 'own-sales.lifecycle.json'), JSON.stringify(pipeline))
}

const unescaped = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

async function captured(served: ServedCrm, values: object): Promise<string> {
  const headers = { ...(await apiKey(served.crm, ['capture'])), 'content-type': 'application/json' }
  const answer = await served.fetch('/api/leads', { method: 'POST', headers, body: JSON.stringify({ values }) })
  const [{ id }] = ((await answer.json()) as Answer).submissions
  await served.crm.settle()
  const row = await served.crm.store.journal.get(id)
  if (!row?.leadId) throw new Error(JSON.stringify(row?.problem))
  return row.leadId
}

function filterFor(entity: string, field: string, value: unknown) {
  if (field === 'anAmount') return { fact: entity, path: `$.${field}.amount`, operator: 'equal', value: 1250 }
  if (field === 'someChoices') return { fact: entity, path: `$.${field}`, operator: 'contains', value: 'north' }
  return { fact: entity, path: `$.${field}`, operator: 'equal', value }
}

const ALL = [
  ...[
    'lead:read',
    'lead:write',
    'account:read',
    'account:write',
    'contact:read',
    'contact:write',
    'product:read',
    'product:write',
  ],
  ...[
    'campaign:read',
    'campaign:write',
    'document:read',
    'document:write',
    'opportunity:read',
    'opportunity:write',
    'task:write',
  ],
]
