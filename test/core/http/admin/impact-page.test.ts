import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { record } from '../../../../core/intake/capture.js'
import { addTestUser, apiKey, signIn, useServedCrm } from '../served-crm.js'

const web = useServedCrm({ config: { rules: { from: 'published' } } })
const HOSTILE = '<script>alert(1)</script>'

let cookie: string

beforeAll(async () => {
  ;({ cookie } = await signIn(web, await addTestUser(web.crm)))
  const values = { name: HOSTILE, company: 'Pars', email: 'a@example.ir', employees: 40, needLevel: 'defined' }
  await record(web.crm, { source: 'api', submissions: [{ channel: 'test', payload: { values } }] })
  await web.crm.settle()
})

const page = async (path: string, language = 'en') => {
  const answer = await web.fetch(path, { headers: { cookie: `${cookie}; lang=${language}` } })
  return { status: answer.status, text: await answer.text() }
}

const ownFile = () => join(web.crm.deployment.folder, 'rules', 'own.automation.json')
const writeAutomation = (title: string) =>
  writeFile(
    ownFile(),
    JSON.stringify({
      apiVersion: 'sarnakh/v1',
      kind: 'automation',
      id: 'own',
      entity: 'lead',
      rules: [
        {
          id: 'pars',
          title: { en: title, fa: title },
          conditions: { all: [{ fact: 'lead', path: '$.company', operator: 'equal', value: 'Pars' }] },
          then: [{ type: 'task.create', params: { subject: 'Call', assignee: 'owner' } }],
        },
      ],
    }),
  )

describe('the page of what would change', () => {
  test('says that nothing would where the files are the rules that decide', async () => {
    const { status, text } = await page('/rules/impact')
    expect(status).toBe(200)
    expect(text).toContain('Nothing would change.')
    expect((await page('/rules')).text).toContain('href="/rules/impact"')
  })

  test('shows what a new file would do, in both languages, whatever stands in it', async () => {
    await writeAutomation(HOSTILE)
    const { text } = await page('/rules/impact')
    expect(text).toContain('1 of 1 leads (100%) would be decided otherwise.')
    expect(text).toContain('own/pars')
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain(HOSTILE)
    const fa = await page('/rules/impact', 'fa')
    expect(fa.text).toContain('چه چیزی عوض می‌شود')
    expect(fa.text).toContain('dir="rtl"')
    expect(await web.crm.store.outbox.list({ limit: 10 })).toEqual([])
  })

  test('takes a past day, and tells what is no day', async () => {
    expect((await page('/rules/impact?asOf=2020-01-01')).text).toContain('None of 0 leads')
    const wrong = await page('/rules/impact?asOf=soon')
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('aria-invalid="true"')
  })

  test('tells what is wrong with the files where they cannot be compared', async () => {
    await writeFile(ownFile(), '{')
    const { status, text } = await page('/rules/impact')
    expect(status).toBe(200)
    expect(text).toContain('The files on disk have mistakes')
    await rm(ownFile())
  })
})

describe('the API', () => {
  const call = async (path: string, scopes: readonly string[] = ['rule:read']) => {
    const answer = await web.fetch(path, { headers: await apiKey(web.crm, scopes) })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  test('gives the same figures, for as many leads and as long as asked', async () => {
    await writeAutomation('Pars')
    const { status, body } = await call('/api/rules/impact?limit=5&budgetMs=1000')
    expect(status).toBe(200)
    expect(body).toMatchObject({ changed: 1, leads: { asked: 1, of: 1, isComplete: true }, automations: [{ newlyFires: 1 }] })
    expect(await call('/api/rules/impact?asOf=2020-01-01T00:00:00Z')).toMatchObject({
      body: { leads: { asked: 0 }, isPast: true },
    })
    await rm(ownFile())
  })

  test('refuses digests that nobody knows, and who may not read rules', async () => {
    expect(await call('/api/rules/impact?against=abc')).toMatchObject({ status: 404 })
    expect(await call('/api/rules/impact', ['lead:read'])).toMatchObject({ status: 403 })
  })
})
