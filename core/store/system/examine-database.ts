import { asError } from '../../errors.js'
import type { Database } from '../database/database.js'
import { postgresSettings } from '../database/postgres.js'
import { sqliteVersion } from '../database/sqlite.js'
import type { SchemaStore, SystemStore } from '../store.js'

type Finding = Awaited<ReturnType<SystemStore['examine']>>[number]

/** Asks the database what a person would want to know before trusting it with leads. */
export async function examineDatabase(database: Database, schema: SchemaStore): Promise<readonly Finding[]> {
  return [
    await finding('reachable', () => versionOf(database)),
    await finding('complete', () => missingParts(schema)),
    await finding('writable', () => tryWriting(database)),
    await finding('durable', () => durabilityOf(database)),
    await finding('whole', () => integrityOf(database)),
  ]
}

async function finding(check: string, look: () => Promise<Omit<Finding, 'check'>>): Promise<Finding> {
  try {
    return { check, ...(await look()) }
  } catch (error) {
    return { check, ok: false, detail: asError(error).message }
  }
}

async function versionOf(database: Database) {
  if (database.dialect === 'sqlite') return { ok: true, detail: `SQLite ${await sqliteVersion(database)}` }
  return { ok: true, detail: `PostgreSQL ${(await postgresSettings(database)).version}` }
}

async function missingParts(schema: SchemaStore) {
  const changes = await schema.plan()
  return changes.length === 0
    ? { ok: true, detail: 'every declared table, column and index is there' }
    : { ok: false, detail: `${changes.length} changes are waiting; \`sarnakh plan\` shows them` }
}

// The lease's own name keeps it apart from those in use; the row is gone when the transaction ends.
async function tryWriting(database: Database) {
  await database.transaction(async (on) => {
    await on.rows(`insert into lease (name, token, until) values ('examine', '', 0) on conflict (name) do update set until = 0`)
    await on.rows(`delete from lease where name = 'examine'`)
  })
  return { ok: true, detail: 'a row was written and removed' }
}

async function durabilityOf(database: Database) {
  if (database.dialect === 'postgres') {
    const { fsync, commit } = await postgresSettings(database)
    return { ok: fsync !== 'off' && commit !== 'off', detail: `fsync ${fsync}, synchronous_commit ${commit}` }
  }
  const [synchronous] = await database.rows('pragma synchronous')
  const [journal] = await database.rows('pragma journal_mode')
  return {
    ok: Number(synchronous?.synchronous) >= 2,
    detail: `synchronous ${synchronous?.synchronous}, journal ${journal?.journal_mode}`,
  }
}

async function integrityOf(database: Database) {
  if (database.dialect === 'postgres') return { ok: true, detail: 'PostgreSQL checks its pages when it reads them' }
  const [row] = await database.rows('pragma quick_check(1)')
  const told = String(row?.quick_check)
  return { ok: told === 'ok', detail: told }
}
