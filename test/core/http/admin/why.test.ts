import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { record } from '../../../../core/intake/capture.js'
import { listLeads, showLead, updateLead } from '../../../../core/operations/index.js'
import { addTestUser, apiKey, signIn, useServedCrm } from '../served-crm.js'

const web = useServedCrm()

let cookie: string
let id: string
let key: Awaited<ReturnType<typeof apiKey>>

beforeAll(async () => {
  ;({ cookie } = await signIn(web, await addTestUser(web.crm)))
  key = await apiKey(web.crm, ['lead:read'])
  const values = { name: 'Sara <b>Karimi</b>', email: 'a@example.ir', employees: 600, authority: 'decision-maker' }
  await record(web.crm, { source: 'api', submissions: [{ channel: 'test', payload: { values } }] })
  await web.crm.settle()
  id = (await listLeads(web.crm, { actor: SYSTEM, query: {} })).records[0]?.id ?? ''
})

const page = async (query = '', language = 'en') => {
  const answer = await web.fetch(`/leads/${id}${query}`, { headers: { cookie: `${cookie}; lang=${language}` } })
  return { status: answer.status, text: await answer.text() }
}

const api = async (query = '', language = 'en') => {
  const headers = { ...key, 'accept-language': language }
  const answer = await web.fetch(`/api/leads/${id}/why${query}`, { headers })
  return { status: answer.status, body: (await answer.json()) as Answer }
}

interface Answer {
  readonly at: string
  readonly headline: string
  readonly parts: readonly { readonly about: string; readonly reasons: readonly { readonly points: number }[] }[]
  readonly way: { readonly total: number; readonly steps: readonly unknown[] }
}

describe('the section "Why?" of a lead', () => {
  test('says at once what would make it hot, in both languages', async () => {
    const { text } = await page()
    expect(text).toContain('What would make it Hot')
    expect(text).toContain('25 points are missing.')
    expect(text).toMatch(/<li dir="auto">Fill in .+<\/li>/)
    const fa = await page('', 'fa')
    expect(fa.text).toContain('dir="rtl"')
    expect(fa.text).toContain('چه چیز آن را «داغ» می‌کند')
    expect(fa.text).toContain('۲۵ امتیاز کم است.')
  })

  test('answers what is picked, with the place of each rule', async () => {
    const { text } = await page('?why=rule%3Afirst-response%2Ffive-minutes')
    expect(text).toContain('This rule does not hold: Hot lead, no response in 5 minutes')
    expect(text).toMatch(/automations\/first-response\.automation\.json:\d+/)
    expect(text).toContain('<option value="rule:first-response/five-minutes" selected>')
    expect((await page('?why=now')).text).toContain('The score is 45; this adds up to it.')
    expect((await page('?why=status%3Alost')).text).toContain('A person can move it to &quot;Lost&quot; and give a reason.')
  })

  test('asks about a past decision by the lead of that day', async () => {
    const profile = await showLead(web.crm, { actor: SYSTEM, id })
    const decision = profile?.decisions.at(-1)?.id
    await updateLead(web.crm, { actor: SYSTEM, id, changes: { needLevel: 'defined' } })
    const { text } = await page(`?why=grade%3Ahot&decision=${decision}`)
    expect(text).toContain('with a score of 45')
    expect(text).toContain('As of the decision of')
    expect(text).toContain(`name="decision" value="${decision}"`)
    await updateLead(web.crm, { actor: SYSTEM, id, changes: { needLevel: null } })
  })

  test('stands though nothing of that name is there', async () => {
    const { status, text } = await page('?why=grade%3A%3Cscript%3E')
    expect(status).toBe(200)
    expect(text).toContain('There is no grade &quot;&lt;script&gt;&quot;')
    expect(text).not.toContain('<script>"')
    expect((await page('?why=grade%3Ahott', 'fa')).text).toContain('درجهٔ «hott» وجود ندارد.')
  })
})

describe('GET /api/leads/{id}/why', () => {
  test('answers in the language that is asked for, instants as text', async () => {
    const { status, body } = await api('?grade=hot')
    expect(status).toBe(200)
    expect(body).toMatchObject({ leadId: id, holds: false, goal: { kind: 'grade', grade: 'hot' } })
    expect(body.at).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(body.way.steps.length).toBeGreaterThan(0)
    expect(body.way.total).toBeGreaterThanOrEqual(70)
    expect((await api('?grade=hot', 'fa')).body.headline).toContain('«داغ» نیست')
  })

  test('adds up to the score', async () => {
    const { body } = await api()
    const score = body.parts.find(({ about }) => about === 'score')
    expect(score?.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(45)
  })

  test('refuses what is unclear, and leads that are not there', async () => {
    expect(await api('?grade=hott')).toMatchObject({ status: 422, body: { error: { code: 'WHY_UNCLEAR' } } })
    expect(await api('?grade=hot&score=3')).toMatchObject({ status: 422 })
    expect(await api('?decision=nowhere')).toMatchObject({ status: 404, body: { error: { code: 'DECISION_UNKNOWN' } } })
    const missing = await web.fetch('/api/leads/nobody/why', { headers: key })
    expect(missing.status).toBe(404)
  })
})
