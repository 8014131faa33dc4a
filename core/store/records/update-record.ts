import { type Binding, quote, type Sql } from '../database/database.js'
import { encode, refuseField } from '../rows/codec.js'
import { type EntityTable, SEARCH_COLUMN } from '../rows/entity-table.js'
import { selectRecords } from '../rows/select-records.js'
import type { RecordStore, StoredRecord } from '../store.js'

type Change = Parameters<RecordStore['update']>[1]

/** Writes new values of some fields over those that were read. */
export async function updateRecord(on: Sql, table: EntityTable, change: Change): Promise<StoredRecord | 'conflict' | 'missing'> {
  const [before] = await selectRecords(on, table, { ending: 'where "id" = ?', bindings: [change.id] })
  if (before === undefined) return 'missing'
  if (before.version !== change.expectedVersion) return 'conflict'
  const stamps = { version: change.expectedVersion + 1, updatedAt: change.now }
  const changes: Readonly<Record<string, unknown>> = { ...change.changes, ...stamps }
  const { sql, bindings } = assignments(table, { before, changes })
  const rows = await on.rows(
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
