import { describe, expect, test } from 'vitest'
import { defineFields, type FieldDeclaration } from '../../../../core/model/fields.js'
import { openDatabase } from '../../../../core/store/database/open-database.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, NOW, record } from '../../../support/stored-records.js'

const budget = defineFields({
  budget: { type: 'money' },
  visits: { type: 'integer', indexed: true },
  tier: { type: 'select', oneOf: ['smb', 'enterprise'], required: true, default: 'smb' },
  segment: { type: 'string', required: true },
})
const quota = {
  name: '2026-01-quota',
  up: ['create table plugin_quota (id text primary key, n bigint)'],
  down: ['drop table plugin_quota'],
}

/** Runs statements past the store, as a person with a database client would. */
async function byHand(connection: string, statements: readonly string[]): Promise<void> {
  const database = await openDatabase(connection)
  for (const sql of statements) await database.rows(sql)
  await database.close()
}

/** Gives an empty table a column without which no row comes in, as versions before would have made it. */
async function requireColumn(connection: string, { table, column }: { table: string; column: string }): Promise<void> {
  const database = await openDatabase(connection)
  const add = `add column "${column}" bigint not null`
  if (database.dialect === 'postgres') await database.rows(`alter table "${table}" ${add}`)
  else {
    const [row] = await database.rows('select sql from sqlite_master where type = ? and name = ?', ['table', table])
    await database.rows(`drop table "${table}"`)
    await database.rows(String(row?.sql).replace('primary key ("id")', `"${column}" bigint not null, primary key ("id")`))
  }
  await database.close()
}

