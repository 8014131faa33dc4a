import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../core/cli/run-command.js'
import { addTestUser, apiKey, form, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'

/** What an address of the API answers, as far as these tests look into it. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Answer = any

/** A field map of a deployment's own, with a custom field on both sides. */
const FILES = {
  'rules/fields/own-lead.fields.json': {
    ...{ apiVersion: 'sarnakh/v1', kind: 'fields', id: 'own-lead', entity: 'lead' },
    fields: { nationalId: { type: 'string', label: { en: 'National id', fa: 'شناسهٔ ملی' } } },
  },
  'rules/fields/own-account.fields.json': {
    ...{ apiVersion: 'sarnakh/v1', kind: 'fields', id: 'own-account', entity: 'account' },
    fields: { taxNumber: { type: 'string', label: { en: 'Tax number', fa: 'شمارهٔ مالیاتی' } } },
  },
  'rules/lead.conversion.json': {
    ...{ apiVersion: 'sarnakh/v1', kind: 'conversion', id: 'lead', undoWithin: 'P2D', status: 'converted' },
    account: { fields: { name: 'company', website: 'website', taxNumber: 'nationalId' } },
    contact: { fields: { name: { from: ['name', 'email'] }, email: 'email', phone: 'phone' } },
    opportunity: { fields: { name: { text: '{company} – {name}' }, source: 'source', kind: { value: 'new-business' } } },
  },
  'rules/lead.dedupe.json': {
    ...{ apiVersion: 'sarnakh/v1', kind: 'dedupe', id: 'lead', entity: 'lead' },
    exact: [
      { field: 'email', policy: 'flag' },
      { field: 'phone', policy: 'merge' },
      { field: 'nationalId', policy: 'flag' },
    ],
    survivorship: { fields: { jobTitle: 'newest' } },
  },
}

eachDatabase((database) => {
  let served: ServedCrm
  let key: { authorization: string }
  let connection: string
  let folder: string

  beforeAll(async () => {
    connection = await database.newConnection()
    served = await serveCrm({ database: connection, files: FILES })
    const scopes = ['lead:read', 'lead:write', 'lead:convert', 'lead:merge', 'contact:read', 'account:read', 'opportunity:read']
    key = await apiKey(served.crm, [...scopes, 'opportunity:write', 'capture'])
    folder = await mkdtemp(join(tmpdir(), 'sarnakh-conversion-'))
    const files = { 'sarnakh.json': { id: 'http-test', title: { en: 'Test', fa: 'آزمون' } }, ...FILES }
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), JSON.stringify(content))
    }
  })
  afterAll(async () => {
    await served?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const ask = async (path: string, body?: unknown): Promise<{ status: number; answer: Answer }> => {
    const headers = { ...key, ...(body ? { 'content-type': 'application/json' } : {}) }
    const response = await served.fetch(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
    return { status: response.status, answer: await response.json() }
  }

  /** Captured at the door, decided, and read again. */
  const lead = async (values: Readonly<Record<string, unknown>>): Promise<string> => {
    const { status } = await ask('/api/leads', { leads: [{ values }] }).then((first) =>
      first.status < 300 ? first : ask('/api/leads', { values }),
    )
    expect(status).toBeLessThan(300)
    await served.crm.settle()
    const { records } = await served.crm.store.records.list('lead', { limit: 1, sort: { field: 'createdAt', direction: 'desc' } })
    const found = records.find((record) => Object.entries(values).every(([field, value]) => record[field] === value))
    if (!found) throw new Error(`No lead of ${JSON.stringify(values)}.`)
    return found.id
  }

  test('roka-1, mscrm-6: a lead becomes account, contact and opportunity in one step, previewed, once, with the declared fields', async () => {
    const id = await lead({
      name: 'Sara',
      company: 'Acme',
      email: 'sara@acme.example',
      nationalId: 'N-1',
      website: 'https://acme.example',
    })
    const { answer: preview } = await ask(`/api/v1/leads/${id}/convert/preview`, { choices: {} })
    expect(preview.parts.account).toMatchObject({ choice: 'create', values: { name: 'Acme', taxNumber: 'N-1' } })
    expect(preview.parts.opportunity.values.name).toBe('Acme – Sara')
    const [one, two] = await Promise.all([1, 2].map(() => ask(`/api/v1/leads/${id}/convert`, { idempotencyKey: `c-${id}` })))
    expect(one?.answer.opportunityId).toBe(two?.answer.opportunityId)
    expect([one?.answer.already, two?.answer.already].toSorted()).toEqual([false, true])
    const { accountId, contactId, opportunityId, lead: after } = one?.answer ?? {}
    expect(after).toMatchObject({ status: 'converted', accountId, contactId, opportunityId })
    expect((await ask(`/api/v1/accounts/${accountId}`)).answer).toMatchObject({ name: 'Acme', taxNumber: 'N-1' })
    expect((await ask(`/api/v1/contacts/${contactId}`)).answer).toMatchObject({ name: 'Sara', accountId })
  })

  test('mscrm-3, mscrm-5: who is there is linked by its reasons; a customer has several opportunities and contacts', async () => {
    const first = await lead({ name: 'Ali', company: 'Pars', email: 'ali@pars.example', website: 'https://pars.example' })
    const { answer: before } = await ask(`/api/v1/leads/${first}/convert`, { choices: {} })
    const second = await lead({
      name: 'Mina',
      company: 'PARS',
      email: 'mina@pars.example',
      website: 'http://www.pars.example/fa',
    })
    const { answer: preview } = await ask(`/api/v1/leads/${second}/convert/preview`, { choices: {} })
    expect(preview.candidates.account).toMatchObject([
      { match: 'exact', reasons: ['same-web-host', 'same-company', 'same-mail-host'] },
    ])
    const { answer: after } = await ask(`/api/v1/leads/${second}/convert`, { choices: {} })
    expect(after.accountId).toBe(before.accountId)
    expect(after.contactId).not.toBe(before.contactId)
    const more = {
      name: 'More',
      pipeline: preview.parts.opportunity.values.pipeline,
      stage: preview.parts.opportunity.values.stage,
    }
    expect((await ask('/api/v1/opportunities', { ...more, accountId: after.accountId })).status).toBe(201)
    const of = (entity: string) => ({ all: [{ fact: entity, path: '$.accountId', operator: 'equal', value: after.accountId }] })
    expect(await served.crm.store.records.count('contact', { where: of('contact') })).toBe(2)
    expect(await served.crm.store.records.count('opportunity', { where: of('opportunity') })).toBe(3)
  })

  test('gomato-11: what happened before the conversion is still there afterwards, and after it was taken back', async () => {
    const id = await lead({ name: 'Reza', company: 'Kavir', email: 'reza@kavir.example' })
    await ask(`/api/leads/${id}/activities`, { type: 'call.outbound', details: { note: 'before' } })
    const { answer } = await ask(`/api/v1/leads/${id}/convert`, { choices: {} })
    const told = async () => (await ask(`/api/leads/${id}`)).answer.activities.map(({ type }: Answer) => type)
    expect(await told()).toEqual(expect.arrayContaining(['call.outbound', 'lead.converted', 'status.changed']))
    const undone = await ask(`/api/v1/changes/${answer.changeSetId}/undo`, {})
    expect(undone).toMatchObject({ status: 200 })
    expect((await ask(`/api/v1/contacts/${answer.contactId}`)).status).toBe(404)
    expect(await told()).toEqual(expect.arrayContaining(['call.outbound', 'lead.converted', 'lead.undone']))
    const shown = await ask(`/api/leads/${id}`)
    expect(shown.answer.lead.convertedAt).toBeUndefined()
    const late = await ask(`/api/v1/changes/${answer.changeSetId}/undo`, {})
    expect(late).toMatchObject({ status: 422, answer: { error: { code: 'HTTP_CHANGE_REFUSED' } } })
  })

  describe('duplicates', () => {
    test('a flagged address and a custom field show two as one; a person merges them and takes it back', async () => {
      const one = await lead({ name: 'Nima', email: 'nima@one.example', nationalId: 'AB 12', jobTitle: 'Old' })
      const two = await lead({ name: 'Nima R.', email: 'nima@two.example', nationalId: 'ab-12', jobTitle: 'New' })
      const known = await ask(`/api/v1/leads/duplicates?${new URLSearchParams({ email: 'NIMA@one.example' })}`)
      expect(known.answer.leads).toMatchObject([{ match: 'exact', reason: 'same-email', lead: { id: one } }])
      const { answer } = await ask('/api/v1/duplicates?match=exact')
      expect(answer.groups).toContainEqual(expect.objectContaining({ reasons: ['same-field'] }))
      const preview = await ask(`/api/v1/leads/${one}/merge/preview`, { otherId: two })
      const title = preview.answer.fields.find(({ field }: Answer) => field === 'jobTitle')
      expect(title).toMatchObject({ value: 'New', by: 'newest', from: 'other' })
      const merged = await ask(`/api/v1/leads/${one}/merge`, { otherId: two, choices: { name: 'other' } })
      expect(merged.answer.lead).toMatchObject({ id: one, name: 'Nima R.', jobTitle: 'New' })
      expect((await ask(`/api/leads/${two}`)).answer.lead.mergedIntoId).toBe(one)
      const undone = await runCommand(['undo', merged.answer.changeSetId, '--database', connection], { cwd: folder })
      expect(undone.stderr + undone.stdout).toContain('Taken back')
      expect((await ask(`/api/leads/${one}`)).answer.lead).toMatchObject({ name: 'Nima', jobTitle: 'Old' })
    })
  })

  test('pages show it in both languages, and wrong input comes back with its reason', async () => {
    const id = await lead({ name: 'Page', company: 'Safhe', email: 'page@safhe.example' })
    const other = await lead({ name: 'Page', company: 'Safhe', email: 'page2@safhe.example' })
    const { cookie, csrf } = await signIn(served, await addTestUser(served.crm))
    const see = async (path: string, language = 'en') =>
      (await served.fetch(path, { headers: { cookie: `${cookie}; lang=${language}` } })).text()
    expect(await see(`/leads/${id}/convert`)).toContain('Make a new one')
    expect(await see(`/leads/${id}/convert`, 'fa')).toContain('ساختن یکی تازه')
    expect(await see('/duplicates', 'fa')).toContain('سنجیدن و ادغام')
    expect(await see(`/leads/${id}/merge/${other}`)).toContain('Which value stays')
    const post = (path: string, values: Record<string, string>) =>
      served.fetch(path, { ...form({ ...values, _csrf: csrf }), headers: { cookie, origin: served.url } })
    const wrong = await post(`/leads/${id}/convert`, { do: 'convert', 'contact.email': 'no address', 'choice.account': 'none' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('no address')
    const done = await post(`/leads/${id}/convert`, { do: 'convert', 'choice.account': 'none' })
    expect([done.status, done.headers.get('location')]).toEqual([303, `/leads/${id}?done=converted`])
    const merged = await post(`/leads/${id}/merge/${other}`, { 'take.email': 'other' })
    expect(merged.headers.get('location')).toBe(`/leads/${id}?done=merged`)
    expect(await see(`/leads/${other}`, 'fa')).toContain(`href="/leads/${id}"`)
    const page = await see('/changes')
    const [, changeId = ''] = /href="\/changes\/([^"]+)"/.exec(page) ?? []
    expect(await see(`/changes/${changeId}`, 'fa')).toContain('بازگردان')
    expect((await post(`/changes/${changeId}/undo`, {})).status).toBe(303)
    expect(await see(`/changes/${changeId}`)).toContain('Taken back')
  })

  test('mscrm-6: the command line shows, converts and lists, as the API does', async () => {
    const id = await lead({ name: 'Cli', company: 'Terminal', email: 'cli@terminal.example' })
    const run = (...argv: readonly string[]) => runCommand([...argv, '--database', connection], { cwd: folder })
    const preview = await run('lead', 'convert', id, '--preview', '--account', 'none')
    expect(preview.stdout).toContain('Nothing was written')
    const done = JSON.parse(
      (await run('lead', 'convert', id, '--account', 'none', '--set', 'contact.jobTitle=Boss', '--json')).stdout,
    )
    expect(done).toMatchObject({ already: false, lead: { status: 'converted' } })
    expect(done.accountId).toBeUndefined()
    expect((await run('changes', 'list')).stdout).toContain(done.changeSetId)
    expect((await run('duplicates', 'list', '--language', 'fa')).code).toBe(0)
    const wrong = await run('lead', 'convert', id, '--set', 'nothing')
    expect(wrong.code).toBe(2)
  })
})
