import { type Binding, type Fragment, quote, type Sql } from '../database/database.js'
import { encode } from '../rows/codec.js'
import type { Column } from '../rows/columns.js'
import type { EntityTable } from '../rows/entity-table.js'
import { selectRecords } from '../rows/select-records.js'
import type { ListQuery, Page, Sort, StoredRecord } from '../store.js'
import { notSql } from './answer.js'
import { canHold } from './compare.js'
import { type Cursor, readCursor, writeCursor } from './cursor.js'
import { columnRef, fieldColumn } from './field-column.js'
import { whereOf } from './where.js'

/**
 * Reads one page. Records without a value in the sorted field come last in both directions, equal ones are ordered by id,
 * so that no page repeats or skips a record while others are written.
 */
export async function listRecords(on: Sql, table: EntityTable, query: ListQuery): Promise<Page<StoredRecord>> {
  const sort = query.sort ?? NEWEST_FIRST
  const column = sortColumn(table, sort.field)
  const name = `${sort.field} ${sort.direction}`
  const after =
    query.after === undefined ? undefined : readCursor(query.after, { sort: name, canBe: (value) => canHold(column, value) })
  const cursorOf = (record: StoredRecord): Cursor => ({ sort: name, value: cursorValue(column, record), id: record.id })
  const found = await findAfter(after, { query, cursorOf, read: reader(on, { table, query, column, sort }) })
  const records = found.slice(0, query.limit)
  const last = records.at(-1)
  return found.length <= query.limit || last === undefined ? { records } : { records, next: writeCursor(cursorOf(last)) }
}

type ReadAfter = (cursor: Cursor | undefined, limit: number) => Promise<readonly StoredRecord[]>

interface Finding {
  readonly query: ListQuery
  readonly cursorOf: (record: StoredRecord) => Cursor
  readonly read: ReadAfter
}

/** One record more than a page holds, if there are so many. */
async function findAfter(start: Cursor | undefined, { query, cursorOf, read }: Finding): Promise<readonly StoredRecord[]> {
  const { keep, limit } = query
  if (!keep) return read(start, limit + 1)
  const found: StoredRecord[] = []
  for (let cursor = start; found.length <= limit; ) {
    const records = await read(cursor, BATCH)
    const isKept = await keep(records)
    found.push(...records.filter((_, at) => isKept[at] === true))
    const last = records.at(-1)
    if (records.length < BATCH || last === undefined) break
    cursor = cursorOf(last)
  }
  return found
}

function reader(
  on: Sql,
  { table, query, column, sort }: Omit<PartsRequest, 'cursor'> & { readonly query: ListQuery },
): ReadAfter {
  const { where, search, keep } = query
  const filter = whereOf(table, { where, search, dialect: on.dialect, ...(keep ? { bound: 'most' } : {}) })
  const read = (part: Fragment, order: string, limit: number) =>
    selectRecords(on, table, {
      ending: `where ${filter.sql} and ${part.sql} order by ${order} limit ?`,
      bindings: [...filter.bindings, ...part.bindings, limit],
    })
  return (cursor, limit) => readParts(partsOf({ table, column, sort, cursor }), limit, read)
}

const BATCH = 500

const NEWEST_FIRST: Sort = { field: 'createdAt', direction: 'desc' }

type Part = Fragment & { readonly order: string }

async function readParts(
  parts: readonly Part[],
  limit: number,
  read: (part: Fragment, order: string, limit: number) => Promise<readonly StoredRecord[]>,
): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = []
  for (const part of parts) {
    if (found.length < limit) found.push(...(await read(part, part.order, limit - found.length)))
  }
  return found
}

interface PartsRequest {
  readonly table: EntityTable
  readonly column: Column
  readonly sort: Sort
  readonly cursor: Cursor | undefined
}

// Records with a value and records without are two questions: each can be read off an index in order.
function partsOf({ table, column, sort: { direction }, cursor }: PartsRequest): readonly Part[] {
  const ref = columnRef(table, column)
  const id = `${quote(table.table)}."id"`
  const sign = direction === 'asc' ? '>' : '<'
  const valued: Part = { ...valuedPart({ ref, id, sign, cursor }), order: `${ref} ${direction}, ${id} ${direction}` }
  if (column.declaration.required) return [valued]
  const isAfterValue = cursor === undefined || cursor.value !== null
  const missing = isAfterValue
    ? { sql: `${ref} is null`, bindings: [] }
    : { sql: `${ref} is null and ${id} ${sign} ?`, bindings: [cursor.id] }
  return [...(isAfterValue ? [valued] : []), { ...missing, order: `${id} ${direction}` }]
}

function valuedPart({ ref, id, sign, cursor }: { ref: string; id: string; sign: string; cursor: Cursor | undefined }): Fragment {
  if (cursor === undefined || cursor.value === null) return { sql: `${ref} is not null`, bindings: [] }
  return { sql: `(${ref}, ${id}) ${sign} (?, ?)`, bindings: [cursor.value, cursor.id] }
}

function sortColumn(table: EntityTable, field: string): Column {
  const column = fieldColumn(table, field)
  return column.kind === 'json' || column.kind === 'list' ? notSql(`Field "${field}" has no order`) : column
}

function cursorValue(column: Column, record: StoredRecord): Cursor['value'] {
  const value: Binding = encode(column, record[column.field])
  return Array.isArray(value) ? null : (value as Cursor['value'])
}
