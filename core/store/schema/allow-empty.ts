import { type Dialect, quote } from '../database/database.js'
import type { EntityTable } from '../rows/entity-table.js'
import type { SchemaChange } from '../store.js'
import type { ActualColumn, ActualSchema } from './actual-schema.js'
import { appendOnlyTrigger } from './append-only.js'
import { columnSql, isNotNull } from './declared-schema.js'

/**
 * Plans that columns which must have a value, without a declaration that says so, may be empty. Each of them would refuse
 * every new record: its field was removed, or is one that only people are asked for.
 */
export function allowEmpty(table: EntityTable, dialect: Dialect, actual: ActualSchema): readonly SchemaChange[] {
  const present = [...(actual.tables.get(table.table) ?? [])]
  return present
    .filter(([name, column]) => column.isNotNull && refusesRecords(table, name, column))
    .map(([name, column]) => ({
      kind: 'allow-empty',
      table: table.table,
      column: name,
      sql: dialect === 'postgres' ? [dropNotNull(table.table, name)] : exchange(table, { name, column, actual }),
      description: `Let column ${name} of ${table.table} be empty, ${reason(table, name)}; rows that are there keep all they have.`,
      destructive: false,
    }))
}

function refusesRecords(table: EntityTable, name: string, { hasDefault }: ActualColumn): boolean {
  const declared = columnNamed(table, name)
  return declared === undefined ? !hasDefault : !isNotNull(declared)
}

const columnNamed = ({ columns }: EntityTable, name: string) => columns.find((column) => column.name === name)

const reason = (table: EntityTable, name: string): string =>
  columnNamed(table, name) === undefined
    ? 'because no field is declared for it any more'
    : 'because records from elsewhere may lack its value'

const dropNotNull = (table: string, name: string): string =>
  `alter table ${quote(table)} alter column ${quote(name)} drop not null`

// Not every SQLite we run on can take the constraint away, so a column without it takes the place of the old one.
function exchange(
  table: EntityTable,
  { name, column, actual }: { name: string; column: ActualColumn; actual: ActualSchema },
): readonly string[] {
  const on = quote(table.table)
  const declared = columnNamed(table, name)
  const definition =
    declared === undefined ? `${quote(INTERIM)} ${column.type}` : columnSql({ ...declared, name: INTERIM }, 'sqlite')
  const indexes = [...actual.indexes].flatMap(([index, { table: of, sql }]) =>
    of === table.table && sql?.includes(quote(name)) ? [{ index, sql }] : [],
  )
  const guard = table.declaration.appendOnly === true
  return [
    ...(guard ? [`drop trigger if exists ${quote(`${table.table}_append_only`)}`] : []),
    ...indexes.map(({ index }) => `drop index ${quote(index)}`),
    `alter table ${on} add column ${definition}`,
    `update ${on} set ${quote(INTERIM)} = ${quote(name)}`,
    `alter table ${on} drop column ${quote(name)}`,
    `alter table ${on} rename column ${quote(INTERIM)} to ${quote(name)}`,
    ...indexes.map(({ sql }) => sql),
    ...(guard ? appendOnlyTrigger(table.table, 'sqlite') : []),
  ]
}

// No field can have this name, because names of fields begin with a letter.
const INTERIM = '_interim'
