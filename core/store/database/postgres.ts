import type { Knex } from 'knex'
import pg from 'pg'
import { CrmError } from '../../errors.js'
import type { Sql } from './database.js'

/** How knex connects to PostgreSQL: a small pool, every wait limited, 64-bit integers and exact numerics as numbers. */
export function postgresConfig(connectionString: string): Knex.Config {
  return {
    client: 'pg',
    connection: { connectionString, types: { getTypeParser }, connectionTimeoutMillis: 10_000, application_name: 'sarnakh' },
    pool: {
      min: 0,
      max: 10,
      afterCreate: (connection: pg.Client, done: (error: Error | null) => void) => connection.query(LIMITS, done),
    },
  }
}

/** Refuses a server too old, or one that acknowledges commits it may lose. */
export async function checkPostgres(sql: Sql): Promise<void> {
  const { version, fsync, commit } = await postgresSettings(sql)
  if (version < MINIMUM) throw new CrmError('DATABASE_TOO_OLD', `This PostgreSQL is ${version}; ${MINIMUM} or newer is needed.`)
  if ((fsync === 'off' || commit === 'off') && process.env[ALLOW] !== 'yes') {
    throw new CrmError('DATABASE_NOT_DURABLE', `PostgreSQL runs with fsync=${fsync}, synchronous_commit=${commit}.`)
  }
}

/** The settings that decide whether an acknowledged write survives a power cut. */
export async function postgresSettings(sql: Sql): Promise<{ version: number; fsync: string; commit: string }> {
  const [row] = await sql.rows(
    `select current_setting('server_version_num') as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  )
  return { version: Math.floor(Number(row?.version) / 10_000), fsync: String(row?.fsync), commit: String(row?.commit) }
}

const MINIMUM = 14
const ALLOW = 'SARNAKH_ALLOW_UNSAFE_POSTGRES'
const LIMITS = `set statement_timeout = '15s'; set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '30s'`

// The store keeps integers within what a JavaScript number holds exactly; sums and means arrive as numeric.
const NUMBERS: ReadonlySet<number> = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC])

function getTypeParser(oid: number, format: string): unknown {
  return NUMBERS.has(oid) ? Number : pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')
}
