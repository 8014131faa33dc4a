import { type Fragment, quote, type Sql } from '../database/database.js'
import type { EntityTable } from '../rows/entity-table.js'
import type { RecordFilter } from '../store.js'
import { eachRecord } from './each-record.js'
import { whereOf } from './where.js'

type CountQuery = RecordFilter & { readonly search?: string }

/** Counts records: the database those of which it is sure, `keep` the ones between. */
export async function countRecords(on: Sql, table: EntityTable, query: CountQuery): Promise<number> {
  const { keep, where, search } = query
  const filter = (bound: 'exact' | 'sure' | 'unsure') => whereOf(table, { where, search, dialect: on.dialect, bound })
  if (!keep) return countOf(on, table, filter('exact'))
  let count = await countOf(on, table, filter('sure'))
  for await (const records of eachRecord(on, table, { filter: filter('unsure'), batch: 500 })) {
    count += (await keep(records)).filter(Boolean).length
  }
  return count
}

async function countOf(on: Sql, table: EntityTable, { sql, bindings }: Fragment): Promise<number> {
  const [row] = await on.rows(`select count(*) as n from ${quote(table.table)} where ${sql}`, bindings)
  return Number(row?.n)
}
