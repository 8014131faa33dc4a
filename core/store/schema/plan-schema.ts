import type { Dialect } from '../database/database.js'
import { type EntityTable, SEARCH_COLUMN } from '../rows/entity-table.js'
import type { StoreOptions } from '../store.js'
import type { ActualColumn, ActualSchema } from './actual-schema.js'
import { allowEmpty } from './allow-empty.js'
import { addColumnSql, createTableSql, declaredIndexes } from './declared-schema.js'
import type { PlannedChange } from './planned-change.js'
import { refuseClashes, typeClashes } from './refuse-other-types.js'
import { dropViews, planViews } from './report-views.js'
import { systemMigrations } from './system-migrations.js'

/** What the declarations of a deployment ask of the database. */
export interface DeclaredSchema {
  readonly dialect: Dialect
  readonly tables: readonly EntityTable[]
  readonly migrations: NonNullable<StoreOptions['migrations']>
}

/**
 * Compares what is declared with what is there: system tables, entity tables, columns, indexes, then plugins' own steps.
 * @throws {CrmError} SCHEMA_COLUMN_CLASH where a column holds another type than its field is declared as.
 */
export function planSchema(declared: DeclaredSchema, actual: ActualSchema): readonly PlannedChange[] {
  const { dialect, tables } = declared
  const present = (table: EntityTable) => actual.tables.get(table.table) ?? new Map<string, ActualColumn>()
  refuseClashes(tables.flatMap((table) => typeClashes(table, { dialect, present: present(table) })))
  const changes = tables.flatMap((table) => planTable(table, dialect, actual))
  // A table is built anew to allow empty values, and no view may look at it meanwhile.
  const hidden = changes.some(({ kind }) => kind === 'allow-empty') ? dropViews(tables, actual) : []
  const views = hidden.length > 0 ? { ...actual, views: new Map<string, readonly string[]>() } : actual
  return [
    ...planSystem(declared, actual),
    ...hidden,
    ...changes,
    ...planPlugins(declared, actual),
    ...planViews(tables, dialect, views),
  ]
}

function planSystem({ dialect }: DeclaredSchema, actual: ActualSchema): PlannedChange[] {
  const missing = systemMigrations.filter(({ name }) => !actual.migrations.has(name))
  return missing.map(({ name, up }) => ({
    kind: 'run-migration',
    table: 'migration_log',
    sql: up(dialect),
    description: `Prepare the system's own tables: step ${name}.`,
    destructive: false,
    migration: name,
  }))
}

function planTable(table: EntityTable, dialect: Dialect, actual: ActualSchema): PlannedChange[] {
  const present = actual.tables.get(table.table)
  const create: PlannedChange[] = present === undefined ? [createTable(table, dialect)] : addColumns(table, dialect, present)
  const missing = declaredIndexes(table).filter(({ name }) => !actual.indexes.has(name))
  return [
    ...create,
    ...allowEmpty(table, dialect, actual),
    ...missing.map(({ name, sql }) => ({
      kind: 'create-index' as const,
      table: table.table,
      sql: [sql],
      description: `Create index ${name}.`,
      destructive: false,
    })),
  ]
}

const createTable = (table: EntityTable, dialect: Dialect): PlannedChange => ({
  kind: 'create-table',
  table: table.table,
  sql: createTableSql(table, dialect),
  description: `Create table ${table.table} for ${table.declaration.labelPlural.en}.`,
  destructive: false,
})

function addColumns(table: EntityTable, dialect: Dialect, present: ReadonlyMap<string, ActualColumn>): PlannedChange[] {
  const declared = [...table.columns.map(({ name }) => name), ...(table.hasSearch ? [SEARCH_COLUMN] : [])]
  return declared
    .filter((column) => !present.has(column))
    .map((column) => ({
      kind: 'add-column',
      table: table.table,
      column,
      sql: [addColumnSql(table, column, dialect)],
      description: `Add column ${column} to ${table.table}; rows that are there keep all they have.`,
      destructive: false,
    }))
}

function planPlugins({ migrations }: DeclaredSchema, actual: ActualSchema): PlannedChange[] {
  const steps = migrations.map(({ plugin, migration }) => ({ plugin, migration, log: `${plugin}/${migration.name}` }))
  const sorted = steps.sort((one, other) => (one.log < other.log ? -1 : 1))
  return sorted
    .filter(({ log }) => !actual.migrations.has(log))
    .map(({ plugin, migration, log }) => ({
      kind: 'run-migration',
      table: `plugin_${plugin}`,
      sql: migration.up,
      description: `Run step ${migration.name} of plugin ${plugin}.`,
      destructive: migration.up.some((sql) => DESTRUCTIVE.test(sql)),
      migration: log,
    }))
}

const DESTRUCTIVE = /\b(drop|delete|truncate|update)\b/i
