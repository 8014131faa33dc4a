import type { Lead } from '../../model/entities/lead.js'
import { type Binding, isOneOf, quote, type Sql } from '../database/database.js'
import { encode } from '../rows/codec.js'
import type { Column, ColumnKind } from '../rows/columns.js'
import { type EntityTable, SEARCH_COLUMN } from '../rows/entity-table.js'
import { typeSql } from '../schema/declared-schema.js'
import type { IntakeCommit } from '../store.js'
import { requireAll } from './conflict.js'

type Update = IntakeCommit['updates'][number]

/** A column that at least one lead of a batch changes. */
interface Written {
  readonly name: string
  readonly kind: ColumnKind
  read(update: Update): Binding
}

/** Writes the leads of a batch with few statements; one that is no longer as it was read undoes the commit. */
export async function updateLeads(
  on: Sql,
  table: EntityTable,
  { updates, now }: Pick<IntakeCommit, 'updates' | 'now'>,
): Promise<void> {
  if (updates.length === 0) return
  const next = updates.map(
    (update): Update => ({ ...update, lead: { ...update.lead, version: update.expectedVersion + 1, updatedAt: now } }),
  )
  const written = changedColumns(table, next)
  await lockInOrder(on, next)
  const perStatement = Math.floor(MAX_BINDINGS / (written.length + 2))
  for (let start = 0; start < next.length; start += perStatement) {
    const part = next.slice(start, start + perStatement)
    const rows = await on.rows(
      statement(on, written, part.length),
      part.flatMap((update) => bindingsOf(update, written)),
    )
    requireAll(rows, part.length)
  }
}

function changedColumns(table: EntityTable, updates: readonly Update[]): readonly Written[] {
  const columns = table.columns.filter((column) => updates.some((update) => isChanged(column, update)))
  const search = (lead: Lead) => table.searchText(lead)
  const isSearchChanged = table.hasSearch && columns.some(({ declaration }) => declaration.searchable)
  return [
    ...columns.map((column) => ({
      name: column.name,
      kind: column.kind,
      read: ({ lead }: Update) => encode(column, lead[column.field]),
    })),
    ...(isSearchChanged ? [{ name: SEARCH_COLUMN, kind: 'text' as const, read: ({ lead }: Update) => search(lead) }] : []),
  ]
}

function isChanged(column: Column, { lead, before }: Update): boolean {
  if (!before) return true
  const [value, old] = [lead[column.field], before[column.field]]
  return value !== old && encode(column, value) !== encode(column, old)
}

function statement({ dialect }: Sql, written: readonly Written[], count: number): string {
  // PostgreSQL takes a list of placeholders for texts.
  const valueAt = (place: number, kind: ColumnKind) =>
    dialect === 'postgres' && !TEXTS.has(kind) ? `cast(v.column${place} as ${typeSql(kind, dialect)})` : `v.column${place}`
  const sets = written.map(({ name, kind }, index) => `${quote(name)} = ${valueAt(index + 3, kind)}`)
  const one = `(${Array.from({ length: written.length + 2 }, () => '?').join(', ')})`
  return `update "lead" set ${sets.join(', ')} from (values ${Array.from({ length: count }, () => one).join(', ')}) as v
    where "lead"."id" = v.column1 and "lead"."version" = ${valueAt(2, 'integer')} returning "lead"."id"`
}

const TEXTS: ReadonlySet<ColumnKind> = new Set(['text', 'json', 'list'])

const bindingsOf = (update: Update, written: readonly Written[]): Binding[] => [
  update.lead.id,
  update.expectedVersion,
  ...written.map(({ read }) => read(update)),
]

/** Two writers of many rows wait for each other rather than lock each other out; SQLite has one writer at a time anyway. */
async function lockInOrder(on: Sql, updates: readonly Update[]): Promise<void> {
  if (on.dialect === 'sqlite' || updates.length < 2) return
  const { sql, bindings } = isOneOf(
    on.dialect,
    '"id"',
    updates.map(({ lead }) => lead.id),
  )
  await on.rows(`select "id" from "lead" where ${sql} order by "id" for update`, bindings)
}

// SQLite takes 32,766 values per statement, PostgreSQL 65,535.
const MAX_BINDINGS = 30_000
