import type { Database, Sql } from '../database/database.js'
import type { SchemaStore } from '../store.js'
import { readActualSchema } from './actual-schema.js'
import { type DeclaredSchema, planSchema } from './plan-schema.js'
import type { PlannedChange } from './planned-change.js'
import { refuseForeignTables } from './plugin-tables.js'

/** Plans and applies the schema. All changes go in one transaction, so that one that was cut off leaves nothing behind. */
export function schemaStore(database: Database, declared: DeclaredSchema): SchemaStore {
  for (const { plugin, migration } of declared.migrations) {
    for (const sql of [...migration.up, ...migration.down])
      refuseForeignTables(sql, `Step "${migration.name}" of plugin "${plugin}"`)
  }
  return {
    plan: async () => (await planOn(database, declared)).map(publicPart),
    apply: () =>
      database.transaction(async (on) => {
        await holdAlone(on)
        const changes = await planOn(on, declared)
        for (const change of changes) await applyChange(on, change)
        return changes.map(publicPart)
      }),
  }
}

const planOn = async (on: Sql, declared: DeclaredSchema) => planSchema(declared, await readActualSchema(on))

// SQLite took the write lock with BEGIN IMMEDIATE. An advisory lock ends with its transaction, so a killed one frees it.
async function holdAlone(on: Sql): Promise<void> {
  if (on.dialect === 'sqlite') return
  await on.rows(`set local statement_timeout = 0`)
  await on.rows(`set local lock_timeout = 0`)
  await on.rows('select pg_advisory_xact_lock(?::bigint)', [SCHEMA_LOCK])
}

const SCHEMA_LOCK = 7_271_966_482

async function applyChange(on: Sql, { sql, migration }: PlannedChange): Promise<void> {
  for (const statement of sql) await on.rows(statement)
  if (migration !== undefined) {
    await on.rows('insert into migration_log (name, applied_at) values (?, ?)', [migration, Date.now()])
  }
}

function publicPart({ migration: _, ...change }: PlannedChange) {
  return change
}