eachDatabase(({ open, openAgain, newConnection }) => {
  test('a plan changes nothing, an apply does what the plan said, and a second apply finds nothing to do', async () => {
    const store = await openAgain({ connection: await newConnection() })
    const plan = await store.schema.plan()
    expect(plan.some(({ kind, table }) => kind === 'create-table' && table === 'lead')).toBe(true)
    expect(await store.schema.plan()).toEqual(plan)
    expect(await store.schema.apply()).toEqual(plan)
    expect(await store.schema.apply()).toEqual([])
  })

  test('a custom field of a later day becomes a column, and old records keep what they had', async () => {
    const connection = await newConnection()
    const before = await openAgain({ connection })
    await before.schema.apply()
    await before.records.insert('lead', [aStoredLead('l-1', { name: 'Sara' })])

    const after = await openAgain({ connection, customFields: { lead: budget } })
    const plan = await after.schema.plan()
    expect(plan.map(({ kind, column }) => column ?? kind)).toEqual([
      'budget',
      'budget_currency',
      'visits',
      'tier',
      'segment',
      'create-index',
      'run-migration',
    ])
    expect(plan.every(({ destructive }) => !destructive)).toBe(true)
    expect(plan.filter(({ kind }) => kind !== 'run-migration').every(({ sql }) => sql.length === 1)).toBe(true)
    await after.schema.apply()
    expect(await after.records.get('lead', 'l-1')).toEqual(aStoredLead('l-1', { name: 'Sara', tier: 'smb' }))
    const rich = aStoredLead('l-2', {
      budget: { amount: 5_000_000_000, currency: 'IRR' },
      visits: 3,
      tier: 'enterprise',
      segment: 'b',
    })
    await after.records.insert('lead', [rich])
    expect(await after.records.get('lead', 'l-2')).toEqual(rich)
    expect(await after.schema.plan()).toEqual([])
  })

  test('processes that start together prepare the database once', async () => {
    const connection = await newConnection()
    const stores = await Promise.all([1, 2, 3].map(() => openAgain({ connection })))
    const applied = await Promise.all(stores.map((store) => store.schema.apply()))
    expect(applied.filter((changes) => changes.length > 0)).toHaveLength(1)
  })

  test('an apply that fails half way leaves nothing behind, and the next one finishes', async () => {
    const connection = await newConnection()
    const broken = {
      name: '2026-01-broken',
      up: ['create table plugin_ok (id text)', 'create table plugin_ok (id text)'],
      down: [],
    }
    const failing = await openAgain({ connection, migrations: [{ plugin: 'quota', migration: broken }] })
    await expect(failing.schema.apply()).rejects.toThrow()
    expect((await failing.schema.plan()).some(({ table }) => table === 'lead')).toBe(true)
    const repaired = await openAgain({ connection })
    await repaired.schema.apply()
    expect(await repaired.schema.plan()).toEqual([])
  })

  test("a plugin's step runs once and its tables answer the plugin alone", async () => {
    const store = await open({ migrations: [{ plugin: 'quota', migration: quota }] })
    expect(await store.schema.plan()).toEqual([])
    await store.system.pluginSql('insert into plugin_quota (id, n) values (?, ?)', ['a', 7])
    expect(await store.system.pluginSql('select n from plugin_quota where id = ?', ['a'])).toEqual([{ n: 7 }])
    await expect(store.system.pluginSql('select * from "user"', [])).rejects.toMatchObject({ code: 'PLUGIN_SQL_REFUSED' })
  })

  test('the database itself refuses to change the past, and lets it be erased', async () => {
    const store = await open()
    const activity = { ...record('a-1'), leadId: 'l-1', type: 'call.outbound', at: NOW }
    await store.records.insert('activity', [activity])
    const change = { id: 'a-1', expectedVersion: 1, changes: { type: 'call.inbound' }, now: NOW }
    await expect(store.records.update('activity', change)).rejects.toMatchObject({ code: 'RECORD_APPEND_ONLY' })
    expect(await store.records.get('activity', 'a-1')).toEqual(activity)
  })

  test('a database without its tables says how to make them', async () => {
    const store = await openAgain({ connection: await newConnection() })
    await expect(store.records.count('lead')).rejects.toMatchObject({ code: 'DATABASE_NOT_PREPARED', status: 503 })
  })

  describe('a custom field that people must fill', () => {
    const segment = { segment: { type: 'string', required: true, indexed: true } } as const

    test.each(['fresh', 'migrated'])('may be missing in what comes from elsewhere, in a %s database', async (way) => {
      const connection = await newConnection()
      if (way === 'migrated') await (await openAgain({ connection })).schema.apply()
      const store = await openAgain({ connection, customFields: { lead: segment } })
      await store.schema.apply()
      await store.records.insert('lead', [aStoredLead('l-1'), aStoredLead('l-2', { segment: 'b' })])
      const sort = { field: 'segment', direction: 'asc' } as const
      expect((await store.records.list('lead', { sort, limit: 5 })).records.map(({ id }) => id)).toEqual(['l-2', 'l-1'])
    })

    test('does not free the core of what it needs itself', async () => {
      const store = await open({ customFields: { lead: segment } })
      const { source: _, ...incomplete } = aStoredLead('l-1')
      await expect(store.records.insert('lead', [incomplete])).rejects.toMatchObject({ code: 'RECORD_INCOMPLETE' })
    })

    test('is found where an older database insists on it, and freed without losing a value', async () => {
      const connection = await newConnection()
      const before = await openAgain({ connection })
      await before.schema.apply()
      await byHand(connection, [
        'alter table "lead" add column "segment" text default \'a\' not null',
        'create index by_segment on "lead" ("segment", "id")',
      ])
      await before.records.insert('lead', [aStoredLead('l-1')])
      const after = await openAgain({ connection, customFields: { lead: segment } })
      const isFreed = ({ kind }: { kind: string }) => kind === 'allow-empty'
      expect((await after.schema.plan()).filter(isFreed)).toMatchObject([
        { table: 'lead', column: 'segment', destructive: false },
      ])
      await after.schema.apply()
      expect(await after.schema.plan()).toEqual([])
      expect(await after.records.get('lead', 'l-1')).toMatchObject({ segment: 'a' })
      await after.records.insert('lead', [aStoredLead('l-2')])
      await byHand(connection, ['drop index by_segment'])
    })

    test('is freed too when its declaration is gone, also where the past cannot be changed', async () => {
      const connection = await newConnection()
      const store = await openAgain({ connection })
      await store.schema.apply()
      const activity = (id: string) => ({ ...record(id), leadId: 'l-1', type: 'call.outbound', at: NOW })
      for (const table of ['lead', 'activity']) await requireColumn(connection, { table, column: 'gone' })
      const freed = (await store.schema.plan()).filter(({ kind }) => kind === 'allow-empty')
      expect(freed.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(['activity.gone', 'lead.gone'])
      await store.schema.apply()
      expect(await store.schema.plan()).toEqual([])
      await store.records.insert('lead', [aStoredLead('l-1')])
      await store.records.insert('activity', [activity('a-1')])
      const change = { id: 'a-1', expectedVersion: 1, changes: { type: 'call.inbound' }, now: NOW }
      await expect(store.records.update('activity', change)).rejects.toMatchObject({ code: 'RECORD_APPEND_ONLY' })
    })
  })

  describe('a declared type that is not that of the column is refused before anything is changed:', () => {
    test.each<[FieldDeclaration['type'], FieldDeclaration['type']]>([
      ['string', 'integer'],
      ['string', 'money'],
      ['integer', 'select'],
      ['integer', 'number'],
      ['number', 'integer'],
      ['number', 'multiSelect'],
      ['dateTime', 'date'],
    ])('%s, then %s', async (first, second) => {
      const connection = await newConnection()
      await (await openAgain({ connection, customFields: { lead: { size: { type: first } } } })).schema.apply()
      const store = await openAgain({ connection, customFields: { lead: { size: { type: second } } } })
      const error = await store.schema.plan().catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: 'SCHEMA_COLUMN_CLASH', details: { field: 'size' } })
      for (const part of [`declared as ${second}`, 'column "size"', 'table "lead"', 'new name', 'by hand']) {
        expect(String(error)).toContain(part)
      }
      await expect(store.schema.apply()).rejects.toMatchObject({ code: 'SCHEMA_COLUMN_CLASH' })
    })

    test('while a type that is kept alike, or the same under another name, is no difference', async () => {
      const connection = await newConnection()
      const size = (type: FieldDeclaration['type']) => ({ connection, customFields: { lead: { size: { type } } } })
      const before = await openAgain({ connection })
      await before.schema.apply()
      await byHand(connection, ['alter table "lead" add column "size" varchar(80)'])
      // Only the view for other tools gains the column.
      for (const type of ['string', 'email'] as const)
        expect((await (await openAgain(size(type))).schema.plan()).map(({ table }) => table)).toEqual(['report_leads'])
    })
  })

  test('a custom field that would share a column is refused', async () => {
    const connection = await newConnection()
    for (const clash of ['search', 'name']) {
      const customFields = { lead: { [clash]: { type: 'string' } } } as const
      await expect(openAgain({ connection, customFields })).rejects.toMatchObject({ code: 'SCHEMA_COLUMN_CLASH' })
    }
  })
})
