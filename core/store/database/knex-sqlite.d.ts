/** Knex ships no types for its dialects; these are the parts that `sqlite-client.ts` extends. */
declare module 'knex/lib/dialects/sqlite3/index.js' {
  import { Knex } from 'knex'

  class SqliteClient extends Knex.Client {
    transaction(...parts: readonly unknown[]): Knex.Transaction
    _query(connection: SqliteConnection, query: { sql: string }): Promise<unknown>
  }

  interface SqliteConnection {
    /** Knex drops a connection from its pool when this is set. */
    __knex__disposed?: unknown
  }

  export = SqliteClient
}

declare module 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js' {
  class SqliteTransaction {
    constructor(client: unknown, ...parts: readonly unknown[])
    begin(connection: unknown): Promise<unknown>
    query(connection: unknown, sql: string): Promise<unknown>
  }

  export = SqliteTransaction
}
