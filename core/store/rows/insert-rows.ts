import { type Binding, quote, type Row, type Sql } from '../database/database.js'
import type { EntityTable } from './entity-table.js'

/** What to insert: values in the order of the columns. */
export interface Insertion {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Binding[])[]
  /** For example `on conflict (key) do nothing returning key`. */
  readonly ending?: string
}

/** Inserts many rows with as few statements as the databases' limits on values allow. */
export async function insertRows(on: Sql, { table, columns, rows, ending = '' }: Insertion): Promise<readonly Row[]> {
  const perStatement = Math.floor(MAX_BINDINGS / columns.length)
  const head = `insert into ${quote(table)} (${columns.map(quote).join(', ')}) values `
  const one = `(${columns.map(() => '?').join(', ')})`
  const returned: Row[] = []
  for (let start = 0; start < rows.length; start += perStatement) {
    const chunk = rows.slice(start, start + perStatement)
    const values = Array.from(chunk, () => one).join(', ')
    returned.push(...(await on.rows(`${head}${values} ${ending}`, chunk.flat())))
  }
  return returned
}

/** Inserts records of an entity. */
export async function insertRecords(
  on: Sql,
  table: EntityTable,
  { records, ending }: { records: readonly Readonly<Record<string, unknown>>[]; ending?: string },
): Promise<readonly Row[]> {
  const rows = records.map((record) => table.toRow(record))
  return insertRows(on, { table: table.table, columns: table.written, rows, ...(ending === undefined ? {} : { ending }) })
}

// SQLite takes 32,766 values per statement, PostgreSQL 65,535.
const MAX_BINDINGS = 30_000
