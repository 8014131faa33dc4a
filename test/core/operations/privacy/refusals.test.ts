import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { createRecord, erasePerson, findPerson, recordConsent } from '../../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'

let opened: TestCrm
beforeAll(async () => {
  opened = await openTestCrm({ config: { country: 'IR' } })
})
afterAll(() => opened.close())

test('a number that two people share names neither of them', async () => {
  const phone = '021 8888 7777'
  for (const name of ['Ali', 'Reza'])
    await createRecord(opened.crm, { actor: SYSTEM, entity: 'contact', values: { name, phone, email: `${name}@shared.example` } })
  await expect(findPerson(opened.crm, { actor: SYSTEM, named: { phone } })).rejects.toMatchObject({ code: 'PERSON_AMBIGUOUS' })
  const found = await findPerson(opened.crm, { actor: SYSTEM, named: { email: 'ali@shared.example' } })
  expect(found.trace.words).toEqual(expect.arrayContaining(['ali@shared.example']))
  expect(found.trace.words).not.toContain('+982188887777')
  await expect(findPerson(opened.crm, { actor: SYSTEM, named: { email: 'x@y.example' } })).rejects.toMatchObject({
    code: 'PERSON_UNKNOWN',
  })
})

test('another name erases nothing, nor does an import that is still under way', async () => {
  const [lead] = await opened.capture('api', { values: { name: 'Sara', email: 'sara@open.example' } })
  const named = { leadId: lead?.id ?? '' }
  const erase = (confirm: string) => erasePerson(opened.crm, { actor: SYSTEM, named, confirm })
  await expect(erase('Sarah')).rejects.toMatchObject({ code: 'ERASE_NAME_DIFFERS' })
  const folder = join(opened.crm.settings.dataFolder, 'imports')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'open.csv'), 'name,email\nSara,sara@open.example\n')
  const run = {
    ...{ id: 'open', version: 1, createdAt: 1, updatedAt: 1, entity: 'lead', fileName: 'open.csv', file: 'open.csv' },
    ...{ mapping: { id: 'x', title: 'x', reads: 'csv', fields: {} }, mode: 'create', state: 'running', actor: 'system' },
    ...{ rowsDone: 0, created: 0, updated: 0, unchanged: 0, failed: 0 },
  }
  await opened.crm.store.records.insert('importRun', [run])
  await expect(erase('Sara')).rejects.toMatchObject({ code: 'ERASE_IMPORT_OPEN' })
  expect(await opened.crm.store.records.get('lead', named.leadId)).toBeDefined()
})

test('a consent names one person and a purpose', async () => {
  const tell = (consent: Parameters<typeof recordConsent>[1]['consent']) => recordConsent(opened.crm, { actor: SYSTEM, consent })
  await expect(tell({ purpose: 'mail', given: true })).rejects.toMatchObject({ code: 'CONSENT_INVALID' })
  await expect(tell({ leadId: 'x', purpose: 'No!', given: true })).rejects.toMatchObject({ code: 'CONSENT_INVALID' })
})
