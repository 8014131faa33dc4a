import type { EntityName } from '../../model/entities/index.js'
import { type Binding, type Database, isOneOf, quote } from '../database/database.js'
import { aggregateKept } from '../query/aggregate-kept.js'
import { aggregateRecords } from '../query/aggregate-records.js'
import { answersAlone } from '../query/compile-conditions.js'
import { countRecords } from '../query/count-records.js'
import { eachKept } from '../query/each-record.js'
import { listRecords } from '../query/list-records.js'
import { encode, refuseField } from '../rows/codec.js'
import { type EntityTable, type EntityTables, SEARCH_COLUMN } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'
import { selectRecords } from '../rows/select-records.js'
import type { RecordStore, StoredRecord } from '../store.js'

/** Reading and writing any entity by its declaration. */
export function recordStore(database: Database, tables: EntityTables): RecordStore {
  const { dialect } = database
  const getMany = (entity: EntityName, ids: readonly string[]) => {
    const { sql, bindings } = isOneOf(dialect, '"id"', ids)
    return selectRecords(database, tables[entity], { ending: `where ${sql} order by "id"`, bindings })
  }
  return {
    get: async (entity, id) => (await getMany(entity, [id]))[0],
    getMany,
    list: (entity, query) => listRecords(database, tables[entity], query),
    each: (entity, query) => eachKept(database, tables[entity], query),
    count: (entity, query = {}) => countRecords(database, tables[entity], query),
    aggregate: (query, keep) =>
      keep
        ? aggregateKept(database, tables[query.entity], { query, keep })
        : aggregateRecords(database, tables[query.entity], query),
    answers: (entity, leaf) => answersAlone(leaf, { table: tables[entity], dialect }),
    insert: (entity, records) =>
      database.transaction(async (on) => {
        await insertRecords(on, tables[entity], { records })
      }),
    async insertOnce(entity, record) {
      const ending = 'on conflict do nothing returning "id"'
      return (await insertRecords(database, tables[entity], { records: [record], ending })).length > 0
    },
    update: (entity, change) => updateRecord(database, tables[entity], change),
  }
}

type Change = Parameters<RecordStore['update']>[1]

async function updateRecord(
  database: Database,
  table: EntityTable,
  change: Change,
): Promise<StoredRecord | 'conflict' | 'missing'> {
  const [before] = await selectRecords(database, table, { ending: 'where "id" = ?', bindings: [change.id] })
  if (before === undefined) return 'missing'
  if (before.version !== change.expectedVersion) return 'conflict'
  const stamps = { version: change.expectedVersion + 1, updatedAt: change.now }
  const changes: Readonly<Record<string, unknown>> = { ...change.changes, ...stamps }
  const { sql, bindings } = assignments(table, { before, changes })
  const rows = await database.rows(
    `update ${quote(table.table)} set ${sql} where "id" = ? and "version" = ? returning ${table.selected}`,
    [...bindings, change.id, change.expectedVersion],
  )
  return rows[0] === undefined ? 'conflict' : table.fromRow(rows[0])
}

function assignments(
  table: EntityTable,
  { before, changes }: { before: StoredRecord; changes: Readonly<Record<string, unknown>> },
) {
  const written = table.columns.filter(({ field }) => field in changes)
  for (const field of Object.keys(changes)) if (table.fields[field] === undefined) refuseField(table.entity, field)
  const names = [...written.map(({ name }) => name), ...(table.hasSearch ? [SEARCH_COLUMN] : [])]
  const values: Binding[] = written.map((column) => encode(column, changes[column.field]))
  const search = table.hasSearch ? [table.searchText({ ...before, ...changes })] : []
  return { sql: names.map((name) => `${quote(name)} = ?`).join(', '), bindings: [...values, ...search] }
}
