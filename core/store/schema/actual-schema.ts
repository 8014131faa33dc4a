import type { Row, Sql } from '../database/database.js'

/** What is in the database now. */
export interface ActualSchema {
  /** Columns by table and name. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, ActualColumn>>
  readonly indexes: ReadonlyMap<string, ActualIndex>
  /** Columns of our views for other tools, in their order. */
  readonly views: ReadonlyMap<string, readonly string[]>
  /** Names of the migrations that ran. */
  readonly migrations: ReadonlySet<string>
}

/** A column as the database describes it. */
export interface ActualColumn {
  /** The type as the database writes it; empty where a SQLite column has none. */
  readonly type: string
  /** Whether the database refuses a row without a value here; a primary key does not count. */
  readonly isNotNull: boolean
  readonly hasDefault: boolean
}

/** An index with the SQL that made it; the database makes some itself, and they have none. */
export interface ActualIndex {
  readonly table: string
  readonly sql: string | undefined
}

/** Reads tables, columns, indexes and the migration log. */
export async function readActualSchema(on: Sql): Promise<ActualSchema> {
  const tables = new Map<string, Map<string, ActualColumn>>()
  for (const row of await on.rows(COLUMNS[on.dialect])) {
    const columns = tables.get(String(row.table)) ?? new Map<string, ActualColumn>()
    tables.set(String(row.table), columns.set(String(row.column), columnOf(row)))
  }
  const indexes = await on.rows(INDEXES[on.dialect])
  const views = new Map<string, readonly string[]>()
  for (const row of await on.rows(VIEWS[on.dialect])) {
    const view = String(row.view)
    views.set(view, [...(views.get(view) ?? []), String(row.column)])
  }
  const log = tables.has('migration_log') ? await on.rows('select name from migration_log') : []
  return {
    tables,
    views,
    indexes: new Map(indexes.map((row) => [String(row.name), indexOf(row)])),
    migrations: new Set(log.map(({ name }) => String(name))),
  }
}

const columnOf = ({ type, is_not_null, has_default }: Row): ActualColumn => ({
  type: String(type).toLowerCase(),
  isNotNull: Number(is_not_null) === 1,
  hasDefault: Number(has_default) === 1,
})

const indexOf = ({ table, sql }: Row): ActualIndex => ({
  table: String(table),
  sql: typeof sql === 'string' ? sql : undefined,
})

const VIEWS = {
  sqlite: `select m.name as view, c.name as "column" from sqlite_master m join pragma_table_info(m.name) c
    where m.type = 'view' and m.name like 'report\\_%' escape '\\' order by m.name, c.cid`,
  postgres: `select c.table_name as view, c.column_name as "column"
    from information_schema.columns c
    join information_schema.views v on v.table_schema = c.table_schema and v.table_name = c.table_name
    where c.table_schema = current_schema() and c.table_name like 'report\\_%' order by c.table_name, c.ordinal_position`,
} as const

const COLUMNS = {
  sqlite: `select m.name as "table", c.name as "column", c.type, c."notnull" and not c.pk as is_not_null,
      c.dflt_value is not null as has_default
    from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'`,
  postgres: `select c.table_name as "table", c.column_name as "column", c.data_type as type,
      (c.is_nullable = 'NO' and k.column_name is null)::int as is_not_null,
      (c.column_default is not null or c.is_identity = 'YES' or c.is_generated = 'ALWAYS')::int as has_default
    from information_schema.columns c
    left join (
      select u.table_name, u.column_name from information_schema.table_constraints t
      join information_schema.key_column_usage u using (constraint_schema, constraint_name, table_name)
      where t.constraint_type = 'PRIMARY KEY' and t.constraint_schema = current_schema()
    ) k on k.table_name = c.table_name and k.column_name = c.column_name
    where c.table_schema = current_schema()`,
} as const

const INDEXES = {
  sqlite: `select name, tbl_name as "table", sql from sqlite_master where type = 'index'`,
  postgres: `select indexname as name, tablename as "table", indexdef as sql from pg_indexes where schemaname = current_schema()`,
} as const
