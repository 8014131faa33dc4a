import { describe, expect, test } from 'vitest'
import type { Permission } from '../../../core/access/index.js'
import { SYSTEM } from '../../../core/access/index.js'
import { record } from '../../../core/intake/capture.js'
import { createApiKey, revokeApiKey } from '../../../core/operations/index.js'
import { addTestUser, apiKey, form, PASSWORD, signIn, useServedCrm } from './served-crm.js'

type Answer = Readonly<Record<string, unknown>> & {
  readonly leads: readonly Record<string, unknown>[]
  readonly next?: string
  readonly count: number
  readonly error: { readonly code: string; readonly details?: unknown }
}

describe('the API', () => {
  const served = useServedCrm()

  async function call(
    path: string,
    { scopes, body, method }: { scopes: readonly Permission[]; body?: unknown; method?: string },
  ) {
    const key = await apiKey(served.crm, scopes)
    const answer = await served.fetch(path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Answer }
  }

  async function capture(...leads: readonly Record<string, unknown>[]) {
    const { status } = await call('/api/leads', { scopes: ['capture'], body: leads })
    expect(status).toBe(202)
    await served.crm.settle()
  }

  const where = (field: string, operator: string, value: unknown) =>
    encodeURIComponent(JSON.stringify({ all: [{ fact: 'lead', path: `$.${field}`, operator, value }] }))
  const find = async (email: string) => {
    const { body } = await call(`/api/leads?where=${where('email', 'equal', email)}`, { scopes: ['lead:read'] })
    return body.leads[0] ?? {}
  }

  test('lists page by page, filtered, searched and sorted, with instants as text', async () => {
    await capture(
      ...Array.from({ length: 5 }, (_, n) => ({ name: `Paged ${n}`, email: `paged-${n}@list.example`, employees: n * 10 })),
    )
    const query = `/api/leads?where=${where('employees', 'greaterThanInclusive', 10)}&search=paged&sort=employees:desc&limit=3`
    const first = await call(query, { scopes: ['lead:read'] })
    expect(first.body.leads.map(({ employees }) => employees)).toEqual([40, 30, 20])
    expect(first.body.leads[0]?.['createdAt']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    const second = await call(`${query}&after=${first.body.next}`, { scopes: ['lead:read'] })
    expect(second.body.leads.map(({ employees }) => employees)).toEqual([10])
    expect(second.body.next).toBeUndefined()
    const counted = await call('/api/leads/count?search=paged', { scopes: ['lead:read'] })
    expect(counted.body.count).toBe(5)
  })

  test('tells which comparisons the database could not answer alone', async () => {
    await capture({ name: 'Folded', email: 'folded@api.example', company: 'شركت پارس' })
    const company = `${where('company', 'includesText', 'شرکت')}`
    const listed = await call(`/api/leads?where=${company}`, { scopes: ['lead:read'] })
    expect(listed.body.leads).toHaveLength(1)
    const inMemory = [{ fact: 'lead', path: '$.company', operator: 'includesText', value: 'شرکت' }]
    expect(listed.body).toMatchObject({ inMemory })
    expect((await call(`/api/leads/count?where=${company}`, { scopes: ['lead:read'] })).body).toEqual({ count: 1, inMemory })
    const plain = await call(`/api/leads?where=${where('company', 'equal', 'x')}`, { scopes: ['lead:read'] })
    expect(plain.body).toEqual({ leads: [] })
  })

  test('refuses filters that are none, with the reason', async () => {
    const bad = [
      'where={"all":[]}',
      'where={"fact":"lead"}',
      'where={"all":[{"fact":"lead","path":"$.name","operator":"equal","value":1,"also":2}]}',
      `where=${encodeURIComponent(`${'{"not":'.repeat(30)}{"condition":"x"}${'}'.repeat(30)}`)}`,
      'where=nonsense',
      'where={"__proto__":{}}',
      `where=${where('passwordHash', 'equal', 'x')}`,
      `where=${where('name', 'drop table', 'x')}`,
      `where=${where('name"; drop table lead; --', 'equal', 'x')}`,
      'where={"condition":"nobody-wrote-this"}',
      'segment=nobody-wrote-this',
      'sort=score:sideways',
      'sort=noSuchField:asc',
      'sort=name%27--',
      'limit=0',
      'limit=many',
      'after=%00',
      'after=bogus',
      'search=%00',
      'unknown=1',
      `where=${where('name', 'toString', 'x')}`,
      `where=${where('name', 'constructor', 'x')}`,
      `where=${where('constructor', 'equal', 'x')}`,
      `where=${where('__proto__', 'equal', 'x')}`,
      `where=${where('name.length', 'equal', 1)}`,
      `where=${encodeURIComponent('{"fact":"constructor","path":"$.name","operator":"equal","value":1}')}`,
      'where={"condition":"toString"}',
      'where=null',
      'where=[]',
      'where="x"',
      `where=${where('employees', 'greaterThan', { a: 1 })}`,
      `where=${where('employees', 'in', 'x')}`,
      'segment=constructor',
      'segment=__proto__',
      'segment=',
      'sort=constructor',
      'sort=__proto__:asc',
      'sort=toString:desc',
      'sort=',
      'limit=-1',
      'limit=1.5',
      'limit=201',
      'limit=1e99',
      'after=',
      'after=eyJhIjoxfQ',
      `after=${Buffer.from('null').toString('base64url')}`,
      `after=${Buffer.from('[1,2]').toString('base64url')}`,
      'constructor=1',
      '__proto__=1',
      'toString=1',
    ]
    for (const query of bad) {
      const { status, body } = await call(`/api/leads?${query}`, { scopes: ['lead:read'] })
      expect([query, status >= 400 && status < 500]).toEqual([query, true])
      expect(body.error.code).toMatch(/^[A-Z_]+$/)
    }
  })

  test('changes a lead by its version, and says when somebody was faster', async () => {
    await capture({ name: 'Edit', email: 'edit@api.example' })
    const { id, version } = await find('edit@api.example')
    const patch = (body: unknown) => call(`/api/leads/${id}`, { scopes: ['lead:write'], method: 'PATCH', body })
    const done = await patch({ changes: { company: 'Acme' }, expectedVersion: version })
    expect([done.status, done.body['company']]).toEqual([200, 'Acme'])
    const late = await patch({ changes: { company: 'Other' }, expectedVersion: version })
    expect([late.status, late.body.error.code]).toEqual([409, 'HTTP_CHANGE_CONFLICT'])
    const lost = await patch({ changes: { status: 'no-such-status' } })
    expect([lost.status, lost.body.error.code]).toEqual([422, 'HTTP_CHANGE_REFUSED'])
    expect(lost.body.error.details).toMatchObject({ refusal: { code: 'status-unknown', details: expect.any(Array) } })
    for (const field of ['campaignId', 'ownerId', 'queue']) {
      const unknown = await patch({ changes: { [field]: 'nobody-made-this' } })
      expect([unknown.status, unknown.body.error.code]).toEqual([422, 'HTTP_CHANGE_REFUSED'])
      expect(unknown.body.error.details).toMatchObject({
        field,
        refusal: { code: expect.stringMatching(/^unknown-/), details: ['nobody-made-this'] },
      })
    }
    for (const employees of [2 ** 53, 1e300, '9007199254740993', 1.5])
      expect([employees, (await patch({ changes: { employees } })).status]).toEqual([employees, 422])
    expect((await patch({ changes: { company: 'X' }, expectedVersion: 2 ** 60 })).status).toBe(422)
    expect((await patch({ changes: { score: 100 } })).status).toBe(422)
    expect((await patch({ changes: [] })).status).toBe(422)
    expect((await patch([])).status).toBe(422)
    const nobody = await call('/api/leads/nobody', {
      scopes: ['lead:write'],
      method: 'PATCH',
      body: { changes: { company: 'X' } },
    })
    expect(nobody.status).toBe(404)
  })

  test('notes what happened, and shows it in the lead’s profile with the decisions', async () => {
    await capture({ name: 'Story', email: 'story@api.example' })
    const { id } = await find('story@api.example')
    const at = '2026-03-21T09:00:00.000Z'
    const noted = await call(`/api/leads/${id}/activities`, {
      scopes: ['lead:write'],
      body: { type: 'call.outbound', at, subject: 'First call' },
    })
    expect([noted.status, noted.body['at']]).toEqual([201, at])
    const { status, body } = await call(`/api/leads/${id}`, { scopes: ['lead:read'] })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      lead: { id, firstResponseAt: at },
      activities: expect.arrayContaining([expect.objectContaining({ type: 'call.outbound', at })]),
      decisions: expect.arrayContaining([expect.objectContaining({ at: expect.stringMatching(/Z$/) })]),
    })
    expect((await call('/api/leads/nobody/activities', { scopes: ['lead:write'], body: { type: 'x' } })).status).toBe(404)
    expect((await call('/api/leads/nobody', { scopes: ['lead:read'] })).status).toBe(404)
  })

  test('takes no entry that only the system writes, or that has not happened, and asks for the right before the lead', async () => {
    await capture({ name: 'Notes', email: 'notes@api.example' })
    const { id } = await find('notes@api.example')
    const note = (body: object, scope: Permission = 'lead:write', lead = id) =>
      call(`/api/leads/${lead}/activities`, { scopes: [scope], body })
    const tomorrow = new Date(served.crm.now() + 86_400_000).toISOString()
    for (const body of [
      { type: 'status.changed' },
      { type: 'lead.created' },
      { type: 'task.done' },
      { type: 'note', at: tomorrow },
      { type: 'note', at: '1969-12-31T23:59:59Z' },
    ]) {
      const { status, body: answer } = await note(body)
      expect([body, status, answer.error.code]).toEqual([body, 422, 'ACTIVITY_INVALID'])
    }
    expect((await note({ type: 'note' }, 'lead:read', 'nobody')).status).toBe(403)
    expect((await note({ type: 'note' }, 'lead:read')).status).toBe(403)
    expect((await note({ type: 'note' })).status).toBe(201)
  })

  test('lists users with their queues, and changes them without showing a secret', async () => {
    const email = await addTestUser(served.crm, { role: 'rep' })
    const list = async () =>
      (await call('/api/users', { scopes: ['user:read'] })).body['users'] as readonly Record<string, unknown>[]
    const before = (await list()).find((user) => user['email'] === email) ?? {}
    const patch = (body: object, scope: Permission = 'user:write', id = String(before['id'])) =>
      call(`/api/users/${id}`, { scopes: [scope], method: 'PATCH', body })
    const done = await patch({
      changes: { away: true, role: 'manager' },
      queues: ['inbound'],
      expectedVersion: before['version'],
    })
    expect([done.status, done.body]).toEqual([200, expect.objectContaining({ away: true, role: 'manager', queues: ['inbound'] })])
    expect((await list()).find(({ id }) => id === before['id'])).toEqual(done.body)
    expect(JSON.stringify(await list())).not.toMatch(/scrypt|passwordHash/)
    expect((await patch({ changes: { away: false }, expectedVersion: before['version'] })).body.error.code).toBe(
      'HTTP_CHANGE_CONFLICT',
    )
    expect((await patch({ changes: { role: 'king' } })).body.error.code).toBe('USER_INVALID')
    expect((await patch({ queues: ['nowhere'] })).body.error.code).toBe('QUEUE_UNKNOWN')
    expect((await patch({ password: 'short' })).body.error.code).toBe('AUTH_PASSWORD_WEAK')
    expect((await patch({ changes: { away: true } }, 'user:read')).status).toBe(403)
    const unknown = await patch({ changes: { away: true } }, 'user:write', 'nobody')
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'USER_UNKNOWN'])
  })

  test('gives a user a new password, and signs them out everywhere', async () => {
    const email = await addTestUser(served.crm)
    const { cookie } = await signIn(served, email)
    const { id } = (await served.crm.store.access.userByEmail(email)) ?? { id: '' }
    const password = ' seven slow red boats '
    const done = await call(`/api/users/${id}`, { scopes: ['user:write'], method: 'PATCH', body: { password } })
    expect(done.status).toBe(200)
    expect((await served.fetch('/leads', { headers: { cookie } })).status).toBe(303)
    expect((await served.fetch('/sign-in', form({ email, password: PASSWORD }))).status).toBe(401)
    expect((await served.fetch('/sign-in', form({ email, password }))).status).toBe(303)
  })

  test('runs every report there is', async () => {
    const list = await call('/api/reports', { scopes: ['report:run'] })
    const types = (list.body['reports'] as readonly { type: string }[]).map(({ type }) => type)
    expect(types.length).toBeGreaterThan(0)
    for (const type of types) expect((await call(`/api/reports/${type}`, { scopes: ['report:run'] })).status).toBe(200)
    expect((await call('/api/reports/nope', { scopes: ['report:run'] })).status).toBe(404)
    expect((await call(`/api/reports/${types[0]}?params=[]`, { scopes: ['report:run'] })).status).toBe(422)
  })

  test('shows the journal, replays it, and tells how sources are doing', async () => {
    const payload = { values: { name: 'Quarantined', email: 'no address at all' } }
    await record(served.crm, { source: 'api', submissions: [{ channel: 'test', payload }] })
    await served.crm.settle()
    const list = await call('/api/journal?state=quarantined', { scopes: ['journal:read'] })
    const [row] = list.body['submissions'] as readonly { id: string; receivedAt: string }[]
    expect(row?.receivedAt).toMatch(/Z$/)
    const replayed = await call('/api/journal/replay', { scopes: ['journal:replay'], body: { ids: [row?.id] } })
    expect([replayed.status, replayed.body.count]).toEqual([202, 1])
    expect((await call('/api/journal/replay', { scopes: ['journal:replay'], body: { ids: 'all' } })).status).toBe(422)
    const sources = await call('/api/sources', { scopes: ['journal:read'] })
    expect(sources.body['sources']).toEqual(expect.arrayContaining([expect.objectContaining({ source: 'api' })]))
  })

  test('shows tasks, rules and plugins', async () => {
    expect((await call('/api/tasks?limit=5', { scopes: ['lead:read'] })).body['tasks']).toEqual(expect.any(Array))
    const unknown = await call('/api/tasks/nobody/done', { scopes: ['task:write'], method: 'POST' })
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'TASK_UNKNOWN'])
    const rules = await call('/api/rules', { scopes: ['rule:read'] })
    expect(rules.body['digest']).toBe(served.crm.rules().digest)
    const plugins = await call('/api/plugins', { scopes: ['plugin:read'] })
    expect(plugins.body['plugins']).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'source-api', state: 'on' })]),
    )
  })

  test('lets a key do what its scopes say and nothing else', async () => {
    const NEEDS: readonly (readonly [string, string, Permission])[] = [
      ['GET', '/api/leads', 'lead:read'],
      ['GET', '/api/leads/count', 'lead:read'],
      ['POST', '/api/leads', 'capture'],
      ['GET', '/api/leads/x', 'lead:read'],
      ['GET', '/api/reports', 'report:run'],
      ['GET', '/api/journal', 'journal:read'],
      ['GET', '/api/sources', 'journal:read'],
      ['GET', '/api/tasks', 'lead:read'],
      ['POST', '/api/tasks/x/done', 'task:write'],
      ['GET', '/api/rules', 'rule:read'],
      ['GET', '/api/plugins', 'plugin:read'],
      ['GET', '/api/users', 'user:read'],
    ]
    for (const [method, path, permission] of NEEDS) {
      const other = permission === 'capture' ? 'lead:read' : 'capture'
      const { status, body } = await call(path, {
        scopes: [other],
        method,
        ...(method === 'POST' ? { body: { values: {} } } : {}),
      })
      expect([method, path, status, body.error.code]).toEqual([method, path, 403, 'ACCESS_DENIED'])
    }
  })

  test('knows no key that is wrong, has ended or was taken back', async () => {
    const { crm } = served
    const status = async (authorization: string) => (await served.fetch('/api/leads', { headers: { authorization } })).status
    const { key, text } = await createApiKey(crm, {
      actor: SYSTEM,
      name: 'k',
      scopes: ['lead:read'],
      expiresAt: crm.now() + 60_000,
    })
    expect(await status(`Bearer ${text}`)).toBe(200)
    for (const wrong of [`Bearer ${text}x`, `Bearer lk_${key.id}_${'a'.repeat(43)}`, 'Bearer ', 'Basic YTpi', text]) {
      expect([wrong, await status(wrong)]).toEqual([wrong, 401])
    }
    served.pass(61_000)
    expect(await status(`Bearer ${text}`)).toBe(401)
    const second = await createApiKey(crm, { actor: SYSTEM, name: 'k', scopes: ['lead:read'] })
    expect(await status(`Bearer ${second.text}`)).toBe(200)
    await revokeApiKey(crm, { actor: SYSTEM, id: second.key.id })
    expect(await status(`Bearer ${second.text}`)).toBe(401)
    const stored = JSON.stringify(await crm.store.access.listApiKeys())
    expect(stored).not.toContain(text.slice(-43))
  })

  test('refuses a key with a scope that does not exist', async () => {
    const made = createApiKey(served.crm, { actor: SYSTEM, name: 'k', scopes: ['everything'] })
    await expect(made).rejects.toMatchObject({ code: 'AUTH_SCOPE_UNKNOWN' })
  })

  test('shows nobody’s password hash', async () => {
    const email = await addTestUser(served.crm)
    const user = await served.crm.store.access.userByEmail(email)
    const hash = await served.crm.store.access.passwordHash(user?.id ?? '')
    expect(hash).toMatch(/^scrypt/)
    const { openapi, ...rest } = (await call('/api/openapi.json', { scopes: ['lead:read'] })).body
    expect(openapi).toBe('3.1.0')
    expect(JSON.stringify(rest)).not.toContain('passwordHash')
  })
})

describe('a busy key', () => {
  const served = useServedCrm({ limits: { keyRequestsPer10s: 3 } })

  test('is told to wait', async () => {
    const headers = await apiKey(served.crm, ['lead:read'])
    const statuses: number[] = []
    for (let time = 0; time < 4; time += 1) statuses.push((await served.fetch('/api/leads', { headers })).status)
    expect(statuses).toEqual([200, 200, 200, 429])
  })
})
