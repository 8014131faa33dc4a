import type { Knex } from 'knex'
import KnexSqliteTransaction from 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js'
import KnexSqliteClient from 'knex/lib/dialects/sqlite3/index.js'

/**
 * Knex's SQLite dialect with two changes: a transaction takes the write lock when it begins, and a connection on which a
 * commit, a sync or a page failed is thrown away.
 */
export class SqliteClient extends KnexSqliteClient {
  override transaction(...parts: readonly unknown[]): Knex.Transaction {
    return new ImmediateTransaction(this, ...parts) as unknown as Knex.Transaction
  }

  // After a failed sync the state of the file is unknown, and a failed COMMIT leaves its transaction open: only a fresh
  // connection may acknowledge a write.
  override async _query(...[connection, query]: Parameters<KnexSqliteClient['_query']>): Promise<unknown> {
    try {
      return await super._query(connection, query)
    } catch (error) {
      if (query.sql.startsWith('COMMIT') || FATAL.test(String(error))) connection.__knex__disposed = error
      throw error
    }
  }
}

// A deferred transaction that reads and then writes fails at once, without waiting, when another writer came in between.
class ImmediateTransaction extends KnexSqliteTransaction {
  override begin(connection: unknown): Promise<unknown> {
    return this.query(connection, 'BEGIN IMMEDIATE;')
  }
}

const FATAL = /SQLITE_(IOERR|FULL|CORRUPT|NOTADB)/
