import { expect, test } from 'vitest'
import { coreEntities, type EntityName } from '../../../../core/model/entities/index.js'
import type { Fields } from '../../../../core/model/fields.js'
import { LEAD_COLUMNS, LEAD_PARTS } from '../../../../core/store/records/remove-leads.js'
import { systemMigrations } from '../../../../core/store/schema/system-migrations.js'
import { openTestCrm } from '../../../../core/testing/index.js'

test('every entity that points to a lead is told what becomes of it when the lead is removed', () => {
  const pointing = (Object.keys(coreEntities) as EntityName[]).filter((entity) => {
    const fields: Fields = coreEntities[entity].fields
    return Object.values(fields).some((field) => field.type === 'reference' && field.entity === 'lead')
  })
  expect(Object.keys(LEAD_PARTS).sort()).toEqual(pointing.sort())
})

test('every table of the system with a column for a lead is named', () => {
  const sql = systemMigrations
    .flatMap(({ up }) => up('sqlite'))
    .filter((text) => text.startsWith('create table') && /\blead_id\b/.test(text))
  const tables = sql.map((text) => /create table (\w+)/.exec(text)?.[1]).sort()
  // The outbox has effects about other records as well, so its column is called otherwise since.
  expect(tables).toEqual(Object.keys(LEAD_COLUMNS).sort())
})

test('a lead goes with all that hangs on it, and another one stays whole', async () => {
  const { crm, capture, settle, close } = await openTestCrm()
  const [anna] = await capture('api', { values: { name: 'Anna', email: 'anna@example.com' } })
  await capture('api', { values: { name: 'Bijan', email: 'bijan@example.com' } })
  await settle()
  const counted = () =>
    Promise.all(
      (['lead', 'activity', 'touch', 'decision', 'submission'] as const).map((entity) => crm.store.records.count(entity)),
    )
  const [, , touches = 0, decisions = 0] = await counted()
  expect(await crm.store.records.removeLeads([anna?.id ?? ''])).toBe(1)
  expect(await counted()).toEqual([1, expect.any(Number), touches - 1, decisions - 1, 1])
  const [again] = await capture('api', { values: { name: 'Anna', email: 'anna@example.com', city: 'Yazd' } })
  expect(again?.id).not.toBe(anna?.id)
  await close()
})
