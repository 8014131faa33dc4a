import { createHash } from 'node:crypto'
import { type Dialect, quote } from '../database/database.js'
import { type Column, type ColumnKind, columnsOf, snakeCase } from '../rows/columns.js'
import { type EntityTable, LONGEST_NAME, SEARCH_COLUMN } from '../rows/entity-table.js'
import { appendOnlyTrigger } from './append-only.js'

/** An index that the declaration of an entity asks for. */
export interface DeclaredIndex {
  readonly name: string
  readonly sql: string
}

/** The SQL that makes the table of an entity, without its indexes. */
export function createTableSql(table: EntityTable, dialect: Dialect): readonly string[] {
  const columns = table.columns.map((column) => `  ${columnSql(column, dialect)}${isNotNull(column) ? ' not null' : ''}`)
  const search = table.hasSearch ? [`  ${quote(SEARCH_COLUMN)} ${typeSql('text', dialect)}`] : []
  const body = [...columns, ...search, '  primary key ("id")'].join(',\n')
  const create = `create table ${quote(table.table)} (\n${body}\n)`
  return table.declaration.appendOnly ? [create, ...appendOnlyTrigger(table.table, dialect)] : [create]
}

/** The SQL that adds a column to a table that has rows: what is required can only be required of those that come. */
export function addColumnSql(table: EntityTable, name: string, dialect: Dialect): string {
  const column = table.columns.find((each) => each.name === name)
  const definition = column === undefined ? `${quote(name)} ${typeSql('text', dialect)}` : columnSql(column, dialect)
  const constraint = column !== undefined && isNotNull(column) && defaultSql(column) !== '' ? ' not null' : ''
  return `alter table ${quote(table.table)} add column ${definition}${constraint}`
}

/** Every index of an entity. One over a single field ends in the id, so that a sorted page is read off it. */
export function declaredIndexes(table: EntityTable): readonly DeclaredIndex[] {
  const { indexes = [], unique = [] } = table.declaration
  const fields = Object.entries(table.fields)
  const single = (key: 'indexed' | 'unique') => fields.flatMap(([field, declaration]) => (declaration[key] ? [[field]] : []))
  return [
    ...single('indexed').map((list) => indexOn(table, { columns: [...columnNames(table, list), 'id'], unique: false })),
    ...indexes.map((list) => indexOn(table, { columns: columnNames(table, list), unique: false })),
    ...[...single('unique'), ...unique].map((list) => indexOn(table, { columns: columnNames(table, list), unique: true })),
  ]
}

function indexOn({ table }: EntityTable, { columns, unique }: { columns: readonly string[]; unique: boolean }): DeclaredIndex {
  const name = shortName(`${table}_${columns.join('_')}_${unique ? 'unique' : 'index'}`)
  const kind = unique ? 'unique index' : 'index'
  return { name, sql: `create ${kind} ${quote(name)} on ${quote(table)} (${columns.map(quote).join(', ')})` }
}

const columnNames = ({ fields }: EntityTable, list: readonly string[]): string[] =>
  list.map((field) => {
    const declaration = fields[field]
    return (declaration && columnsOf(field, declaration)[0]?.name) ?? snakeCase(field)
  })

function shortName(name: string): string {
  if (name.length <= LONGEST_NAME) return name
  return `${name.slice(0, LONGEST_NAME - 9)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

/** A column as it stands in a table, without what it requires. */
export const columnSql = (column: Column, dialect: Dialect): string =>
  `${quote(column.name)} ${typeSql(column.kind, dialect)}${defaultSql(column)}`

/** Whether the database refuses a record without a value here: for what the core itself cannot do without. */
export const isNotNull = ({ declaration }: Column): boolean => declaration.required === true

function defaultSql({ kind, part, declaration: { default: value } }: Column): string {
  if (value === undefined || part !== undefined) return ''
  if (kind === 'json' || kind === 'list') return ` default ${literal(JSON.stringify(value))}`
  return ` default ${typeof value === 'string' ? literal(value) : String(value)}`
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The type in which a database keeps a kind of value. */
export const typeSql = (kind: ColumnKind, dialect: Dialect): string => TYPES[dialect][kind]

// Byte order for texts on PostgreSQL, as on SQLite, so that a sorted page is the same on both.
const TYPES: Readonly<Record<Dialect, Readonly<Record<ColumnKind, string>>>> = {
  sqlite: { text: 'text', integer: 'integer', number: 'real', boolean: 'integer', json: 'text', list: 'text' },
  postgres: {
    text: 'text collate "C"',
    integer: 'bigint',
    number: 'double precision',
    boolean: 'boolean',
    json: 'text',
    list: 'text',
  },
}
