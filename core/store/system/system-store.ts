import type { Database } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import { refuseForeignTables } from '../schema/plugin-tables.js'
import type { SchemaStore, SystemStore } from '../store.js'
import { examineDatabase } from './examine-database.js'
import { changedQueues, keepRuleSet, writeQueues } from './kept-rules.js'
import { isNewestPublication } from './publication-store.js'

/** What the system keeps about itself: declared queues, rule sets, leases, settings; and the statements of plugins. */
export function systemStore(database: Database, { tables, schema }: { tables: EntityTables; schema: SchemaStore }): SystemStore {
  return {
    async syncQueues(queues, now, declaredBy) {
      // Every start comes by here, also that of a command which only reads, on a database that cannot be written.
      const changed = await changedQueues(database, queues)
      if (changed.length === 0) return
      await database.transaction(async (on) => {
        if (declaredBy && !(await isNewestPublication(on, declaredBy.publication))) return
        await writeQueues(on, tables.queue, { queues: changed, now })
      })
    },
    ...ruleSets(database),
    ...pluginSets(database),
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

function ruleSets(database: Database): Pick<SystemStore, 'saveRuleSet' | 'ruleSet'> {
  return {
    saveRuleSet: (ruleSet) => keepRuleSet(database, ruleSet),
    async ruleSet(digest) {
      const [row] = await database.rows('select * from rule_set where digest = ?', [digest])
      return row && { digest, files: JSON.parse(String(row.files)) as unknown, at: Number(row.at) }
    },
  }
}

function pluginSets(database: Database): Pick<SystemStore, 'savePluginSet' | 'pluginSet'> {
  return {
    async savePluginSet({ digest, plugins, at }) {
      if ((await database.rows('select 1 from plugin_set where digest = ?', [digest])).length > 0) return
      const sql = 'insert into plugin_set (digest, plugins, at) values (?, ?, ?) on conflict (digest) do nothing'
      await database.rows(sql, [digest, JSON.stringify(plugins), at])
    },
    async pluginSet(digest) {
      const [row] = await database.rows('select plugins from plugin_set where digest = ?', [digest])
      return row && (JSON.parse(String(row.plugins)) as Readonly<Record<string, string>>)
    },
  }
}

const LEASE = `insert into lease (name, token, until) values (?, ?, ?)
  on conflict (name) do update set token = excluded.token, until = excluded.until
  where lease.until <= ? or lease.token = excluded.token returning name`
