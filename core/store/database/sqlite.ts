import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Knex } from 'knex'
import { CrmError } from '../../errors.js'
import type { Sql } from './database.js'
import { SqliteClient } from './sqlite-client.js'

/** How knex opens a SQLite file: one connection, every commit synced, readable by its owner alone. */
export async function sqliteConfig(filename: string): Promise<Knex.Config> {
  if (filename !== ':memory:') await createPrivately(filename)
  return {
    client: SqliteClient,
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1, afterCreate: (connection: SqliteConnection, done: Done) => connection.exec(PRAGMAS, done) },
  }
}

/** Refuses a SQLite whose write-ahead log can corrupt the file. */
export async function checkSqlite(sql: Sql): Promise<void> {
  const version = await sqliteVersion(sql)
  if (!isAtLeast(version, MINIMUM)) {
    throw new CrmError('DATABASE_TOO_OLD', `This SQLite is ${version}; ${MINIMUM} or newer is needed.`)
  }
}

export async function sqliteVersion(sql: Sql): Promise<string> {
  return String((await sql.rows('select sqlite_version() as version'))[0]?.version)
}

/** Compares dotted version numbers. */
export function isAtLeast(version: string, minimum: string): boolean {
  return version.localeCompare(minimum, 'en', { numeric: true }) >= 0
}

// 3.7.0 to 3.51.2 can lose a write when a log is reset while another connection writes.
const MINIMUM = '3.51.3'

// The busy timeout comes first: setting WAL needs a lock itself. None of them is stored in the file, except WAL.
const PRAGMAS = `
  pragma busy_timeout = 5000;
  pragma journal_mode = WAL;
  pragma synchronous = FULL;
  pragma foreign_keys = ON;
  pragma trusted_schema = OFF;
  pragma secure_delete = ON;
`

type Done = (error: Error | null, connection?: SqliteConnection) => void

interface SqliteConnection {
  exec(sql: string, done: Done): void
}

async function createPrivately(filename: string): Promise<void> {
  await mkdir(dirname(filename), { recursive: true })
  const file = await open(filename, 'a', 0o600).catch(async (error: NodeJS.ErrnoException) => {
    // A file that may only be read can still be looked at; the first write says what is wrong.
    if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') return await open(filename, 'r')
    throw error
  })
  await file.close()
}
