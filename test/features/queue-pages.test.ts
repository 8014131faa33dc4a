import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { record } from '../../core/intake/capture.js'
import { changeUser } from '../../core/operations/index.js'
import { addTestUser, apiKey, form, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'

eachDatabase((database) => {
  let served: ServedCrm
  let rep: { cookie: string; csrf: string }
  let repId: string
  const leads: string[] = []
  beforeAll(async () => {
    served = await serveCrm({ database: await database.newConnection() })
    const { crm } = served
    const email = await addTestUser(crm, { role: 'rep', name: 'Rep' })
    const { records } = await crm.store.records.list('user', { limit: 10 })
    repId = records.find((user) => user['email'] === email)?.id ?? ''
    const payload = (index: number) => ({ values: { name: `Waiting ${index}`, email: `w${index}@example.com` } })
    await record(crm, { source: 'api', submissions: [1, 2].map((index) => ({ channel: 'test', payload: payload(index) })) })
    await crm.settle()
    const page = await crm.store.records.list('lead', { limit: 10 })
    leads.push(...page.records.map(({ id }) => id))
    // Leads that waited are not given out while the member is away, so that they can be taken by hand.
    await changeUser(crm, { actor: SYSTEM, id: repId, changes: { away: true }, queues: ['inbound'] })
    rep = await signIn(served, email)
  })
  afterAll(() => served.stop())

  const page = async (path: string, language = 'en') => {
    const { cookie, csrf } = rep
    await served.fetch('/language', { ...form({ _csrf: csrf, language, return: '/' }), headers: { cookie } })
    const answer = await served.fetch(path, { headers: { cookie } })
    return { status: answer.status, html: await answer.text() }
  }
  const post = (path: string) => served.fetch(path, { ...form({ _csrf: rep.csrf }), headers: { cookie: rep.cookie } })

  test('roka-5: a rep sees what waits in a queue in both languages, takes a lead, and cannot take it twice', async () => {
    const list = await page('/queues')
    expect([list.status, list.html]).toEqual([200, expect.stringContaining('/queues/inbound')])
    const english = await page('/queues/inbound')
    expect(english.html).toContain(`action="/leads/${leads[0]}/claim"`)
    expect(english.html).not.toMatch(/queues\.[a-z]+/i)
    const persian = await page('/queues/inbound', 'fa')
    expect(persian.html).toContain('برداشتن')
    expect(persian.html).not.toMatch(/>queues\.[a-z]+/i)
    const taken = await post(`/leads/${leads[0]}/claim`)
    expect([taken.status, taken.headers.get('location')]).toEqual([303, `/leads/${leads[0]}?done=assigned`])
    const again = await post(`/leads/${leads[0]}/claim`)
    expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('کس دیگری این سرنخ را برداشته است')])
    expect((await page(`/leads/${leads[0]}`)).html).toContain(`action="/leads/${leads[0]}/release"`)
    expect((await page('/queues/nowhere')).status).toBe(404)
  })

  test('roka-5, gomato-6: the API lists queues, takes and gives back, and counts down to the answer', async () => {
    const headers = { ...(await apiKey(served.crm, ['lead:read', 'lead:write'])), 'content-type': 'application/json' }
    const api = async (method: string, path: string, body?: object) => {
      const answer = await served.fetch(`/api${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
      return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> }
    }
    const { body } = await api('GET', '/queues')
    expect(body['queues']).toContainEqual(expect.objectContaining({ id: 'inbound', waiting: 1 }))
    const claimed = await api('POST', `/leads/${leads[1]}/claim`, { userId: repId })
    expect([claimed.status, claimed.body]).toEqual([200, expect.objectContaining({ ownerId: repId, responseState: 'waiting' })])
    expect(claimed.body['secondsLeft']).toBeGreaterThan(0)
    const refused = await api('POST', `/leads/${leads[1]}/claim`, { userId: repId })
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('lead-taken')])
    const released = await api('POST', `/leads/${leads[1]}/release`, {})
    expect([released.status, released.body['ownerId'], released.body['gaveBackId']]).toEqual([200, undefined, repId])
  })
})
