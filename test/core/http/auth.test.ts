import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { addTestUser, cookiePair, form, PASSWORD, type ServedCrm, serveCrm, signIn, useServedCrm } from './served-crm.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('signing in', () => {
  const served = useServedCrm()

  test('the right password opens the pages, and signing out closes them on the server', async () => {
    const email = await addTestUser(served.crm)
    const { cookie, csrf } = await signIn(served, email)
    expect((await served.fetch('/leads', { headers: { cookie } })).status).toBe(200)
    const out = await served.fetch('/sign-out', { ...form({ _csrf: csrf }), headers: { cookie } })
    expect(out.headers.get('location')).toBe('/sign-in')
    expect((await served.fetch('/leads', { headers: { cookie } })).status).toBe(303)
  })

  test('the cookie is out of reach for scripts and other sites, and only its hash is stored', async () => {
    const email = await addTestUser(served.crm)
    const answer = await served.fetch('/sign-in', form({ email, password: PASSWORD }))
    expect(answer.headers.getSetCookie()[0]).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    const [, value = ''] = cookiePair(answer).split('=')
    expect(await served.crm.store.access.session(value)).toBeUndefined()
  })

  test('a wrong password and an unknown person get the same page and status', async () => {
    const email = await addTestUser(served.crm)
    const wrong = await served.fetch('/sign-in', form({ email, password: 'not the password at all' }))
    const unknown = await served.fetch('/sign-in', form({ email: 'nobody@example.ir', password: 'not the password at all' }))
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect((await wrong.text()).replaceAll(email, '')).toBe((await unknown.text()).replaceAll('nobody@example.ir', ''))
  })

  test('signing in again ends the session that the browser had before', async () => {
    const email = await addTestUser(served.crm)
    const { cookie } = await signIn(served, email)
    const again = await served.fetch('/sign-in', { ...form({ email, password: PASSWORD, _csrf: '' }), headers: { cookie } })
    expect(again.status).toBe(403)
    const page = await (await served.fetch('/leads', { headers: { cookie } })).text()
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const second = await served.fetch('/sign-in', { ...form({ email, password: PASSWORD, _csrf: csrf }), headers: { cookie } })
    expect(cookiePair(second)).not.toBe(cookie)
    expect((await served.fetch('/leads', { headers: { cookie } })).status).toBe(303)
  })

  test('after signing in one is sent to a path of this system and nowhere else', async () => {
    const email = await addTestUser(served.crm)
    for (const [wanted, given] of [
      ['/leads?q=a', '/leads?q=a'],
      ['https://evil.example/', '/'],
      ['//evil.example', '/'],
      ['/\\evil.example', '/'],
      ['/a\nb', '/'],
    ] as const) {
      const answer = await served.fetch('/sign-in', form({ email, password: PASSWORD, return: wanted }))
      expect(answer.headers.get('location')).toBe(given)
    }
  })

  test('a user who was switched off is out at once', async () => {
    const email = await addTestUser(served.crm)
    const { cookie } = await signIn(served, email)
    const user = await served.crm.store.access.userByEmail(email)
    if (!user) throw new Error('the user is missing')
    await served.crm.store.records.update('user', {
      id: user.id,
      expectedVersion: user.version,
      changes: { active: false },
      now: 1,
    })
    expect((await served.fetch('/leads', { headers: { cookie } })).status).toBe(303)
    expect((await served.fetch('/sign-in', form({ email, password: PASSWORD }))).status).toBe(401)
  })

  test('a hash of an older cost is made anew', async () => {
    const email = await addTestUser(served.crm)
    const user = await served.crm.store.access.userByEmail(email)
    if (!user) throw new Error('the user is missing')
    const old = `scrypt$14$8$1$c2FsdHNhbHRzYWx0c2FsdA$${await oldHash(PASSWORD)}`
    await served.crm.store.access.setPasswordHash(user.id, old, 1)
    expect((await served.fetch('/sign-in', form({ email, password: PASSWORD }))).status).toBe(303)
    expect(await served.crm.store.access.passwordHash(user.id)).toMatch(/^scrypt\$15\$8\$3\$/)
  })

  test('a page that needs somebody leads to the door and names the way back', async () => {
    const answer = await served.fetch('/leads?q=x')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?return=%2Fleads%3Fq%3Dx'])
  })
})

