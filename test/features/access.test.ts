import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, can, SYSTEM } from '../../core/access/index.js'
import { API_ROUTES } from '../../core/http/api/api-routes.js'
import { navigationFor } from '../../core/http/view-navigation.js'
import type { User } from '../../core/model/entities/user.js'
import { createRecord, grantsOf } from '../../core/operations/index.js'
import { runCommand } from '../core/cli/run-command.js'
import { addTestUser, form, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'

const OWN = { read: 'own', write: 'own' } as const

/** A role that sees no more than its own, and neither the allowance nor the phone of a lead. */
const JUNIOR = {
  apiVersion: 'sarnakh/v1',
  kind: 'role',
  id: 'junior',
  title: { en: 'Junior', fa: 'تازه‌کار' },
  entities: {
    lead: { ...OWN, hidden: ['allowance', 'phone'] },
    account: OWN,
    contact: OWN,
    opportunity: OWN,
    product: { read: 'all' },
    document: {
      read: { all: [{ fact: 'document', path: '$.kind', operator: 'equal', value: 'quote' }] },
      write: { all: [{ fact: 'document', path: '$.kind', operator: 'equal', value: 'quote' }] },
    },
    sequence: { read: 'all' },
  },
  may: ['lead:convert', 'lead:merge', 'task:write', 'report:run', 'export:run', 'rule:read'],
}

const MONEY = {
  apiVersion: 'sarnakh/v1',
  kind: 'fields',
  id: 'money',
  entity: 'lead',
  fields: { allowance: { type: 'money', label: { en: 'Allowance', fa: 'بودجه' } } },
}

/** Reads what the team has, and writes its own. */
const MATE = {
  ...JUNIOR,
  id: 'mate',
  title: { en: 'Mate', fa: 'هم‌تیمی' },
  entities: { lead: { read: 'team', write: 'own' } },
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Answer = any

interface Person {
  readonly id: string
  readonly email: string
  get(path: string): Promise<{ status: number; text: string; body: Answer }>
  send(method: string, path: string, body: unknown): Promise<{ status: number; body: Answer }>
}

eachDatabase((database) => {
  let served: ServedCrm
  let connection: string
  let folder: string
  const people: Record<string, Person> = {}
  const person = (role: string): Person => people[role] as Person

  async function join_(role: string): Promise<Person> {
    const email = await addTestUser(served.crm, { role, name: `The ${role}` })
    const { cookie, csrf } = await signIn(served, email)
    const where = { all: [{ fact: 'user', path: '$.email', operator: 'equal', value: email }] }
    const [user] = (await served.crm.store.records.list('user', { where, limit: 1 })).records
    const asked = async (path: string, init: RequestInit = {}) => {
      const answer = await served.fetch(path, { ...init, headers: { cookie, ...init.headers } })
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json')
      return { status: answer.status, text, body: isJson ? JSON.parse(text) : undefined, headers: answer.headers }
    }
    return {
      id: user?.id ?? '',
      email,
      get: (path) => asked(path),
      send: (method, path, body) =>
        asked(path, {
          method,
          headers: { 'content-type': 'application/json', 'x-csrf-token': csrf, origin: served.url },
          body: JSON.stringify(body),
        }),
    }
  }

  async function lead(values: Record<string, unknown>): Promise<string> {
    const { crm } = served
    const named = String(values['name'])
    const { ownerId = null, ...told } = values
    const made = await person('admin').send('POST', '/api/leads', { values: { email: `${named}@x.example`, ...told } })
    expect(made.status, JSON.stringify(made.body)).toBeLessThan(300)
    await crm.settle()
    const where = { all: [{ fact: 'lead', path: '$.name', operator: 'equal', value: named }] }
    const id = (await crm.store.records.list('lead', { where, limit: 1 })).records[0]?.id ?? ''
    const given = await person('admin').send('PATCH', `/api/leads/${id}`, { changes: { ownerId } })
    expect(given.status, JSON.stringify(given.body)).toBe(200)
    return id
  }

  async function record(entity: 'account' | 'contact' | 'opportunity' | 'document', values: Record<string, unknown>) {
    const made = await createRecord(served.crm, { actor: SYSTEM, entity, values })
    expect(made).not.toHaveProperty('refused')
    return (made as { id: string }).id
  }

  beforeAll(async () => {
    connection = await database.newConnection()
    folder = await mkdtemp(join(tmpdir(), 'sarnakh-access-'))
    served = await serveCrm({
      database: connection,
      files: {
        'rules/fields/money.fields.json': MONEY,
        'rules/roles/junior.role.json': JUNIOR,
        'rules/roles/mate.role.json': MATE,
      },
    })
    for (const role of ['admin', 'manager', 'rep', 'marketer', 'support', 'read-only', 'junior', 'mate'])
      people[role] = await join_(role)
    await record('account', { name: 'Acme' })
    await record('contact', { name: 'Sara' })
    await record('document', { kind: 'invoice', number: 'INV-1', system: 's', externalId: 'i1' })
    await record('document', { kind: 'ticket', number: 'TIC-1', system: 's', externalId: 't1' })
    await record('opportunity', { name: 'Big deal', pipeline: 'sales', stage: 'first-contact' })
  }, 60_000)
  afterAll(async () => {
    await served.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const status = async (role: string, path: string) => (await person(role).get(path)).status

  describe('the shipped roles', () => {
    test('vtiger-15: marketing sees campaigns, forms and nurturing, and neither invoices nor the pipeline', async () => {
      for (const path of ['/campaigns', '/channels', '/sequences', '/leads', '/api/v1/campaigns', '/api/v1/contacts'])
        expect([path, await status('marketer', path)]).toEqual([path, 200])
      for (const path of ['/documents', '/opportunities', '/api/v1/documents', '/api/v1/opportunities', '/accounts'])
        expect([path, await status('marketer', path)]).toEqual([path, 403])
      expect(await status('marketer', '/api/reports/forecast')).not.toBe(200)
      expect(await status('marketer', '/api/v1/exports/opportunity')).not.toBe(200)
      const home = await person('marketer').get('/')
      expect(home.text).toContain('href="/campaigns"')
      expect(home.text).not.toContain('href="/opportunities"')
    })

    test('vtiger-15: sales sees the pipeline and no nurturing', async () => {
      expect(await status('rep', '/opportunities')).toBe(200)
      expect((await person('rep').get('/api/v1/opportunities')).body.opportunities).toHaveLength(1)
      for (const path of ['/sequences', '/api/sequences']) expect([path, await status('rep', path)]).toEqual([path, 403])
      expect((await person('rep').get('/')).text).not.toContain('href="/sequences"')
    })

    test('vtiger-15: support sees customers and their tickets, and no leads, invoices or pipeline', async () => {
      const landing = await person('support').get('/')
      expect(landing.status).toBe(302)
      expect((await person('support').get('/contacts')).text).toContain('Sara')
      const { body } = await person('support').get('/api/v1/documents')
      expect(body.documents.map(({ number }: Answer) => number)).toEqual(['TIC-1'])
      expect((await person('support').get('/api/v1/documents/count')).body).toEqual({ count: 1 })
      for (const path of ['/leads', '/api/leads', '/opportunities', '/reports'])
        expect([path, await status('support', path)]).toEqual([path, 403])
      const invoice = await person('support').send('POST', '/api/v1/documents', { kind: 'invoice', number: 'MINE' })
      expect(invoice.status).toBe(403)
    })

    test('vtiger-15: every place in the navigation of a role opens for it', async () => {
      for (const role of Object.keys(people)) {
        const user = (await served.crm.store.records.get('user', person(role).id)) as User
        const grants = await grantsOf(served.crm, user)
        const actor: Actor = { kind: 'user', id: user.id, role, ...(grants ? { grants } : {}) }
        const places = navigationFor({ may: (permission) => can(actor, permission), path: '/' })
        expect(places.length).toBeGreaterThan(0)
        for (const { path } of places) expect([role, path, await status(role, path)]).toEqual([role, path, 200])
      }
    })

    test('vtiger-15: every address of the API that only reads answers a role as its permission says', async () => {
      // The description of the API is the same for everybody, and no secret.
      const reads = API_ROUTES.filter(({ method, path }) => method === 'get' && path !== '/api/openapi.json')
      for (const role of ['manager', 'rep', 'marketer', 'support', 'read-only']) {
        const user = (await served.crm.store.records.get('user', person(role).id)) as User
        const grants = await grantsOf(served.crm, user)
        const actor: Actor = { kind: 'user', id: user.id, role, ...(grants ? { grants } : {}) }
        for (const { path, permission } of reads) {
          const answer = await status(role, path.replaceAll(/:[a-zA-Z]+/g, 'x'))
          const said = { role, path, permission, answer }
          // What is wrong with a question is told before anybody is asked, and tells nothing.
          const isTasks = path === '/api/tasks' && can(actor, 'task:write')
          if (isTasks || permission === undefined || can(actor, permission)) expect(answer, JSON.stringify(said)).not.toBe(403)
          else expect([400, 403, 404, 422], JSON.stringify(said)).toContain(answer)
        }
      }
    }, 60_000)
  })

  test('vtiger-15: every address of the API that writes refuses a role without its permission, and nothing changes', async () => {
    const writes = API_ROUTES.filter(({ method }) => method !== 'get')
    const counted = async () => {
      const entries = await Promise.all(WATCHED.map(async (entity) => [entity, await served.crm.store.records.count(entity)]))
      return Object.fromEntries(entries)
    }
    const { id: leadId } = (await served.crm.store.records.list('lead', { limit: 1 })).records[0] ?? { id: 'x' }
    const before = await counted()
    let refused = 0
    for (const role of ['manager', 'rep', 'marketer', 'support', 'read-only']) {
      const user = (await served.crm.store.records.get('user', person(role).id)) as User
      const grants = await grantsOf(served.crm, user)
      const actor: Actor = { kind: 'user', id: user.id, role, ...(grants ? { grants } : {}) }
      for (const { method, path, permission } of writes) {
        if (permission === undefined || can(actor, permission)) continue
        const answer = await person(role).send(method.toUpperCase(), path.replaceAll(/:[a-zA-Z]+/g, leadId), {})
        // What is wrong with a question is told before anybody is asked, and tells nothing.
        expect([400, 403, 404, 413, 415, 422], JSON.stringify({ role, method, path, permission })).toContain(answer.status)
        if (answer.status === 403) refused += 1
      }
    }
    expect(refused).toBeGreaterThan(100)
    expect(await counted()).toEqual(before)
  }, 120_000)

  test('vtiger-15: support has its tasks without leads: its own, and those about customers in its reach', async () => {
    const { id: contactId } = (await served.crm.store.records.list('contact', { limit: 1 })).records[0] ?? { id: '' }
    const leadId = await lead({ name: 'Taskful' })
    const add = async (values: Record<string, unknown>) => {
      const answer = await person('admin').send('POST', '/api/tasks', values)
      expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    }
    await add({ subject: 'About a customer', contactId, ownerId: person('admin').id })
    await add({ subject: 'About a lead', leadId, ownerId: person('admin').id })
    await add({ subject: 'Mine about a lead', leadId, ownerId: person('support').id })
    const { body } = await person('support').get('/api/tasks')
    const subjects = body.tasks.map(({ subject }: Answer) => subject).filter((each: string) => each.includes('bout a'))
    expect(subjects.sort()).toEqual(['About a customer', 'Mine about a lead'])
    const page = await person('support').get('/tasks?whose=all')
    expect([page.status, page.text.includes('Mine about a lead'), page.text.includes('Taskful')]).toEqual([200, true, false])
    expect((await person('support').get('/contacts')).text).toContain('href="/tasks"')
  })

  describe('a role of the deployment', () => {
    let mine: string
    beforeAll(async () => {
      mine = await lead({
        name: 'Mine',
        company: 'Minotaur',
        allowance: { amount: 424_242, currency: 'EUR' },
        phone: '+989121234567',
        ownerId: person('junior').id,
      })
    })

    test('vtiger-15: hidden fields are nowhere to be seen, and no question can be asked of them', async () => {
      const junior = person('junior')
      for (const path of [
        `/api/leads/${mine}`,
        `/leads/${mine}`,
        '/api/leads',
        `/api/leads/${mine}/why`,
        `/api/v1/leads/${mine}/timeline`,
      ]) {
        const { text } = await junior.get(path)
        expect([path, text.includes('424242'), text.includes('989121234567'), text.includes('424,242')]).toEqual([
          path,
          false,
          false,
          false,
        ])
      }
      const filter = (field: string) =>
        encodeURIComponent(JSON.stringify({ all: [{ fact: 'lead', path: `$.${field}`, operator: 'present', value: true }] }))
      const [hidden, unknown] = [
        await junior.get(`/api/leads?where=${filter('allowance')}`),
        await junior.get(`/api/leads?where=${filter('zzzzz')}`),
      ]
      expect([hidden.status, hidden.body.error.code]).toEqual([unknown.status, unknown.body.error.code])
      expect((await junior.get('/api/leads?sort=allowance:asc')).body.error.code).toBe('FILTER_FIELD_UNKNOWN')
      expect((await junior.get('/api/leads?search=9121234567')).body.leads).toEqual([])
      expect((await junior.get('/api/leads?search=Minotaur')).body.leads).toHaveLength(1)
      const written = await junior.send('PATCH', `/api/leads/${mine}`, { changes: { allowance: null } })
      expect(written.status).toBeGreaterThanOrEqual(400)
      const kept = await junior.send('PATCH', `/api/leads/${mine}`, { changes: { company: 'Minos' } })
      expect([kept.status, kept.body.allowance, kept.body.company]).toEqual([200, undefined, 'Minos'])
      expect((await served.crm.store.records.get('lead', mine))?.['allowance']).toEqual({ amount: 424_242, currency: 'EUR' })
    })

    test('vtiger-15: a world with a record out of reach answers byte for byte like a world without it', async () => {
      const junior = person('junior')
      const foreignId = '01990000-0000-7000-8000-000000000000'
      const asks = (id: string) => [
        '/api/leads',
        '/api/leads/count',
        '/api/leads?search=stranger',
        '/api/leads?sort=name:asc&limit=1',
        '/api/v1/segments',
        '/api/v1/accounts',
        '/api/v1/accounts/count',
        '/api/v1/contacts',
        '/api/v1/opportunities',
        '/api/v1/opportunities?search=stranger',
        '/api/v1/documents',
        '/api/v1/documents/count',
        '/api/tasks',
        '/api/v1/changes',
        '/api/v1/duplicates',
        '/api/queues',
        '/api/reports',
        '/api/reports/source-performance',
        '/api/reports/funnel-by-status',
        '/api/reports/workload',
        '/api/reports/time-in-status',
        '/api/reports/activity',
        '/api/reports/lead-conversion',
        '/api/reports/forecast',
        '/api/v1/exports/lead',
        '/api/v1/exports/account',
        '/api/sequences',
        '/api/openapi.json',
        `/api/leads/${id}`,
        `/api/leads/${id}/why`,
        `/api/v1/leads/${id}/timeline`,
        `/leads/${id}`,
        `/api/v1/accounts/${id}`,
      ]
      const answers = async (id: string) => {
        const all: string[] = []
        for (const path of asks(id)) {
          const { status: code, text } = await junior.get(path)
          all.push(`${path} ${code} ${text}`.replaceAll(id, 'ID').replaceAll(VARYING, ''))
        }
        const writes: readonly [string, string, unknown][] = [
          ['PATCH', `/api/leads/${id}`, { changes: { company: 'x' } }],
          ['POST', `/api/v1/leads/${id}/convert`, {}],
          ['POST', `/api/leads/${id}/claim`, {}],
          ['POST', `/api/tasks`, { subject: 'Call', leadId: id }],
        ]
        for (const [method, path, body] of writes) {
          const answer = await junior.send(method, path, body)
          all.push(
            `${method} ${path} ${answer.status} ${JSON.stringify(answer.body)}`.replaceAll(id, 'ID').replaceAll(VARYING, ''),
          )
        }
        return all
      }
      const before = await answers(foreignId)
      const foreign = await lead({ name: 'Stranger', company: 'Strangers', ownerId: person('rep').id })
      const account = await record('account', { name: 'Stranger Ltd', ownerId: person('rep').id })
      await record('contact', { name: 'Stranger', ownerId: person('rep').id, accountId: account })
      await record('opportunity', { name: 'Stranger deal', ownerId: person('rep').id, pipeline: 'sales', stage: 'first-contact' })
      await record('document', { kind: 'contract', number: 'STRANGER', leadId: foreign, system: 's', externalId: 'c9' })
      const task = await person('admin').send('POST', '/api/tasks', { subject: 'Call them', leadId: foreign })
      expect(task.status).toBeLessThan(300)
      expect(before.filter((each) => / 200 /.test(each)).length).toBeGreaterThan(24)
      expect(await answers(foreign)).toEqual(before)
      expect((await person('rep').get(`/api/leads/${foreign}`)).status).toBe(200)
    }, 60_000)

    test('vtiger-15: who reads the team and writes their own is told the difference', async () => {
      const team = await person('admin').send('POST', '/api/v1/teams', { name: 'North' })
      for (const role of ['mate', 'rep']) {
        const answer = await person('admin').send('PATCH', `/api/users/${person(role).id}`, { changes: { teamId: team.body.id } })
        expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      }
      const theirs = await lead({ name: 'Teammate', ownerId: person('rep').id })
      expect(await status('mate', `/api/leads/${theirs}`)).toBe(200)
      expect(await status('mate', `/api/leads/${mine}`)).toBe(404)
      const denied = await person('mate').send('PATCH', `/api/leads/${theirs}`, { changes: { company: 'x' } })
      expect([denied.status, denied.body.error.code]).toEqual([403, 'ACCESS_DENIED'])
    })

    test('vtiger-15: "why can Sara see this?" is answered by page, API and command, in both languages', async () => {
      const admin = person('admin')
      const api = await admin.get(`/api/users/${person('rep').id}/access?entity=lead&id=${mine}`)
      expect(api.body.answers).toEqual([
        expect.objectContaining({ action: 'read', allowed: true }),
        expect.objectContaining({ action: 'write', allowed: true }),
      ])
      const no = await admin.get(`/api/users/${person('mate').id}/access?entity=lead&id=${mine}`)
      expect(no.body.answers[0]).toMatchObject({ allowed: false, because: { en: expect.stringContaining('team') } })
      const page = await admin.get(`/access/lead/${mine}?user=${person('junior').id}`)
      expect(page.status).toBe(200)
      expect(page.text).toContain('the user owns this one')
      expect((await admin.get(`/leads/${mine}`)).text).toContain(`/access/lead/${mine}`)
      expect(await status('rep', `/access/lead/${mine}`)).toBe(403)
      const roles = await admin.get('/users/roles')
      expect([roles.status, roles.text.includes('Junior'), roles.text.includes('The junior')]).toEqual([200, true, true])
      expect((await admin.get('/api/roles')).body.roles.map(({ id }: Answer) => id)).toEqual(
        expect.arrayContaining(['marketer', 'junior']),
      )
    })

    test('vtiger-15: an administrator changes role, team, skills and queues of a user on one page', async () => {
      const { id } = person('read-only')
      const admin = person('admin')
      const page = await admin.get(`/users/${id}`)
      expect(page.status).toBe(200)
      for (const name of [
        'role',
        'active',
        'away',
        'teamId',
        'managerId',
        'workingCalendar',
        'capacity',
        'weight',
        'territories',
        'skills',
      ])
        expect(page.text).toContain(`name="${name}"`)
      const { cookie, csrf } = await signIn(served, admin.email)
      const post = (values: Record<string, string>) =>
        served.fetch(`/users/${id}`, { ...form({ _csrf: csrf, ...values }), headers: { cookie } })
      const saved = await post({ role: 'support', active: 'true', away: 'true', capacity: '7', skills: 'farsi, english' })
      expect(saved.status).toBe(303)
      expect(await served.crm.store.records.get('user', id)).toMatchObject({
        role: 'support',
        away: true,
        capacity: 7,
        skills: ['farsi', 'english'],
      })
      const wrong = await post({ role: 'nonsense' })
      expect([wrong.status, (await wrong.text()).includes('nonsense')]).toEqual([422, true])
    })
  })

  test('vtiger-15: roles and reasons are told on the command line', async () => {
    const cli = await mkdtemp(join(tmpdir(), 'sarnakh-access-cli-'))
    await mkdir(join(cli, 'rules/fields'), { recursive: true })
    await writeFile(join(cli, 'rules/fields/money.fields.json'), JSON.stringify(MONEY))
    await writeFile(join(cli, 'sarnakh.json'), JSON.stringify({ id: 'access-cli', title: { en: 'Test', fa: 'آزمون' } }))
    const listed = await runCommand(['role', 'list', '--json', '--database', connection, '--deployment', cli], { cwd: cli })
    expect(listed.stdout + listed.stderr).toContain('marketer')
    const [one] = (await served.crm.store.records.list('account', { limit: 1 })).records
    const told = await runCommand(
      [
        'access',
        'explain',
        '--user',
        person('rep').email,
        '--account',
        one?.id ?? '',
        '--database',
        connection,
        '--deployment',
        cli,
      ],
      { cwd: cli },
    )
    expect([told.code, told.stderr, told.stdout.includes('Role "rep" grants account:read')]).toEqual([0, '', true])
    await rm(cli, { recursive: true, force: true })
  })
})

/** What somebody could leave behind by writing. */
const WATCHED = [
  'lead',
  'contact',
  'account',
  'opportunity',
  'task',
  'user',
  'consent',
  'activity',
  'document',
  'auditEntry',
] as const

/** What is different each time it is asked. */
const VARYING =
  /"requestId":"[^"]*"|"secondsLeft":-?\d+|name="_csrf" value="[^"]*"|nonce-[^'"]*|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}/g
