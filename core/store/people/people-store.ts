import type { Erasure } from '../../model/entities/erasure.js'
import { type Database, isOneOf, type Sql } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'
import type { ErasureRequest, PeopleStore, PersonRows, PersonTrace } from '../store.js'
import { eraseRows, releaseRows } from './erase-rows.js'
import { findPersonRows } from './person-rows.js'
import { eraseSystemRows, findSystemRows, SYSTEM_TABLES } from './system-rows.js'

const SYSTEM_NAMES = Object.keys(SYSTEM_TABLES) as (keyof typeof SYSTEM_TABLES)[]

/** Finds and erases what is kept of people, over every table of the database but those of plugins. */
export function peopleStore(database: Database, tables: EntityTables): PeopleStore {
  return {
    rows: (person) => rowsOf(database, tables, person),
    erase: (request) => database.transaction((on) => erase(on, tables, request)),
    async compact() {
      if (database.dialect === 'sqlite') await database.rows('pragma wal_checkpoint(TRUNCATE)')
    },
  }
}

async function rowsOf(on: Sql, tables: EntityTables, person: PersonTrace): Promise<readonly PersonRows[]> {
  const found: PersonRows[] = (await findPersonRows(on, tables, person)).map((rows) => ({
    table: tables[rows.entity].table,
    ...rows,
  }))
  for (const table of SYSTEM_NAMES) found.push({ table, own: await findSystemRows(on, table, person), mentions: [] })
  return found.filter(({ own, mentions }) => own.length + mentions.length > 0)
}

async function erase(on: Sql, tables: EntityTables, request: ErasureRequest): Promise<Erasure> {
  const { person, mode, receipt, suppress } = request
  const now = receipt.at
  const found = await findPersonRows(on, tables, person)
  const counts = new Map(Object.entries(receipt.counts))
  const count = (table: string, rows: number) => rows > 0 && counts.set(table, (counts.get(table) ?? 0) + rows)
  const submissionIds = found.flatMap(({ entity, own, mentions }) =>
    entity === 'submission' ? [...own, ...mentions].map(({ id }) => id) : [],
  )
  for (const table of SYSTEM_NAMES) count(table, await eraseSystemRows(on, table, { person, submissionIds }))
  for (const rows of found) count(tables[rows.entity].table, await eraseRows(on, rows, { tables, request, now }))
  if (mode === 'erase') for (const table of Object.values(tables)) count(table.table, await releaseRows(on, table, person))
  count(tables.suppression.table, await keepHashes(on, tables, { suppress, now }))
  const idsOf = (entity: string) => found.flatMap((rows) => (rows.entity === entity ? rows.own.map(({ id }) => id) : []))
  const records = { lead: person.ids.lead, contact: person.ids.contact, visitor: idsOf('visitor') }
  const stamps = { version: 1, createdAt: now, updatedAt: now }
  const whole: Erasure = { ...stamps, ...receipt, records, counts: Object.fromEntries(counts) }
  await insertRecords(on, tables.erasure, { records: [whole] })
  return whole
}

/** An address on the list gives way to what it cannot be read from. */
async function keepHashes(
  on: Sql,
  tables: EntityTables,
  { suppress, now }: { suppress: ErasureRequest['suppress']; now: number },
): Promise<number> {
  const addresses = isOneOf(
    on.dialect,
    '"key"',
    suppress.map(({ address }) => address),
  )
  const gone = await on.rows(`delete from "suppression" where ${addresses.sql} returning "id"`, addresses.bindings)
  const records = suppress.map(({ id, key }) => ({
    ...{ id, version: 1, createdAt: now, updatedAt: now },
    ...{ key, reason: 'erased', at: now },
  }))
  await insertRecords(on, tables.suppression, { records, ending: 'on conflict do nothing' })
  return gone.length
}