async function oldHash(password: string): Promise<string> {
  const { scryptSync } = await import('node:crypto')
  const salt = Buffer.from('c2FsdHNhbHRzYWx0c2FsdA', 'base64url')
  return scryptSync(password, salt, 32, { N: 2 ** 14, r: 8, p: 1, maxmem: 2 ** 26 }).toString('base64url')
}

describe('the life of a session', () => {
  test('it ends after eight idle hours, and after a day however busy it was', async () => {
    const served = await serveCrm()
    const email = await addTestUser(served.crm)
    const isIn = async (cookie: string) => (await served.fetch('/leads', { headers: { cookie } })).status === 200

    const idle = await signIn(served, email)
    served.pass(8 * HOUR + MINUTE)
    expect(await isIn(idle.cookie)).toBe(false)

    const busy = await signIn(served, email)
    for (let hours = 0; hours < 21; hours += 7) {
      served.pass(7 * HOUR)
      expect(await isIn(busy.cookie)).toBe(true)
    }
    served.pass(4 * HOUR)
    expect(await isIn(busy.cookie)).toBe(false)
    await served.stop()
  })

  test('by https its cookie is bound to the host', async () => {
    const served = await serveCrm({ config: { http: { publicUrl: 'https://crm.example' } } })
    const email = await addTestUser(served.crm)
    const answer = await served.fetch('/sign-in', form({ email, password: PASSWORD }))
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    await served.stop()
  })
})

describe('guessing', () => {
  test('five attempts close an account, even for the right password, and longer each time', async () => {
    const served = await serveCrm()
    const email = await addTestUser(served.crm)
    const attempt = async (password: string) => served.fetch('/sign-in', form({ email, password }))
    const statuses = await Promise.all(Array.from({ length: 7 }, async () => (await attempt('wrong wrong wrong')).status))
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(Number((await attempt(PASSWORD)).headers.get('retry-after'))).toBeGreaterThan(800)
    served.pass(16 * MINUTE)
    for (let time = 0; time < 5; time += 1) await attempt('wrong wrong wrong')
    const wait = Number((await attempt(PASSWORD)).headers.get('retry-after'))
    expect(wait).toBeGreaterThan(900)
    served.pass(wait * 1_000)
    expect((await attempt(PASSWORD)).status).toBe(303)
    await served.stop()
  })
})

describe('strangers who guess', () => {
  const WRONG = 'wrong wrong wrong'
  const deviceOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('device='))
      ?.split(';')[0] ?? ''
  const attempts = async (served: ServedCrm, { email, times }: { email: string; times: number }) => {
    const statuses: number[] = []
    for (let time = 0; time < times; time += 1)
      statuses.push((await served.fetch('/sign-in', form({ email, password: WRONG }))).status)
    return statuses
  }

  test('at one account do not close the door to their neighbours', async () => {
    const served = await serveCrm()
    const manager = await addTestUser(served.crm)
    expect(await attempts(served, { email: 'nobody@example.ir', times: 6 })).toEqual([401, 401, 401, 401, 401, 429])
    expect((await served.fetch('/sign-in', form({ email: manager, password: PASSWORD }))).status).toBe(303)
    await served.stop()
  })

  test('through a list of accounts are stopped by their network', async () => {
    const served = await serveCrm()
    const statuses: number[] = []
    for (let person = 0; person < 51; person += 1)
      statuses.push(...(await attempts(served, { email: `p${person}@example.ir`, times: 1 })))
    expect(statuses).toEqual([...Array.from({ length: 50 }, () => 401), 429])
    const manager = await addTestUser(served.crm)
    expect((await served.fetch('/sign-in', form({ email: manager, password: PASSWORD }))).status).toBe(429)
    await served.stop()
  }, 60_000)

  test('never keep out whoever comes from a device that their account knows', async () => {
    const served = await serveCrm()
    const [sara, mina] = [await addTestUser(served.crm), await addTestUser(served.crm)]
    const device = deviceOf(await served.fetch('/sign-in', form({ email: sara, password: PASSWORD })))
    expect(device).toMatch(/^device=[\w-]{43}$/)
    for (const email of [sara, mina]) expect((await attempts(served, { email, times: 6 })).at(-1)).toBe(429)
    const fromDevice = (email: string, password: string, cookie = device) =>
      served.fetch('/sign-in', { ...form({ email, password }), headers: { cookie } })
    expect((await fromDevice(mina, PASSWORD)).status).toBe(429)
    expect((await fromDevice(sara, PASSWORD, `device=${'a'.repeat(43)}`)).status).toBe(429)
    const known = await fromDevice(sara, PASSWORD)
    expect([known.status, deviceOf(known)]).toEqual([303, device])
    expect((await served.fetch('/sign-in', form({ email: sara, password: PASSWORD }))).status).toBe(429)
    for (let time = 0; time < 5; time += 1) expect((await fromDevice(sara, WRONG)).status).toBe(401)
    expect((await fromDevice(sara, PASSWORD)).status).toBe(429)
    served.pass(16 * MINUTE)
    expect((await fromDevice(sara, PASSWORD)).status).toBe(303)
    await served.stop()
  })

  test('find nothing on the disk that would make them known', async () => {
    const served = await serveCrm({ config: { http: { publicUrl: 'https://crm.example' } } })
    const email = await addTestUser(served.crm)
    const answer = await served.fetch('/sign-in', form({ email, password: PASSWORD }))
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-device=')) ?? ''
    expect(cookie).toMatch(/^__Host-device=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const secret = cookie.slice('__Host-device='.length, '__Host-device='.length + 43)
    const { connection } = served.crm.deployment
    const rows = await Promise.all([connection, `${connection}-wal`].map((file) => readFile(file, 'latin1').catch(() => '')))
    expect(rows.join('')).toContain('devices:')
    expect(rows.join('')).not.toContain(secret)
    await served.stop()
  })
})

