import { createHash, createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Activity } from '../../core/model/entities/activity.js'
import type { Lead } from '../../core/model/entities/lead.js'
import { openDatabase } from '../../core/store/database/open-database.js'
import { addTestUser, apiKey, form, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'

const SITE = 'https://shop.example'
const KEY = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'

/** What the API answers, as far as these tests look into it. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Answer = any

const SECRETS = {
  TWILIO: 'twilio-token',
  CRISP: 'crisp-secret',
  META_APP: 'meta-app',
  META_VERIFY: 'our word',
  LINKEDIN: 'li',
  HUBSPOT: 'hub',
}

const FILES = {
  'rules/scoring/lead-score.scoring.json': {
    apiVersion: 'sarnakh/v1',
    kind: 'scoring',
    id: 'lead-score',
    model: 'points',
    params: {},
    score: {
      min: 0,
      max: 100,
      groups: [{ id: 'engagement', label: { en: 'Engagement' } }],
      grades: [{ grade: 'hot', from: 20 }, { grade: 'warm', from: 10 }, { grade: 'cold' }],
    },
    rules: [
      ...[
        ['webinar.attended', 20, 1],
        ['content.downloaded', 10, 2],
        ['page.viewed', 1, 5],
        ['call.inbound', 8, 3],
        ['newsletter.subscribed', 3, 1],
        ['form.submitted', 4, 1],
      ].map(([activity, points, maxCount]) => ({
        id: String(activity).replace('.', '-'),
        title: { en: String(activity) },
        conditions: {
          all: [{ fact: 'activityCount', params: { type: activity }, operator: 'greaterThan', value: 0 }],
        },
        // Page views fade; the rest stays.
        then: {
          group: 'engagement',
          pointsPer: { activity, points, maxCount },
          ...(activity === 'page.viewed' ? { decay: { model: 'halfLife', every: 'P7D' } } : {}),
        },
      })),
    ],
  },
  'rules/segments/manager-only.segment.json': {
    apiVersion: 'sarnakh/v1',
    kind: 'segment',
    id: 'manager-only',
    title: { en: 'For managers', fa: 'برای مدیران' },
    quick: 1,
    roles: ['manager'],
    conditions: { all: [{ fact: 'lead', path: '$.status', operator: 'present', value: true }] },
  },
  'rules/forms/spring.form.json': {
    apiVersion: 'sarnakh/v1',
    kind: 'form',
    id: 'spring',
    title: { en: 'Spring', fa: 'بهار' },
    source: 'instagram',
    campaign: 'spring-1405',
    fields: [{ field: 'name', required: true }, { field: 'email' }],
    origins: [SITE],
    consent: { text: { en: 'Send me news.', fa: 'برایم خبر بفرستید.' }, version: '7', purpose: 'marketing-mail' },
  },
}

eachDatabase((database) => {
  let served: ServedCrm
  let connection: string
  beforeAll(async () => {
    connection = await database.newConnection()
    for (const [name, value] of Object.entries(SECRETS)) process.env[`SARNAKH_SECRET_${name}`] = value
    served = await serveCrm({
      database: connection,
      files: FILES,
      config: { tracking: { origins: [SITE], consentVersion: '2', retentionDays: 30 } },
    })
  })
  afterAll(async () => {
    for (const name of Object.keys(SECRETS)) delete process.env[`SARNAKH_SECRET_${name}`]
    await served?.stop()
  })

  const settle = () => served.crm.settle()
  const leadOf = async (search: string) =>
    (await served.crm.store.records.list('lead', { limit: 10, search })).records as readonly Lead[]
  const activitiesOf = async (leadId: string) =>
    (
      await served.crm.store.records.list('activity', {
        limit: 100,
        where: { all: [{ fact: 'activity', path: '$.leadId', operator: 'equal', value: leadId }] },
        sort: { field: 'at', direction: 'asc' },
      })
    ).records as readonly Activity[]
  const rowsOf = async (entity: 'touch' | 'consent' | 'pageView' | 'visitor') =>
    (await served.crm.store.records.list(entity, { limit: 200 })).records
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const key = await apiKey(served.crm, ['capture', 'lead:read', 'lead:write', 'journal:read', 'contact:write'])
    const answer = await served.fetch(path, {
      method: 'POST',
      headers: { ...key, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as Answer }
  }
  const newLead = async (values: Record<string, unknown>): Promise<Lead> => {
    await post('/api/leads', { source: 'test', ...values })
    await settle()
    const [lead] = await leadOf(String(values['email'] ?? values['phone'] ?? values['name']))
    if (!lead) throw new Error('no lead')
    return lead
  }
  const beacon = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    served.fetch('/t', {
      method: 'POST',
      headers: { origin: SITE, 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', ...headers },
      body: new URLSearchParams({ k: KEY, c: '2', t: 'A page', ...fields }).toString(),
    })

  describe('activities that other systems tell', () => {
    test('vtiger-2, vtiger-12: a webinar, downloads and a sign-up are counted at once, ranked by their points', async () => {
      const lead = await newLead({ name: 'Sara', email: 'sara@channels.example' })
      expect(lead.score).toBe(0)
      const key = await apiKey(served.crm, ['lead:write'])
      const rows = [
        { key: 'w1', type: 'webinar.attended', email: 'SARA@channels.example' },
        { key: 'd1', type: 'content.downloaded', leadId: lead.id },
        { key: 'd2', type: 'content.downloaded', leadId: lead.id },
        { key: 'd3', type: 'content.downloaded', leadId: lead.id },
        { key: 'n1', type: 'newsletter.subscribed', email: 'sara@channels.example' },
        { type: 'newsletter.subscribed', email: 'nobody@channels.example' },
        { type: 'status.changed', leadId: lead.id },
        { at: 'yesterday', type: 'note', leadId: lead.id },
        7,
      ]
      const send = () =>
        served.fetch('/api/v1/activities', {
          method: 'POST',
          headers: { ...key, 'content-type': 'application/json' },
          body: JSON.stringify(rows),
        })
      const first = (await (await send()).json()) as Answer
      expect(first.results.map(({ status }: Answer) => status)).toEqual([
        ...Array.from({ length: 5 }, () => 'added'),
        ...Array.from({ length: 4 }, () => 'refused'),
      ])
      expect(first.results.slice(5).map(({ code }: Answer) => code)).toEqual([
        'PERSON_UNKNOWN',
        'ACTIVITY_INVALID',
        'ACTIVITY_INVALID',
        'ACTIVITY_INVALID',
      ])
      // 20 for the webinar, 10 each for two of three downloads, 3 for the newsletter.
      expect((await leadOf('sara@channels.example'))[0]).toMatchObject({ score: 43, grade: 'hot' })
      const again = (await (await send()).json()) as Answer
      expect(again.results.slice(0, 5).map(({ status }: Answer) => status)).toEqual(Array.from({ length: 5 }, () => 'repeated'))
      expect(again.results[0].activityId).toBe(first.results[0].activityId)
      expect((await leadOf('sara@channels.example'))[0]).toMatchObject({ score: 43 })
    })

    test('vtiger-12, terms-3: a purchase of somebody unknown becomes a lead once, a customer without a lead has it on the timeline', async () => {
      const contact = await served.crm.store.records.insertOnce('contact', {
        ...{ id: served.crm.newId(), version: 1, createdAt: 1, updatedAt: 1, name: 'Omid', emailKey: 'omid@channels.example' },
      })
      expect(contact).toBe(true)
      const rows = [
        { key: 'p1', type: 'purchase', email: 'new@channels.example', name: 'New', details: { total: 12 } },
        { key: 'p2', type: 'purchase', email: 'omid@channels.example' },
      ]
      const { body } = await post('/api/v1/activities?unknown=capture', rows)
      expect(body.results.map(({ status }: Answer) => status)).toEqual(['captured', 'added'])
      expect(body.results[1].contactId).toBeDefined()
      await settle()
      const [lead] = await leadOf('new@channels.example')
      expect(lead).toMatchObject({ name: 'New', source: 'api' })
      expect((await activitiesOf(lead?.id ?? '')).map(({ type }) => type)).toContain('purchase')
    })

    test('gomato-8: more than a thousand at once are refused as a whole', async () => {
      const rows = Array.from({ length: 1_001 }, () => 1)
      expect((await post('/api/v1/activities', rows)).status).toBe(400)
    })
  })

  describe('calls and chat', () => {
    const twilio = (mapping: string, params: Record<string, string>, secret = SECRETS.TWILIO) => {
      const signed = `${served.url}/hooks/${mapping}${Object.keys(params)
        .sort()
        .map((name) => name + params[name])
        .join('')}`
      return served.fetch(`/hooks/${mapping}`, {
        ...form(params),
        headers: { 'X-Twilio-Signature': createHmac('sha1', secret).update(signed).digest('base64') },
      })
    }
    const call = (CallSid: string, CallStatus: string, more: Record<string, string> = {}) => ({
      ...{ CallSid, CallStatus, Direction: 'inbound', From: '+989121230001', To: '+982191000000', ...more },
    })

    test('gomato-1, gomato-8, gomato-14: an unknown caller is a lead at once, seen as called and in a call until it ends, and scored', async () => {
      const cookie = (await signIn(served, await addTestUser(served.crm))).cookie
      const shown = async (segment: string) => {
        const answer = await served.fetch(`/leads?segment=${segment}`, { headers: { cookie } })
        return { live: answer.headers.get('refresh'), html: await answer.text() }
      }
      expect((await twilio('twilio-calls', call('CA1', 'ringing'), 'wrong')).status).toBe(401)
      expect((await twilio('twilio-calls', call('CA1', 'ringing'))).status).toBe(202)
      expect((await twilio('twilio-calls', call('CA1', 'ringing'))).status).toBe(202)
      await settle()
      const [lead] = await leadOf('9121230001')
      expect(lead).toMatchObject({ source: 'phone', score: 0 })
      expect(lead?.inCallSince).toBeDefined()
      for (const segment of ['active-calls', 'incoming-calls']) {
        const page = await shown(segment)
        expect(page.html).toContain(`/leads/${lead?.id}"`)
        expect(page.live).toBe('20')
      }
      await twilio('twilio-calls', call('CA1', 'completed', { CallDuration: '185' }))
      await settle()
      const [after] = await leadOf('9121230001')
      expect(after?.inCallSince).toBeUndefined()
      expect(after?.score).toBe(8)
      const calls = (await activitiesOf(lead?.id ?? '')).filter(({ type }) => type.startsWith('call.'))
      expect(calls).toMatchObject([
        { type: 'call.started', direction: 'inbound' },
        { type: 'call.inbound', direction: 'inbound', durationSeconds: 185, outcome: 'answered' },
      ])
      expect((await shown('active-calls')).html).not.toContain(`/leads/${lead?.id}"`)
      const profile = await (await served.fetch(`/leads/${lead?.id}`, { headers: { cookie } })).text()
      expect(profile).toContain('href="tel:')
      expect(profile).toContain('3 minutes')
      // One call is one lead with one touch, however many words are told of it.
      expect((await rowsOf('touch')).filter(({ leadId }) => leadId === lead?.id)).toHaveLength(1)
    })

    test('gomato-8: a call that we made is told of whom we called, and answers them', async () => {
      const lead = await newLead({ name: 'Called', phone: '+989121230002' })
      const params = call('CA2', 'completed', {
        From: '+982191000000',
        To: '+989121230002',
        CallDuration: '60',
        Direction: 'outbound-api',
      })
      expect((await twilio('twilio-outgoing-calls', params)).status).toBe(202)
      await settle()
      const [after] = await leadOf('9121230002')
      expect(after?.id).toBe(lead.id)
      expect(after?.firstResponseAt).toBeDefined()
    })

    test('gomato-8, gomato-14: a rep notes a call with its outcome and minutes; a wrong number of minutes is said, and a lead and a customer are alike', async () => {
      const lead = await newLead({ name: 'Noted', email: 'noted@channels.example' })
      const { cookie, csrf } = await signIn(served, await addTestUser(served.crm, { role: 'rep' }))
      const log = (path: string, values: Record<string, string>) =>
        served.fetch(path, { ...form({ _csrf: csrf, type: 'call.outbound', ...values }), headers: { cookie } })
      const wrong = await log(`/leads/${lead.id}/activities`, { minutes: 'long', note: 'kept' })
      expect(wrong.status).toBe(422)
      expect(await wrong.text()).toContain('Write a number of minutes')
      expect((await log(`/leads/${lead.id}/activities`, { minutes: '۲٫۵', outcome: 'no-answer' })).status).toBe(303)
      expect((await activitiesOf(lead.id)).find(({ type }) => type === 'call.outbound')).toMatchObject({
        ...{ type: 'call.outbound', direction: 'outbound', durationSeconds: 150, outcome: 'no-answer' },
      })
      const made = { id: served.crm.newId(), version: 1, createdAt: 1, updatedAt: 1, name: 'Customer' }
      await served.crm.store.records.insert('contact', [made])
      expect((await log(`/contacts/${made.id}/activities`, { minutes: '4', outcome: 'answered' })).status).toBe(303)
      const html = await (await served.fetch(`/contacts/${made.id}`, { headers: { cookie } })).text()
      expect(html).toContain('4 minutes')
      expect((await log(`/contacts/${made.id}/activities`, { type: 'note', note: ' ' })).status).toBe(422)
      const bar = await (await served.fetch('/leads', { headers: { cookie } })).text()
      expect(bar).not.toContain('For managers')
      const manager = await signIn(served, await addTestUser(served.crm, { role: 'manager' }))
      expect(await (await served.fetch('/leads', { headers: { cookie: manager.cookie } })).text()).toContain('For managers')
    })

    test('gomato-8: a chat is one lead, its messages are on the timeline, a forged or old one is not let in', async () => {
      const tell = (event: string, data: object, { secret = SECRETS.CRISP, age = 0 } = {}) => {
        const body = JSON.stringify({ website_id: 'w', event, data, timestamp: 1 })
        const timestamp = String(Date.now() - age)
        const signature = createHmac('sha256', secret).update(`[${timestamp};${body}]`).digest('hex')
        const headers = {
          'content-type': 'application/json',
          'X-Crisp-Signature': signature,
          'X-Crisp-Request-Timestamp': timestamp,
        }
        return served.fetch('/hooks/crisp', { method: 'POST', headers, body })
      }
      const message = {
        session_id: 'session_1',
        content: 'Hello there',
        from: 'user',
        fingerprint: 11,
        user: { nickname: 'Chatty' },
      }
      expect((await tell('message:send', message, { secret: 'other' })).status).toBe(401)
      expect((await tell('message:send', message, { age: 600_000 })).status).toBe(401)
      expect((await tell('message:send', message)).status).toBe(202)
      await tell('message:received', { ...message, content: 'Hi', from: 'operator', fingerprint: 12 })
      await tell('session:set_email', { session_id: 'session_1', email: 'chat@channels.example' })
      await settle()
      const [lead] = await leadOf('chat@channels.example')
      expect(lead).toMatchObject({ name: 'Chatty', source: 'chat' })
      const chats = (await activitiesOf(lead?.id ?? '')).filter(({ type }) => type.startsWith('chat.'))
      expect(chats.map(({ type, direction, details }) => [type, direction, (details as Answer).note]).sort()).toEqual([
        ['chat.inbound', 'inbound', 'Hello there'],
        ['chat.outbound', 'outbound', 'Hi'],
      ])
    })
  })

  describe('webhooks of vendors', () => {
    test('vtiger-11, terms-3: Meta asks whether we are it, signs its notices, and one lead id twice is one lead', async () => {
      const ask = (token: string) =>
        served.fetch(
          `/hooks/meta-lead-ads-page?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`,
        )
      expect((await ask('a guess')).status).toBe(401)
      const greeted = await ask(SECRETS.META_VERIFY)
      expect([greeted.status, await greeted.text()]).toEqual([200, '1158201444'])
      const change = { field: 'leadgen', value: { leadgen_id: '900', page_id: '1', form_id: '2', created_time: 1 } }
      const body = JSON.stringify({ object: 'page', entry: [{ id: '0', changes: [change, change] }] })
      const signed = (secret: string) => ({
        'content-type': 'application/json',
        'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      })
      const send = (secret: string) =>
        served.fetch('/hooks/meta-lead-ads-page', { method: 'POST', headers: signed(secret), body })
      expect((await send('forged')).status).toBe(401)
      expect((await send(SECRETS.META_APP)).status).toBe(202)
      expect((await send(SECRETS.META_APP)).status).toBe(202)
      await settle()
      const where = { all: [{ fact: 'lead', path: '$.externalId', operator: 'equal', value: '900' }] }
      expect((await served.crm.store.records.list('lead', { limit: 10, where })).records).toHaveLength(1)
    })

    test('vtiger-11: LinkedIn gets the answer to its challenge and signs, HubSpot signs address and time', async () => {
      const challenge = '890e4665-4dfe-4ab1-b689-000000000000'
      const greeted = (await (await served.fetch(`/hooks/linkedin?challengeCode=${challenge}`)).json()) as Answer
      expect(greeted).toEqual({
        challengeCode: challenge,
        challengeResponse: createHmac('sha256', SECRETS.LINKEDIN).update(challenge).digest('hex'),
      })
      const notice = JSON.stringify({
        type: 'LEAD_ACTION',
        leadGenFormResponse: 'urn:li:leadGenFormResponse:1',
        leadAction: 'CREATED',
      })
      const linkedIn = await served.fetch('/hooks/linkedin', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'X-LI-Signature': createHmac('sha256', SECRETS.LINKEDIN).update(`hmacsha256=${notice}`).digest('hex'),
        },
        body: notice,
      })
      expect(linkedIn.status).toBe(202)
      const body = JSON.stringify([
        { eventId: 1, objectId: 5, occurredAt: 9, properties: { email: 'hub@channels.example', firstname: 'Hu' } },
      ])
      const hub = (at: number) =>
        served.fetch('/hooks/hubspot', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'X-HubSpot-Request-Timestamp': String(at),
            'X-HubSpot-Signature-v3': createHmac('sha256', SECRETS.HUBSPOT)
              .update(`POST${served.url}/hooks/hubspot${body}${at}`)
              .digest('base64'),
          },
          body,
        })
      expect((await hub(Date.now() - 400_000)).status).toBe(401)
      expect((await hub(Date.now())).status).toBe(202)
      await settle()
      expect(await leadOf('hub@channels.example')).toMatchObject([{ name: 'Hu', externalId: '5' }])
    })

    test('vtiger-11: every channel is on one page, in both languages, with what is missing', async () => {
      const { cookie, csrf } = await signIn(served, await addTestUser(served.crm))
      for (const [language, words] of [
        ['en', ['Forms', 'Web tracking', 'Closed: secret not set (TYPEFORM)']],
        ['fa', ['فرم‌ها', 'ردیابی وب', 'بسته: راز تنظیم نشده (TYPEFORM)']],
      ] as const) {
        await served.fetch('/language', { ...form({ _csrf: csrf, language, return: '/' }), headers: { cookie } })
        const html = await (await served.fetch('/channels', { headers: { cookie } })).text()
        for (const word of words) expect(html).toContain(word)
        expect(html).toContain('/forms/spring')
        expect(html).toContain('/t.js')
        expect(html).not.toContain(SECRETS.TWILIO)
      }
    })
  })

  describe('visits', () => {
    test('mscrm-1, vtiger-1, vtiger-12: anonymous page views become the timeline and touches of the lead once a form tells who it is, and further ones follow', async () => {
      const landing = `${SITE}/?utm_source=instagram&utm_campaign=nowruz&gclid=g-1`
      expect((await beacon({ p: landing, r: 'https://www.instagram.com/x' })).status).toBe(204)
      expect((await beacon({ p: `${SITE}/pricing?secret=1` })).status).toBe(204)
      await settle()
      expect((await rowsOf('pageView')).map(({ page }) => page).sort()).toEqual([`${SITE}/`, `${SITE}/pricing`])
      expect((await rowsOf('visitor'))[0]?.['key']).toBe(createHash('sha256').update(KEY).digest('hex'))
      // The marks that the browser kept and handed to the form.
      const sent = await served.fetch(
        '/forms/spring',
        form({
          name: 'Visitor',
          email: 'visitor@channels.example',
          _visitor: KEY,
          utm_source: 'instagram',
          gclid: 'g-1',
          _consent: 'yes',
        }),
      )
      expect(sent.status).toBe(303)
      await settle()
      const [lead] = await leadOf('visitor@channels.example')
      const views = async () => (await activitiesOf(lead?.id ?? '')).filter(({ type }) => type === 'page.viewed')
      expect((await views()).map(({ details }) => (details as Answer).page)).toEqual([`${SITE}/`, `${SITE}/pricing`])
      expect((await views())[0]?.at).toBeLessThan(lead?.createdAt ?? 0)
      expect(await rowsOf('pageView')).toEqual([])
      // 4 for the form and 1 for each view.
      expect((await leadOf('visitor@channels.example'))[0]?.score).toBeCloseTo(6, 1)
      const touches = (await rowsOf('touch')).filter(({ leadId }) => leadId === lead?.id)
      expect(touches.map(({ utmSource, utmCampaign, clickId }) => [utmSource, utmCampaign, clickId]).sort()).toEqual([
        ['instagram', 'nowruz', 'g-1'],
        ['instagram', 'spring-1405', 'g-1'],
      ])
      expect((await beacon({ p: `${SITE}/contract` })).status).toBe(204)
      await settle()
      expect(await views()).toHaveLength(3)
      expect(lead).toMatchObject({ source: 'instagram' })
      const [consent] = (await rowsOf('consent')).filter(({ leadId }) => leadId === lead?.id)
      expect(consent).toMatchObject({ purpose: 'marketing-mail', given: true, textVersion: '7' })
      expect(consent?.['text']).toContain('Send me news.')
      // A program finds the same person by the browser.
      const { body } = await post('/api/v1/activities', { type: 'content.downloaded', visitor: KEY })
      expect(body.results).toMatchObject([{ status: 'added', leadId: lead?.id }])
    })

    test('vtiger-12: nothing is kept of who did not agree, asked not to be followed, or comes from a site nobody named', async () => {
      const before = [(await rowsOf('pageView')).length, (await rowsOf('visitor')).length]
      const key = { k: 'ffffffffffffffffffffffffffffffff', p: `${SITE}/x` }
      expect((await beacon({ ...key, c: '1' })).status).toBe(204)
      expect((await beacon(key, { dnt: '1' })).status).toBe(204)
      expect((await beacon(key, { 'sec-gpc': '1' })).status).toBe(204)
      expect((await beacon(key, { origin: 'https://other.example' })).status).toBe(403)
      expect((await beacon({ ...key, k: 'short' })).status).toBe(422)
      expect((await beacon({ ...key, p: 'javascript:alert(1)' })).status).toBe(422)
      expect([(await rowsOf('pageView')).length, (await rowsOf('visitor')).length]).toEqual(before)
    })

    test('vtiger-12: a visitor who takes it back is forgotten', async () => {
      const k = 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee'
      await beacon({ k, p: `${SITE}/x` })
      const hash = createHash('sha256').update(k).digest('hex')
      expect((await rowsOf('visitor')).map(({ key }) => key)).toContain(hash)
      expect((await beacon({ k, forget: '1' })).status).toBe(204)
      expect((await rowsOf('visitor')).map(({ key }) => key)).not.toContain(hash)
      expect(await rowsOf('pageView')).toEqual([])
    })

    test('vtiger-12: the snippet is small, needs no inline script, and waits for consent', async () => {
      const answer = await served.fetch('/t.js')
      const script = await answer.text()
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(Buffer.byteLength(script)).toBeLessThan(3_000)
      expect(() => new Function(script)).not.toThrow()
    })
  })

  describe('the calendar of a user', () => {
    test('vtiger-12: tasks and meetings are a feed by a secret address, renewed and closed by its owner', async () => {
      const { cookie, csrf } = await signIn(served, await addTestUser(served.crm, { name: 'Reza', role: 'rep', language: 'fa' }))
      const post_ = (path: string) => served.fetch(path, { ...form({ _csrf: csrf }), headers: { cookie } })
      const users = (await served.crm.store.records.list('user', { limit: 50 })).records
      const ownerId = users.find(({ name }) => name === 'Reza')?.id ?? ''
      const task = (subject: unknown, more: object) => ({
        ...{ id: served.crm.newId(), version: 1, createdAt: 1, updatedAt: Date.UTC(2026, 0, 1), subject, ownerId },
        ...{ dueAt: Date.now() + 86_400_000, kind: 'meeting', durationMinutes: 45, ...more },
      })
      const long = `جلسه با شرکت پارس؛ قرارداد، پیش‌پرداخت و زمان تحویل ${'و '.repeat(40)}پایان`
      await served.crm.store.records.insert('task', [
        task({ en: 'Meeting', fa: long }, { place: 'Tehran, Iran; office', remindAt: Date.UTC(2026, 0, 2) }),
        task('Call back', { kind: 'to-do', priority: 'urgent' }),
        task('Somebody else', { ownerId: 'x' }),
      ])
      const made = await (await post_('/calendar/renew')).text()
      const address = /\/calendar\/[\w-]{43}\.ics/.exec(made)?.[0] ?? ''
      const feed = await served.fetch(address)
      const text = await feed.text()
      expect([feed.status, feed.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
      const lines = text.split('\r\n')
      expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
      const unfolded = text.replace(/\r\n /g, '')
      expect(unfolded).toContain(`SUMMARY:${long.replace(/;/g, '\\;').replace(/,/g, '\\,')}`)
      expect(unfolded).toContain('LOCATION:Tehran\\, Iran\\; office')
      expect(unfolded).toContain('TRIGGER;VALUE=DATE-TIME:20260102T000000Z')
      expect(unfolded.match(/BEGIN:(VEVENT|VTODO)/g)?.sort()).toEqual(['BEGIN:VEVENT', 'BEGIN:VTODO'])
      expect(unfolded).not.toContain('Somebody else')
      const tag = feed.headers.get('etag') ?? ''
      expect((await served.fetch(address, { headers: { 'if-none-match': tag } })).status).toBe(304)
      const renewed = /\/calendar\/[\w-]{43}\.ics/.exec(await (await post_('/calendar/renew')).text())?.[0] ?? ''
      expect([(await served.fetch(address)).status, (await served.fetch(renewed)).status]).toEqual([404, 200])
      expect((await post_('/calendar/revoke')).status).toBe(303)
      expect((await served.fetch(renewed)).status).toBe(404)
    })
  })

  describe('read-only views', () => {
    test('vtiger-11: another tool reads leads and opportunities by SQL, with times it knows and without secrets', async () => {
      const lead = await newLead({ name: 'Viewed', email: 'viewed@channels.example' })
      const opened = await openDatabase(connection)
      try {
        const [row] = await opened.rows('select name, source, created_at, email from report_leads where id = ?', [lead.id])
        expect(row).toMatchObject({ name: 'Viewed', source: 'test', email: 'viewed@channels.example' })
        const createdAt = row?.['created_at']
        expect(createdAt instanceof Date ? createdAt.getTime() : Date.parse(String(createdAt))).toBe(lead.createdAt)
        await expect(opened.rows('select count(*) as n from report_opportunities')).resolves.toHaveLength(1)
        for (const column of ['password_hash', 'calendar_key_hash'])
          await expect(opened.rows(`select ${column} from report_users`)).rejects.toThrow()
        expect(await served.crm.store.schema.plan()).toEqual([])
      } finally {
        await opened.close()
      }
    })
  })
})
