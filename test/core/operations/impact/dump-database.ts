import knex from 'knex'

/** Every row of every table, as the database gives it: two dumps are equal when nothing at all was written in between. */
export async function dumpDatabase(connection: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const isPostgres = connection.startsWith('postgres')
  const database = isPostgres
    ? knex({ client: 'pg', connection })
    : knex({ client: 'sqlite3', connection: { filename: connection }, useNullAsDefault: true })
  try {
    const tables = isPostgres
      ? await database('pg_tables').where('schemaname', 'public').pluck('tablename')
      : await database('sqlite_master').where('type', 'table').pluck('name')
    const dumps = await Promise.all(
      [...tables].sort().map(async (table: string) => {
        const rows: readonly unknown[] = await database(table)
        return [table, rows.map((row) => JSON.stringify(row)).sort()] as const
      }),
    )
    return Object.fromEntries(dumps)
  } finally {
    await database.destroy()
  }
}
