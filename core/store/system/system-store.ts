import { type Database, isOneOf } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'
import { refuseForeignTables } from '../schema/plugin-tables.js'
import type { SchemaStore, SystemStore } from '../store.js'
import { examineDatabase } from './examine-database.js'

/** What the system keeps about itself: declared queues, rule sets, leases, settings; and the statements of plugins. */
export function systemStore(database: Database, { tables, schema }: { tables: EntityTables; schema: SchemaStore }): SystemStore {
  return {
    async syncQueues(queues, now) {
      const known = await knownLabels(
        database,
        queues.map(({ id }) => id),
      )
      const changed = queues.filter(({ id, label }) => known.get(id) !== JSON.stringify(label))
      if (changed.length === 0) return
      const records = changed.map(({ id, label }) => ({ id, version: 1, createdAt: now, updatedAt: now, label }))
      const ending = `on conflict ("id") do update set "label" = excluded."label", "updated_at" = excluded."updated_at"
        where "queue"."label" <> excluded."label"`
      await insertRecords(database, tables.queue, { records, ending })
    },
    ...ruleSets(database),
    async tryLease({ name, token, now, ms }) {
      const rows = await database.rows(LEASE, [name, token, now + ms, now])
      return rows.length > 0
    },
    async getSetting(name) {
      const [row] = await database.rows('select value from setting where name = ?', [name])
      return row === undefined ? undefined : JSON.parse(String(row.value))
    },
    async setSetting(name, value) {
      const upsert = 'insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value'
      if (value === undefined) await database.rows('delete from setting where name = ?', [name])
      else await database.rows(upsert, [name, JSON.stringify(value)])
    },
    async pluginSql(sql, bindings) {
      refuseForeignTables(sql, 'A statement of a plugin')
      return database.rows(sql, bindings)
    },
    examine: () => examineDatabase(database, schema),
  }
}

// Every start comes by here, also that of a command which only reads, on a database that cannot be written.
async function knownLabels(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const { sql, bindings } = isOneOf(database.dialect, '"id"', ids)
  const rows = await database.rows(`select "id", "label" from "queue" where ${sql}`, bindings)
  return new Map(rows.map(({ id, label }) => [String(id), label]))
}

function ruleSets(database: Database): Pick<SystemStore, 'saveRuleSet' | 'ruleSet'> {
  return {
    async saveRuleSet({ digest, files, at }) {
      if ((await database.rows('select 1 from rule_set where digest = ?', [digest])).length > 0) return
      const sql = 'insert into rule_set (digest, files, at) values (?, ?, ?) on conflict (digest) do nothing'
      await database.rows(sql, [digest, JSON.stringify(files), at])
    },
    async ruleSet(digest) {
      const [row] = await database.rows('select * from rule_set where digest = ?', [digest])
      return row && { digest, files: JSON.parse(String(row.files)) as unknown, at: Number(row.at) }
    },
  }
}

const LEASE = `insert into lease (name, token, until) values (?, ?, ?)
  on conflict (name) do update set token = excluded.token, until = excluded.until
  where lease.until <= ? or lease.token = excluded.token returning name`
