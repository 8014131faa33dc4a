import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { record } from '../../core/intake/capture.js'
import { isSuppressed } from '../../core/intake/mail/mail-refusal.js'
import {
  applyRetention,
  convertLead,
  createRecord,
  erasePerson,
  exportPerson,
  findPerson,
  listErasures,
  logActivity,
  previewRetention,
  reapplyErasures,
  updateLead,
} from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import { openTestCrm, type TestCrm } from '../../core/testing/index.js'
import { addTestUser, apiKey, form, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'

async function leadsIn(served: ServedCrm): Promise<readonly string[]> {
  const submission = { channel: 'test', payload: { values: { name: NAME, email: EMAIL } } }
  const { submissions } = await record(served.crm, { source: 'api', submissions: [submission] })
  await served.crm.settle()
  const row = await served.crm.store.journal.get(submissions[0]?.submissionId ?? '')
  return [row?.leadId ?? '']
}

const opened: TestCrm[] = []
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})

const EMAIL = 'canary.sara@example.ir'
const PHONE = '+989123456789'
const NAME = 'Sara Canarius'

/** Somebody who left traces in as many places as a morning allows. */
async function aPerson(
  test: TestCrm,
): Promise<{ readonly leadId: string; readonly contactId: string; readonly opportunityId: string }> {
  const [lead] = await test.capture('api', {
    values: { name: NAME, email: EMAIL.toUpperCase(), phone: '0912 345 6789', message: `call ${PHONE}` },
    touch: { utmSource: 'google' },
  })
  const leadId = lead?.id ?? ''
  await logActivity(test.crm, { actor: SYSTEM, activity: { leadId, type: 'note', subject: `Spoke with ${NAME}` } })
  await updateLead(test.crm, { actor: SYSTEM, id: leadId, changes: { city: 'Shiraz' } })
  await convertLead(test.crm, { actor: SYSTEM, id: leadId })
  await test.settle()
  const after = await test.crm.store.records.get('lead', leadId)
  return { leadId, contactId: String(after?.['contactId']), opportunityId: String(after?.['opportunityId']) }
}

const CANARY = /canary\.sara|Canarius|9123456789|0912 345/i

async function everything({ crm }: TestCrm): Promise<string> {
  const parts: string[] = []
  for (const entity of Object.keys(crm.fields) as (keyof typeof crm.fields)[])
    for await (const rows of crm.store.records.each(entity, { batch: 500 })) parts.push(`${entity}: ${JSON.stringify(rows)}`)
  parts.push(JSON.stringify(await crm.store.outbox.list({ limit: 500 })))
  return parts.join('\n')
}