describe('changes from elsewhere', () => {
  const served = useServedCrm()

  test('a form without the token of the session is refused', async () => {
    const { cookie, csrf } = await signIn(served, await addTestUser(served.crm))
    const post = (values: Record<string, string>, headers: Record<string, string> = {}) =>
      served.fetch('/language', { ...form(values), headers: { cookie, ...headers } })
    expect((await post({ language: 'fa' })).status).toBe(403)
    expect((await post({ language: 'fa', _csrf: `${csrf}x` })).status).toBe(403)
    expect((await post({ language: 'fa' }, { 'x-csrf-token': csrf })).status).toBe(303)
    expect((await post({ language: 'fa', _csrf: csrf })).status).toBe(303)
  })

  test('a request that another site caused is refused even with the token, and before signing in', async () => {
    const { cookie, csrf } = await signIn(served, await addTestUser(served.crm))
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of foreign) {
      const answer = await served.fetch('/language', {
        ...form({ language: 'fa', _csrf: csrf }),
        headers: { cookie, ...headers },
      })
      expect(answer.status).toBe(403)
      expect((await served.fetch('/sign-in', { ...form({ email: 'a', password: 'b' }), headers })).status).toBe(403)
    }
    const own = { cookie, origin: served.url, 'sec-fetch-site': 'same-origin' }
    expect((await served.fetch('/language', { ...form({ language: 'en', _csrf: csrf }), headers: own })).status).toBe(303)
  })

  test('a session used by a script on the API needs the token as a header', async () => {
    const { cookie, csrf } = await signIn(served, await addTestUser(served.crm))
    const send = (headers: Record<string, string>) =>
      served.fetch('/api/journal/replay', {
        method: 'POST',
        body: '{"ids":"all-quarantined"}',
        headers: { cookie, 'content-type': 'application/json', ...headers },
      })
    expect((await send({})).status).toBe(403)
    expect((await send({ 'x-csrf-token': csrf })).status).toBe(202)
  })
})

describe('the language of a reader', () => {
  const served = useServedCrm()
  const languageOf = async (path: string, headers: Record<string, string>) =>
    /<html lang="(\w+)" dir="(\w+)"/
      .exec(await (await served.fetch(path, { headers })).text())
      ?.slice(1)
      .join(' ')

  test('comes from the browser, then a cookie, then the user', async () => {
    expect(await languageOf('/sign-in', {})).toBe('en ltr')
    expect(await languageOf('/sign-in', { 'accept-language': 'de, fa-IR;q=0.9, en;q=0.5' })).toBe('fa rtl')
    const chosen = await served.fetch('/language', form({ language: 'en', return: '/sign-in' }))
    const cookie = chosen.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    expect(cookie).toBe('lang=en')
    expect(await languageOf('/sign-in', { 'accept-language': 'fa', cookie })).toBe('en ltr')
    const session = await signIn(served, await addTestUser(served.crm, { language: 'fa' }))
    expect(await languageOf('/leads', { cookie: `${session.cookie}; lang=en` })).toBe('fa rtl')
  })
})
