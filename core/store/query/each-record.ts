import type { Fragment, Sql } from '../database/database.js'
import type { EntityTable } from '../rows/entity-table.js'
import { selectRecords } from '../rows/select-records.js'
import type { RecordFilter, StoredRecord } from '../store.js'
import { whereOf } from './where.js'

/** Every record that fits in keyset batches, memory flat; a batch of which none is kept is left out. */
export async function* eachKept(
  on: Sql,
  table: EntityTable,
  { where, keep, batch, after = '' }: RecordFilter & { readonly batch: number; readonly after?: string },
): AsyncIterable<readonly StoredRecord[]> {
  const filter = whereOf(table, { where, dialect: on.dialect, ...(keep ? { bound: 'most' } : {}) })
  for await (const records of eachRecord(on, table, { filter, batch, from: after })) {
    const isKept = await keep?.(records)
    const kept = isKept ? records.filter((_, at) => isKept[at] === true) : records
    if (kept.length > 0) yield kept
  }
}

/** Every record of a `where` in keyset batches. */
export async function* eachRecord(
  on: Sql,
  table: EntityTable,
  { filter: { sql, bindings }, batch, from = '' }: { readonly filter: Fragment; readonly batch: number; readonly from?: string },
): AsyncIterable<readonly StoredRecord[]> {
  let after = from
  for (;;) {
    const ending = `where ${sql} and "id" > ? order by "id" limit ?`
    const records = await selectRecords(on, table, { ending, bindings: [...bindings, after, batch] })
    if (records.length > 0) yield records
    const last = records.at(-1)
    if (records.length < batch || last === undefined) return
    after = last.id
  }
}
