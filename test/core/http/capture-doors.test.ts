import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { apiKey, form, serveCrm, useServedCrm } from './served-crm.js'

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
})
const answered = async (answer: Response) =>
  (await answer.json()) as { submissions: { id: string; status: string }[]; error: { code: string; message: string } }

describe('a public form', () => {
  const served = useServedCrm()
  const journal = (state?: 'spam') => served.crm.store.journal.list({ limit: 200, ...(state ? { state } : {}) })

  test('a visitor fills it in, is thanked, and the lead with its campaign is there', async () => {
    const page = await (
      await served.fetch('/forms/contact?utm_source=google&gclid=abc', { headers: { referer: 'https://news.example/a' } })
    ).text()
    const hidden = Object.fromEntries(
      [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    )
    expect(hidden).toMatchObject({ utm_source: 'google', gclid: 'abc', _referrer: 'https://news.example/a' })
    const sent = await served.fetch('/forms/contact', form({ ...hidden, name: 'Sara', email: 'sara@form.example' }))
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/forms/contact/thanks'])
    expect(await (await served.fetch('/forms/contact/thanks')).text()).toContain('Thank you. We will be in touch soon.')
    await served.crm.settle()
    const [lead] = (await served.crm.store.records.list('lead', { limit: 10, search: 'sara@form.example' })).records
    expect(lead).toMatchObject({ name: 'Sara', source: 'web-form' })
    const [touch] = (await served.crm.store.records.list('touch', { limit: 10 })).records
    expect(touch).toMatchObject({ utmSource: 'google', clickId: 'abc', referrer: 'https://news.example/a' })
  })

  test('the double click of a visitor is one submission, and other content under that page is a conflict', async () => {
    const values = { _key: served.crm.newId(), name: 'Ali', email: 'ali@form.example' }
    const [first, second] = await Promise.all([1, 2].map(() => served.fetch('/forms/contact', json(values))))
    if (!first || !second) throw new Error('no answer')
    const [one, two] = [await answered(first), await answered(second)]
    expect([first.status, second.status]).toEqual([202, 202])
    expect(one.submissions[0]?.id).toBe(two.submissions[0]?.id)
    expect([one, two].map(({ submissions }) => submissions[0]?.status).sort()).toEqual(['new', 'repeated'])
    const other = await served.fetch('/forms/contact', json({ ...values, name: 'Reza' }))
    expect([other.status, (await answered(other)).error.code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED'])
  })

  test('a missing answer is named, and what was typed stays on the page', async () => {
    const page = await served.fetch('/forms/contact', form({ email: 'mina@form.example', utm_source: 'google' }))
    const html = await page.text()
    expect(page.status).toBe(422)
    expect(html).toContain('value="mina@form.example"')
    expect(html).toContain('name="utm_source" value="google"')
    const asJson = await served.fetch('/forms/contact', json({ email: 'mina@form.example' }))
    expect([asJson.status, (await answered(asJson)).error.code]).toEqual([422, 'HTTP_CAPTURE_REFUSED'])
  })

  test('an answer that is none is marked, said in the language of the visitor, and stays on the page', async () => {
    const typed = { name: 'Mina', email: 'notmail<', _key: served.crm.newId() }
    const english = await served.fetch('/forms/contact', form(typed))
    expect(english.status).toBe(422)
    const html = await english.text()
    expect(html).toMatch(/name="email" value="notmail&lt;"[^>]* aria-invalid="true" aria-describedby="problem-email"/)
    expect(html).toContain('Must be an e-mail address')
    expect(html).toMatch(/name="name" value="Mina"/)
    expect(html).not.toContain('Please fill in')
    const persian = await (await served.fetch('/forms/contact?lang=fa', form(typed))).text()
    expect(persian).toContain('باید نشانی ایمیل باشد')
    expect(persian).not.toContain('Must be')
    const repaired = await served.fetch('/forms/contact', form({ ...typed, email: 'mina@form.example' }))
    expect(repaired.status).toBe(303)
  })

  test.each([
    ['an object', { toString: 1 }],
    ['an object in a list', [{}]],
    ['a number', 7],
    ['a list of lists', [[['x']]]],
  ])('a script that sends %s as e-mail is told which field is wrong, however often', async (_, email) => {
    for (let time = 0; time < 4; time += 1) {
      const answer = await served.fetch('/forms/contact', json({ name: 'Mina', email }))
      expect(answer.status).toBe(422)
      const { error } = (await answer.json()) as { error: { details: { field: string; problems: { field: string }[] } } }
      expect(error.details).toMatchObject({ field: 'email', problems: [{ field: 'email', message: { fa: expect.any(String) } }] })
    }
  })

  test('who fills the field that nobody sees is thanked and kept apart', async () => {
    const values = { name: 'Bot', email: 'bot@form.example', website_url_: 'https://spam.example' }
    const answer = await served.fetch('/forms/contact', form(values))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/forms/contact/thanks'])
    await served.crm.settle()
    expect((await journal('spam')).records).toHaveLength(1)
    expect(await served.crm.store.records.count('lead', { search: 'bot@form.example' })).toBe(0)
  })

  test('what a visitor types is text on every page that shows it again', async () => {
    const evil = '"><script>alert(1)</script>'
    const page = await served.fetch(`/forms/contact?utm_source=${encodeURIComponent(evil)}`)
    expect(await page.text()).not.toContain('<script>alert')
    const again = await served.fetch('/forms/contact', form({ company: evil }))
    expect(await again.text()).not.toContain('<script>alert')
  })

  test('the page speaks the language that its address asks for', async () => {
    const html = await (await served.fetch('/forms/contact?utm_source=a&lang=fa')).text()
    expect(html).toContain('href="?utm_source=a&amp;lang=en"')
    expect(html).toContain('<html lang="fa" dir="rtl">')
    expect(html).toContain('با ما در تماس باشید')
  })

  test('an unknown form is not there', async () => {
    for (const path of ['/forms/nope', '/embed/nope', '/forms/constructor', '/forms/__proto__']) {
      expect((await served.fetch(path)).status).toBe(404)
      expect((await served.fetch(path, form({ name: 'x' }))).status).toBe(404)
    }
  })

  test('only the sites a form names may frame it or read its answers', async () => {
    const framed = await served.fetch('/embed/framed')
    expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors https://shop.example;')
    expect(framed.headers.getSetCookie()).toEqual([])
    const hosted = await served.fetch('/forms/framed')
    expect(hosted.headers.get('content-security-policy')).toContain("frame-ancestors 'none';")
    const post = (origin: string) => served.fetch('/forms/framed', json({ name: 'A' }, { origin }))
    const friend = await post('https://shop.example')
    expect(friend.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(friend.headers.get('access-control-allow-credentials')).toBeNull()
    expect((await post('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  test('after sending, a visitor is offered the addresses of the form alone', async () => {
    const to = async (address: string) => (await served.fetch(`/embed/framed/thanks?to=${encodeURIComponent(address)}`)).text()
    expect(await to('https://evil.example/')).not.toContain('evil.example')
    expect(await to('https://shop.example/done')).toContain('href="https://shop.example/done"')
  })

  test('the snippet is a script of ours that other sites may load', async () => {
    const answer = await served.fetch('/embed.js')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(answer.headers.get('content-type')).toContain('text/javascript')
    expect(await answer.text()).toContain("createElement('iframe')")
  })
})

describe('a webhook', () => {
  const served = useServedCrm()
  const hook = (body: string, signature: string) =>
    served.fetch('/hooks/partner', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-signature': signature },
    })
  const sign = (body: string) => createHmac('sha256', 'hook-secret').update(body).digest('hex')

  test('is let in by its signature over the raw bytes, once per lead', async () => {
    const body = '{ "id": "p-1",  "name": "Sara",\n "email": "sara@hook.example" }'
    const first = await hook(body, sign(body))
    expect([first.status, (await answered(first)).submissions[0]?.status]).toEqual([202, 'new'])
    expect((await answered(await hook(body, sign(body)))).submissions[0]?.status).toBe('repeated')
    const other = '{ "id": "p-1", "name": "Other" }'
    expect((await hook(other, sign(other))).status).toBe(409)
  })

  test('a forged one is told no and written nowhere', async () => {
    const answer = await hook('{"id":"p-2","name":"X"}', sign('something else'))
    expect([answer.status, (await answered(answer)).error.code]).toEqual([401, 'AUTH_SENDER_REFUSED'])
    expect((await served.fetch('/hooks/nope', json({ id: 1 }))).status).toBe(404)
  })
})

describe('the API as a source', () => {
  const served = useServedCrm()

  test('a key with the scope captures, and a call repeated with its key adds nothing', async () => {
    const key = await apiKey(served.crm, ['capture'])
    const lead = { values: { name: 'Sara', email: 'sara@api.example' } }
    const send = (body: unknown) => served.fetch('/api/leads', json(body, { ...key, 'idempotency-key': 'k-1' }))
    const first = await send(lead)
    expect([first.status, (await answered(first)).submissions[0]?.status]).toEqual([202, 'new'])
    expect((await answered(await send(lead))).submissions[0]?.status).toBe('repeated')
    const other = await send({ values: { name: 'Other' } })
    expect([other.status, (await answered(other)).error.code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED'])
  })

  test('two keys do not share idempotency keys', async () => {
    const [one, two] = [await apiKey(served.crm, ['capture']), await apiKey(served.crm, ['capture'])]
    const send = (key: Record<string, string>, name: string) =>
      served.fetch('/api/leads', json({ values: { name } }, { ...key, 'idempotency-key': 'same' }))
    expect((await send(one, 'A')).status).toBe(202)
    expect((await send(two, 'B')).status).toBe(202)
  })

  test('a value that its field cannot take is told at once, with the field', async () => {
    const key = await apiKey(served.crm, ['capture'])
    const before = (await served.crm.store.journal.list({ limit: 200 })).records.length
    const answer = await served.fetch('/api/leads', json([{ name: 'A' }, { name: 'B', email: 'notmail', emial: 'x' }], key))
    expect(answer.status).toBe(422)
    const { error } = (await answer.json()) as { error: { message: string; details: { problems: { field: string }[] } } }
    expect(error.message).toContain('Lead 2: ')
    expect(error.details.problems.map(({ field }) => field).sort()).toEqual(['email', 'emial'])
    expect((await served.crm.store.journal.list({ limit: 200 })).records).toHaveLength(before)
  })

  test('what only rules decide cannot be sent', async () => {
    const key = await apiKey(served.crm, ['capture'])
    for (const field of ['ownerId', 'status', 'score', 'id']) {
      expect((await served.fetch('/api/leads', json({ values: { name: 'A', [field]: 'x' } }, key))).status).toBe(422)
    }
  })
})

describe('a flood', () => {
  test('is stopped per address and form, and told when to come again', async () => {
    const served = await serveCrm({ limits: { capturesPerMinute: 3, captureBurst: 2 } })
    const statuses: number[] = []
    for (let time = 0; time < 7; time += 1) {
      statuses.push((await served.fetch('/forms/contact', json({ name: `N${time}`, email: `n${time}@flood.example` }))).status)
    }
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429])
    const stopped = await served.fetch('/forms/contact', json({ name: 'N', email: 'n@flood.example' }))
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await served.fetch('/forms/framed', json({ name: 'N' }))).status).toBe(202)
    await served.stop()
  })

  test('is counted by the address that the trusted proxy saw, not by one the sender wrote', async () => {
    const served = await serveCrm({ config: { http: { trustedProxies: 1 } }, limits: { capturesPerMinute: 1, captureBurst: 0 } })
    const from = (forwarded: string, n: number) =>
      served.fetch('/forms/framed', json({ name: `N${n}` }, { 'x-forwarded-for': forwarded }))
    expect((await from('1.1.1.1, 9.9.9.9', 1)).status).toBe(202)
    expect((await from('2.2.2.2, 9.9.9.9', 2)).status).toBe(429)
    expect((await from('1.1.1.1, 8.8.8.8', 3)).status).toBe(202)
    await served.stop()
  })
})

describe('a broken database', () => {
  test('makes the doors say: come again', async () => {
    const served = await serveCrm()
    const key = await apiKey(served.crm, ['capture'])
    await served.crm.store.close()
    const answer = await served.fetch('/forms/contact', json({ name: 'A', email: 'a@b.example' }))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await answered(answer)).error.code).toBe('HTTP_CAPTURE_UNAVAILABLE')
    expect((await served.fetch('/healthz')).status).toBe(503)
    expect((await served.fetch('/api/leads', { headers: key })).status).toBeGreaterThanOrEqual(500)
    await served.served.close(100)
  })
})
