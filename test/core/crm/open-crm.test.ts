import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCrm } from '../../../core/crm/open-crm.js'
import { outboundFetch } from '../../../core/crm/outbound/outbound-fetch.js'
import { defaultConfig } from '../../../core/deployment/index.js'
import { CrmErrors } from '../../../core/errors.js'
import { packageRoot } from '../../../core/package-root.js'
import { definePlugin } from '../../../core/plugin-api/index.js'
import { openTestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-open-'))
  await cp(join(packageRoot(), 'rules'), join(folder, 'rules'), { recursive: true })
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const fieldsFile = (fields: Readonly<Record<string, unknown>>) =>
  writeFile(
    join(folder, 'rules', 'fields', 'own.fields.json'),
    JSON.stringify({ apiVersion: 'sarnakh/v1', kind: 'fields', id: 'own', entity: 'lead', fields }),
  )

eachDatabase((database) => {
  test('a field that is declared later is refused until it is migrated, and then is a column like any other', async () => {
    const connection = await database.newConnection()
    const rules = [join(folder, 'rules')]
    await (await openTestCrm({ connection, rules })).close()
    await fieldsFile({ shoeSize: { type: 'integer', label: { en: 'Shoe size', fa: 'شمارهٔ کفش' } } })
    const deployment = {
      folder,
      dataFolder: folder,
      connection,
      config: { ...defaultConfig('open'), plugins: ['built-in'] },
      layers: [{ name: 'base', folder: join(folder, 'rules') }],
    }
    await expect(openCrm(deployment)).rejects.toMatchObject({ code: 'SCHEMA_PENDING' })
    const crm = await openTestCrm({ connection, rules })
    const [lead] = await crm.capture('api', { values: { name: 'Ali', shoeSize: 43 } })
    expect(lead?.['shoeSize']).toBe(43)
    const where = { all: [{ fact: 'lead', path: '$.shoeSize', operator: 'greaterThan', value: 42 }] }
    expect(await crm.crm.store.records.count('lead', { where })).toBe(1)
    await crm.close()
  })
})

test('custom fields that change while it runs are refused by a reload, because they are columns', async () => {
  const crm = await openTestCrm({ rules: [join(folder, 'rules')] })
  await fieldsFile({ shoeSize: { type: 'integer' } })
  const outcome = await crm.crm.reloadRules()
  expect(outcome instanceof CrmErrors && outcome.errors[0]?.code).toBe('FIELDS_NEED_RESTART')
  expect(outcome instanceof CrmErrors && outcome.errors[0]?.details.file).toMatch(/fields\.json$/)
  await crm.close()
})

test('a field that a plugin and a file both declare is refused by name', async () => {
  await fieldsFile({ shoeSize: { type: 'integer' } })
  const plugin = definePlugin({ name: 'fields-shoes', fields: { lead: { shoeSize: { type: 'integer' } } } })
  const opening = openTestCrm({ rules: [join(folder, 'rules')], plugins: [plugin] })
  await expect(opening).rejects.toMatchObject({ errors: [{ code: 'FIELD_DUPLICATE' }] })
})

test('an outside address that does not answer is an error with a name', async () => {
  const { signal } = new AbortController()
  const silent = outboundFetch('http://127.0.0.1:1/', { allowHosts: ['127.0.0.1'], signal })
  await expect(silent).rejects.toMatchObject({ code: 'OUTBOUND_FAILED' })
})
