import knex, { type Knex } from 'knex'
import type { Database, Dialect, Row, Sql } from './database.js'
import { namedErrors, namedStatementErrors } from './database-errors.js'
import { checkPostgres, postgresConfig } from './postgres.js'
import { checkSqlite, sqliteConfig } from './sqlite.js'

/** Connects to PostgreSQL (`postgres://…`) or opens a SQLite file (or `:memory:`), and refuses one that is not safe. */
export async function openDatabase(connection: string): Promise<Database> {
  const dialect: Dialect = /^postgres(ql)?:\/\//.test(connection) ? 'postgres' : 'sqlite'
  const config = dialect === 'postgres' ? postgresConfig(connection) : await namedErrors(() => sqliteConfig(connection))
  const pool = knex({ ...config, acquireConnectionTimeout: ACQUIRE_MS, compileSqlOnError: false, log: SILENT })
  const database: Database = {
    ...sqlOn(pool, dialect),
    transaction: (work) => namedErrors(() => transactionOn(pool, (transaction) => work(sqlOn(transaction, dialect)))),
    close: () => pool.destroy(),
  }
  try {
    await (dialect === 'postgres' ? checkPostgres(database) : checkSqlite(database))
  } catch (error) {
    await pool.destroy()
    throw error
  }
  return database
}

// Below the 30 s after which the web server gives up, so that the caller hears the reason and not silence.
const ACQUIRE_MS = 20_000

// Errors reach the caller; knex would print them a second time.
const SILENT = { warn: () => {}, error: () => {}, debug: () => {}, deprecate: () => {} }

// When the database has rolled back by itself, knex's own ROLLBACK fails and would hide why.
async function transactionOn<T>(pool: Knex, work: (transaction: Knex.Transaction) => Promise<T>): Promise<T> {
  let reason: { readonly error: unknown } | undefined
  const watched = (transaction: Knex.Transaction) =>
    work(transaction).catch((error: unknown) => {
      reason = { error }
      throw error
    })
  return pool.transaction(watched).catch((error: unknown) => {
    throw reason === undefined ? error : reason.error
  })
}

function sqlOn(on: Knex, dialect: Dialect): Sql {
  return {
    dialect,
    rows: (sql, bindings = []) =>
      namedStatementErrors(async () => {
        const answer: unknown = await (bindings.length > 0
          ? on.raw(sql, bindings as Knex.RawBinding[])
          : on.raw(literally(sql, dialect)))
        return dialect === 'postgres' ? (answer as { rows: Row[] }).rows : (answer as Row[])
      }),
  }
}

// Without bindings a question mark is one; knex would number it for PostgreSQL.
const literally = (sql: string, dialect: Dialect): string => (dialect === 'postgres' ? sql.replaceAll('?', '\\?') : sql)
