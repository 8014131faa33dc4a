import { describe, expect, test } from 'vitest'
import { addTestUser, apiKey, signIn, useServedCrm } from './served-crm.js'

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"

describe('every answer', () => {
  const served = useServedCrm()

  const ANSWERS: readonly [path: string, init?: RequestInit][] = [
    ['/'],
    ['/leads'],
    ['/nowhere'],
    ['/sign-in'],
    ['/forms/contact'],
    ['/forms/contact/thanks'],
    ['/forms/nope'],
    ['/assets/mark.svg'],
    ['/assets/..%2f..%2fpackage.json'],
    ['/healthz'],
    ['/api/leads'],
    ['/api/nowhere'],
    ['/api/openapi.json', { headers: { authorization: 'Bearer lk_x_y' } }],
    ['/api/leads', { method: 'DELETE' }],
    ['/sign-in', { method: 'PUT', body: 'x' }],
    ['/sign-in', { method: 'POST', body: '<', headers: { 'content-type': 'text/xml' } }],
    ['/forms/contact', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }],
    ['/language', { method: 'POST', headers: { origin: 'https://evil.example' } }],
    ['/hooks/partner', { method: 'POST' }],
    ['/forms/contact', { method: 'HEAD' }],
  ]

  test.each(ANSWERS.map(([path, init]) => ({ path, init, method: init?.method ?? 'GET' })))(
    'keeps the browser on our side: $method $path',
    async ({ path, init }) => {
      const { headers, status } = await served.fetch(path, init)
      expect(status).toBeLessThan(500)
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': CSP,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      })
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('strict-transport-security')).toBeNull()
      expect(headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  test('is kept nowhere once somebody is signed in, nor when a key asked', async () => {
    const { cookie } = await signIn(served, await addTestUser(served.crm))
    const key = await apiKey(served.crm, ['lead:read'])
    for (const headers of [{ cookie }, key]) {
      for (const path of ['/leads', '/api/leads', '/api/nowhere']) {
        expect((await served.fetch(path, { headers })).headers.get('cache-control')).toBe('no-store')
      }
    }
  })

  test('no page carries a script or style of its own', async () => {
    const { cookie } = await signIn(served, await addTestUser(served.crm))
    for (const path of ['/sign-in', '/forms/contact', '/forms/contact/thanks', '/nowhere', '/leads', '/api/docs']) {
      const html = await (await served.fetch(path, { headers: path.startsWith('/forms') ? {} : { cookie } })).text()
      expect([path, /<script(?![^>]*\bsrc="\/)|<style|\sstyle=|\son\w+=|javascript:/i.exec(html)?.[0]]).toEqual([path, undefined])
    }
  })
})

describe('an error', () => {
  const served = useServedCrm()

  test('says to a program what it is, what to do, and which request it was', async () => {
    const answer = await served.fetch('/api/leads')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(await answer.json()).toEqual({
      error: {
        code: 'AUTH_REQUIRED',
        message: expect.any(String),
        hint: expect.stringContaining('API key'),
        requestId: answer.headers.get('x-request-id'),
      },
    })
  })

  test('is a page for a person, in their language', async () => {
    const answer = await served.fetch('/nowhere', { headers: { accept: 'text/html', 'accept-language': 'fa' } })
    const html = await answer.text()
    expect(answer.status).toBe(404)
    expect(html).toContain('در این نشانی چیزی نیست.')
    expect(html).toContain(answer.headers.get('x-request-id') ?? 'none')
  })

  test('names the methods that an address takes', async () => {
    const answer = await served.fetch('/api/leads', { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'HEAD, GET, POST'])
    expect((await served.fetch('/healthz', { method: 'POST' })).status).toBe(405)
    expect((await served.fetch('/api/nowhere', { method: 'DELETE' })).status).toBe(404)
  })

  test('that nobody expected tells nothing but its id', async () => {
    const key = await apiKey(served.crm, ['lead:read'])
    await served.crm.store.close()
    const answer = await served.fetch('/api/leads', { headers: key })
    expect(answer.status).toBeGreaterThanOrEqual(500)
    expect(await answer.text()).not.toMatch(/sqlite|knex|select|\.ts|\/tmp/i)
  })
})

describe('files for browsers', () => {
  const served = useServedCrm()

  test('are kept for ever under their version and asked for again without it', async () => {
    const plain = await served.fetch('/assets/mark.svg')
    const etag = plain.headers.get('etag') ?? ''
    expect(plain.headers.get('cache-control')).toBe('public, no-cache')
    expect((await served.fetch('/assets/mark.svg', { headers: { 'if-none-match': etag } })).status).toBe(304)
    const kept = await served.fetch(`/assets/mark.svg?v=${etag.replaceAll('"', '')}`)
    expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  test('are those of the list alone', async () => {
    const font = await served.fetch('/assets/vazirmatn-arabic-wght-normal.woff2')
    expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2'])
    for (const name of ['..%2fpackage.json', '%2e%2e/%2e%2e/package.json', 'README.md', '__proto__', '']) {
      expect([name, (await served.fetch(`/assets/${name}`)).status]).toEqual([name, 404])
    }
  })
})