eachDatabase((database) => {
  async function open(options: Partial<Parameters<typeof openTestCrm>[0]> = {}): Promise<TestCrm> {
    const crm = await openTestCrm({ connection: await database.newConnection(), config: { country: 'IR' }, ...options })
    opened.push(crm)
    return crm
  }

  describe('privacy', () => {
    test('a person is found over all records, exported whole, erased everywhere, and the sale stays', async () => {
      const connection = await database.newConnection()
      const crm = await open({ connection })
      const { leadId, contactId, opportunityId } = await aPerson(crm)
      const [bystander] = await crm.capture('api', {
        values: { name: 'Sara', email: 'x.canary.sara@example.com', phone: '0912 999 0000' },
      })
      const found = await findPerson(crm.crm, { actor: SYSTEM, named: { phone: PHONE } })
      expect(found.trace.ids).toMatchObject({ lead: [leadId], contact: [contactId] })
      const exported = await exportPerson(crm.crm, { actor: SYSTEM, named: { email: EMAIL } })
      const names = exported.tables.map(({ table }) => table)
      expect(names).toEqual(
        expect.arrayContaining(['lead', 'contact', 'submission', 'decision', 'activity', 'touch', 'match_key']),
      )
      expect(JSON.stringify(exported)).toMatch(CANARY)

      const receipt = await erasePerson(crm.crm, { actor: SYSTEM, named: { email: EMAIL }, confirm: NAME, reason: 'asked for' })
      expect(receipt.counts).toMatchObject({ lead: 1, contact: 1, submission: 1, touch: 1 })
      expect(await everything(crm)).not.toMatch(/canary\.sara@example\.ir|Canarius|9123456789|0912 345/i)
      expect(await crm.crm.store.records.get('opportunity', opportunityId)).toMatchObject({ pipeline: expect.any(String) })
      expect(await crm.crm.store.records.get('lead', bystander?.id ?? '')).toMatchObject({ name: 'Sara' })
      expect((await listErasures(crm.crm, { actor: SYSTEM })).records).toHaveLength(1)
      if (database.name === 'SQLite') {
        const bytes = (await readFile(connection)).toString('latin1')
        expect(bytes).not.toMatch(/canary\.sara@example\.ir|Canarius|9123456789/i)
      }
      expect(await erasePerson(crm.crm, { actor: SYSTEM, named: { leadId }, confirm: 'x' })).toMatchObject({ id: receipt.id })
      expect(await reapplyErasures(crm.crm, { actor: SYSTEM })).toEqual({ erased: 0 })
    })

    test('vtiger-12: consent is told by another system, with the words, and the latest word counts', async () => {
      const served = await serveCrm({ database: await database.newConnection() })
      try {
        const key = await apiKey(served.crm, ['lead:read', 'lead:write', 'contact:read', 'capture'])
        const [lead] = await leadsIn(served)
        const tell = (given: boolean, textVersion: string) =>
          served.fetch('/api/v1/consents', {
            method: 'POST',
            headers: { ...key, 'content-type': 'application/json' },
            body: JSON.stringify({ leadId: lead, purpose: 'marketing-mail', given, textVersion, text: 'Write to me.' }),
          })
        expect((await tell(true, '2026-01')).status).toBe(201)
        expect((await tell(false, '2026-02')).status).toBe(201)
        const answer = await served.fetch(`/api/v1/consents?leadId=${lead}`, { headers: key })
        const { consents } = (await answer.json()) as { consents: readonly Record<string, unknown>[] }
        expect(consents.map(({ given, textVersion }) => [given, textVersion])).toEqual([
          [false, '2026-02'],
          [true, '2026-01'],
        ])
        const wrong = await served.fetch('/api/v1/consents', {
          method: 'POST',
          headers: { ...key, 'content-type': 'application/json' },
          body: JSON.stringify({ leadId: lead, purpose: 'No Purpose!', given: true }),
        })
        expect(wrong.status).toBe(422)
      } finally {
        await served.stop()
      }
    })

    test('vtiger-12: what a lead or contact agreed to is noted on its page, stands there and on the timeline', async () => {
      const served = await serveCrm({ database: await database.newConnection() })
      try {
        const [leadId = ''] = await leadsIn(served)
        const contact = await createRecord(served.crm, { actor: SYSTEM, entity: 'contact', values: { name: 'Mina' } })
        const { cookie, csrf } = await signIn(served, await addTestUser(served.crm, { role: 'rep', language: 'fa' }))
        const reader = await signIn(served, await addTestUser(served.crm, { role: 'read-only' }))
        for (const path of [`/leads/${leadId}`, `/contacts/${'id' in contact ? contact.id : ''}`]) {
          const post = (values: Record<string, string>) =>
            served.fetch(`${path}/consents`, {
              ...form({ _csrf: csrf, purpose: 'marketing-mail', ...values }),
              headers: { cookie },
            })
          const page = async () => (await served.fetch(path, { headers: { cookie } })).text()
          expect(await page()).toContain('هنوز دربارهٔ هیچ هدفی چیزی گفته نشده است.')
          const text = 'می‌توانید برای من <b>بنویسید</b>.'
          const given = await post({ given: 'true', at: '۱۴۰۴-۰۱-۰۱ ۰۹:۳۰', textVersion: '2025-1', text })
          expect([given.status, given.headers.get('location')]).toEqual([303, `${path}?done=consent`])
          expect((await post({ given: 'false' })).status).toBe(303)
          const shown = await page()
          for (const told of ['ایمیل‌های بازاریابی', '2025-1', 'می‌توانید برای من &lt;b&gt;', 'رضایت داده شد', 'رضایت پس گرفته شد'])
            expect(shown).toContain(told)
          expect(shown).toContain('dir="rtl"')
          for (const [wrong, said] of [
            [{ given: 'perhaps' }, 'بگویید رضایت داده شد یا پس گرفته شد.'],
            [{ given: 'true', purpose: 'No Purpose!' }, 'هدف نیست'],
            [{ given: 'true', at: 'یک روز' }, 'روز و ساعت را بنویسید'],
            [{ given: 'true', at: '1999999' }, 'روز و ساعت را بنویسید'],
            [{ given: 'true', at: '2100-01-01 00:00' }, 'نمی‌تواند در آینده گفته شده باشد.'],
          ] as const) {
            const refused = await post({ ...wrong, text: 'typed before' })
            const html = await refused.text()
            expect([wrong, refused.status, html.includes(said), html.includes('typed before')]).toEqual([wrong, 422, true, true])
          }
          const denied = await served.fetch(`${path}/consents`, {
            ...form({ _csrf: reader.csrf, purpose: 'marketing-mail', given: 'true' }),
            headers: { cookie: reader.cookie },
          })
          expect(denied.status).toBe(403)
          const readOnly = await (await served.fetch(path, { headers: { cookie: reader.cookie } })).text()
          expect([readOnly.includes('Mails of marketing'), readOnly.includes(`${path}/consents`)]).toEqual([true, false])
        }
        const { records } = await served.crm.store.records.list('consent', { sort: { field: 'at', direction: 'asc' }, limit: 10 })
        expect(records.map(({ given, at }) => [given, at])).toEqual([
          [true, Date.UTC(2025, 2, 21, 9, 30)],
          [true, Date.UTC(2025, 2, 21, 9, 30)],
          [false, expect.any(Number)],
          [false, expect.any(Number)],
        ])
      } finally {
        await served.stop()
      }
    })

    test('the page asks for the name, says what is wrong in both languages, and erases', async () => {
      const served = await serveCrm({ database: await database.newConnection() })
      try {
        const [leadId = ''] = await leadsIn(served)
        const { cookie, csrf } = await signIn(served, await addTestUser(served.crm))
        const page = async (path: string, language = 'en') =>
          (await served.fetch(path, { headers: { cookie: `${cookie}; lang=${language}` } })).text()
        expect(await page(`/privacy?q=${leadId}`)).toContain('Erase for ever')
        expect(await page(`/privacy?q=${leadId}`, 'fa')).toContain('برای همیشه پاک کن')
        expect(await page('/privacy?q=nobody@example.com')).toContain('Nobody is known')
        const erase = (confirm: string) =>
          served.fetch('/privacy/erase', { ...form({ _csrf: csrf, q: leadId, confirm }), headers: { cookie } })
        expect((await erase('somebody else')).status).toBe(422)
        expect(await served.crm.store.records.get('lead', leadId)).toBeDefined()
        expect((await erase(NAME)).status).toBe(303)
        expect(await served.crm.store.records.get('lead', leadId)).toBeUndefined()
        expect(await page('/privacy?erased=1')).toContain('Receipt')
      } finally {
        await served.stop()
      }
    })

    test('whoever comes back with an older database is erased again from the receipts beside it', async () => {
      const crm = await open()
      const { leadId, contactId } = await aPerson(crm)
      const [lead, contact] = [
        await crm.crm.store.records.get('lead', leadId),
        await crm.crm.store.records.get('contact', contactId),
      ]
      await erasePerson(crm.crm, { actor: SYSTEM, named: { leadId }, confirm: NAME })
      if (!lead || !contact) throw new Error('They were there.')
      await crm.crm.store.records.insert('lead', [lead])
      await crm.crm.store.records.insert('contact', [contact])
      expect(await reapplyErasures(crm.crm, { actor: SYSTEM })).toEqual({ erased: 1 })
      expect(await everything(crm)).not.toMatch(CANARY)
    })

    test('an address that was erased takes no mail when it comes in again', async () => {
      const crm = await open()
      const { leadId } = await aPerson(crm)
      await erasePerson(crm.crm, { actor: SYSTEM, named: { leadId }, confirm: NAME })
      expect(await isSuppressed(crm.crm, EMAIL)).toBe(true)
      const { records } = await crm.crm.store.records.list('suppression', { limit: 10 })
      expect(records).toMatchObject([{ reason: 'erased', key: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    })

    test('rules of retention reach lost leads that are quiet for long, and nobody else', async () => {
      const retention = {
        ...{ apiVersion: 'sarnakh/v1', kind: 'retention', id: 'leads' },
        rules: [
          { id: 'fair', sources: ['fair'], after: 'P30D', action: 'erase' },
          { id: 'rest', after: 'P60D', action: 'anonymise' },
        ],
      }
      const rules = await mkdtemp(join(tmpdir(), 'sarnakh-retention-'))
      await writeFile(join(rules, 'leads.retention.json'), JSON.stringify(retention))
      const crm = await open({ rules: [join(packageRoot(), 'rules'), rules] })
      const lost = crm.crm.rules().lifecycle.statuses.find(({ category }) => category === 'lost')
      const leads: string[] = []
      for (const [name, source] of [
        ['A', 'fair'],
        ['B', 'web'],
        ['C', 'fair'],
      ] as const) {
        const [lead] = await crm.capture('api', {
          values: { name: `${name} Canarius`, email: `${name}.canary.sara@example.ir`, source },
        })
        leads.push(lead?.id ?? '')
      }
      const [a = '', b = '', open1 = ''] = leads
      for (const id of [a, b]) {
        const statusReason = lost?.reasons?.[0]?.id
        const moved = await updateLead(crm.crm, {
          ...{ actor: SYSTEM, id, changes: { status: lost?.id, ...(statusReason ? { statusReason } : {}) } },
        })
        expect(moved).not.toHaveProperty('refused')
      }
      expect((await previewRetention(crm.crm, { actor: SYSTEM })).map(({ leads: count }) => count)).toEqual([0, 0])
      crm.clock.pass('P61D')
      expect((await previewRetention(crm.crm, { actor: SYSTEM })).map(({ leads: count }) => count)).toEqual([1, 1])
      expect(await applyRetention(crm.crm, { actor: SYSTEM })).toBe(2)
      expect(await crm.crm.store.records.get('lead', a)).toBeUndefined()
      const nameless = await crm.crm.store.records.get('lead', b)
      expect(nameless).toMatchObject({ status: lost?.id, source: 'web' })
      expect(nameless).not.toHaveProperty('email')
      expect(await crm.crm.store.records.get('lead', open1)).toMatchObject({ name: 'C Canarius' })
      expect(await applyRetention(crm.crm, { actor: SYSTEM })).toBe(0)
      await rm(rules, { recursive: true, force: true })
    })
  })
})
