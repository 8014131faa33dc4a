import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { addTestUser, apiKey, form, signIn, useServedCrm } from '../served-crm.js'

const web = useServedCrm({ config: { rules: { from: 'published' } } })
const byFiles = useServedCrm()
const HOSTILE = '<script>alert(1)</script>'

let admin: { cookie: string; csrf: string }
let rep: { cookie: string; csrf: string }

beforeAll(async () => {
  admin = await signIn(web, await addTestUser(web.crm, { name: HOSTILE }))
  rep = await signIn(web, await addTestUser(web.crm, { role: 'rep' }))
})

const page = async (path: string, who = admin, language = 'en') => {
  const answer = await web.fetch(path, { headers: { cookie: `${who.cookie}; lang=${language}` } })
  return { status: answer.status, text: await answer.text() }
}
const post = (path: string, values: Record<string, string>, { cookie, csrf } = admin) =>
  web.fetch(path, { ...form({ _csrf: csrf, ...values }), headers: { cookie, origin: new URL(web.url).origin } })

const ownFile = () => join(web.crm.deployment.folder, 'rules', 'own.segment.json')
const writeSegment = (title: string) =>
  writeFile(
    ownFile(),
    JSON.stringify({
      apiVersion: 'sarnakh/v1',
      kind: 'segment',
      id: 'own',
      title: { en: title },
      conditions: { all: [{ fact: 'lead', path: '$.status', operator: 'equal', value: 'junk' }] },
    }),
  )

describe('the history of the rules', () => {
  test('shows what lies on disk, publishes it with a note, and keeps who did; whoever may not sees no button', async () => {
    await writeSegment(HOSTILE)
    const before = await page('/rules/history')
    expect(before.status).toBe(200)
    expect(before.text).toContain('own.segment.json')
    expect(before.text).toContain('action="/rules/publish"')
    expect(before.text).not.toContain(HOSTILE)
    expect((await page('/rules/history', rep)).text).not.toContain('action="/rules/publish"')
    expect((await post('/rules/publish', {}, rep)).status).toBe(403)
    expect((await post('/rules/publish', { _csrf: 'wrong' })).status).toBe(403)
    const done = await post('/rules/publish', { note: 'A segment' })
    expect(done.headers.get('location')).toBe('/rules/history?done=2')
    const after = await page('/rules/history?done=2')
    expect(after.text).toContain('A segment')
    expect(after.text).toContain('&lt;script&gt;')
    expect(after.text).not.toContain(HOSTILE)
    expect(after.text).toContain('They say the same as what decides.')
    const shown = await page('/rules/history/2')
    expect(shown.text).toContain('&lt;script&gt;')
    expect(shown.text).not.toContain(HOSTILE)
    expect((await page('/rules/history/9')).status).toBe(404)
  })

  test('returns to an earlier publication after a confirmation, as a publication of its own, in both languages', async () => {
    const list = await page('/rules/history', admin, 'fa')
    expect(list.text).toContain('action="/rules/history/1/return"')
    expect(list.text).toContain('بله، برگردد')
    const done = await post('/rules/history/1/return', { note: 'Not yet' })
    expect(done.headers.get('location')).toBe('/rules/history?done=3')
    expect(web.crm.ruleShelf.inForce().publication).toBe(3)
    expect((await page('/rules/history/3')).text).toContain('Back to 1')
    const again = await post('/rules/history/1/return', {})
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('say the same already')
  })

  test('tells mistakes on disk with their places and publishes nothing', async () => {
    await writeFile(ownFile(), '{ "kind": ')
    expect((await page('/rules/history')).text).toContain('own.segment.json:1')
    const refused = await post('/rules/publish', {})
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Nothing was published')
    expect(web.crm.ruleShelf.inForce().publication).toBe(3)
  })
})

test('where files decide the page says so and offers nothing, and a form that is sent all the same is refused', async () => {
  const { cookie, csrf } = await signIn(byFiles, await addTestUser(byFiles.crm))
  const shown = await (await byFiles.fetch('/rules/history', { headers: { cookie } })).text()
  expect(shown).toContain('Here the files decide')
  expect(shown).not.toContain('action="/rules/publish"')
  const headers = { cookie, origin: new URL(byFiles.url).origin }
  expect((await byFiles.fetch('/rules/publish', { ...form({ _csrf: csrf }), headers })).status).toBe(409)
})

interface Answer {
  readonly author: string
  readonly publications: readonly { readonly number: number; readonly at: string }[]
  readonly changes: readonly object[]
}

describe('the API', () => {
  const json = async (path: string, body?: object) => {
    const key = await apiKey(web.crm, ['rule:read', 'rule:publish', 'lead:read'])
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const answer = await web.fetch(path, { ...init, headers: { ...key, 'content-type': 'application/json' } })
    return { status: answer.status, body: (await answer.json()) as Answer }
  }

  test('lists, shows, compares, publishes and takes back', async () => {
    await writeSegment('Junk')
    const published = await json('/api/rules/publish', { note: 'By a program' })
    expect(published).toMatchObject({ status: 201, body: { number: 4, needsRestart: false, note: 'By a program' } })
    expect(published.body.author).toMatch(/^key:/)
    expect(await json('/api/rules/publish', {})).toMatchObject({
      status: 422,
      body: { error: { details: { refusal: { code: 'unchanged' } } } },
    })
    const { body } = await json('/api/rules/publications?limit=2')
    expect(body.publications.map(({ number }) => number)).toEqual([4, 3])
    expect(body.publications[0]?.at).toMatch(/^\d{4}-.*Z$/)
    expect((await json('/api/rules/publications/2')).body).toMatchObject({ number: 2, files: expect.any(Array) })
    expect((await json('/api/rules/diff?before=3&after=4')).body.changes).toMatchObject([{ id: 'own', change: 'added' }])
    expect((await json('/api/rules/status')).body).toMatchObject({ from: 'published', changes: [], publication: { number: 4 } })
    expect(await json('/api/rules/return', {})).toMatchObject({ status: 201, body: { number: 5, returnsTo: 3 } })
    expect((await json('/api/rules/return', { number: 99 })).status).toBe(404)
    expect((await json('/api/decisions/none/replay')).status).toBe(404)
    await rm(ownFile())
  })

  test('refuses a key that may only read', async () => {
    const key = await apiKey(web.crm, ['rule:read'])
    const headers = { ...key, 'content-type': 'application/json' }
    expect((await web.fetch('/api/rules/publish', { method: 'POST', body: '{}', headers })).status).toBe(403)
  })
})
