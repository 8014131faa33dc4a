import { isOneOf, type Sql } from '../database/database.js'
import type { EntityTable } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'
import type { DeclaredQueue, KeptRuleSet } from '../store.js'

/** Keeps a rule set under its digest; writes nothing where it is known. */
export async function keepRuleSet(on: Sql, { digest, files, at }: KeptRuleSet): Promise<void> {
  if ((await on.rows('select 1 from rule_set where digest = ?', [digest])).length > 0) return
  const sql = 'insert into rule_set (digest, files, at) values (?, ?, ?) on conflict (digest) do nothing'
  await on.rows(sql, [digest, JSON.stringify(files), at])
}

/** Declared queues that are not there yet, or under another label. */
export async function changedQueues(on: Sql, queues: readonly DeclaredQueue[]): Promise<readonly DeclaredQueue[]> {
  const ids = queues.map(({ id }) => id)
  const { sql, bindings } = isOneOf(on.dialect, '"id"', ids)
  const rows = await on.rows(`select "id", "label" from "queue" where ${sql}`, bindings)
  const known = new Map(rows.map(({ id, label }) => [String(id), label]))
  return queues.filter(({ id, label }) => known.get(id) !== JSON.stringify(label))
}

/** Writes queues with their labels, whether or not they are there. */
export async function writeQueues(
  on: Sql,
  table: EntityTable,
  { queues, now }: { readonly queues: readonly DeclaredQueue[]; readonly now: number },
): Promise<void> {
  if (queues.length === 0) return
  const records = queues.map(({ id, label }) => ({ id, version: 1, createdAt: now, updatedAt: now, label }))
  const ending = `on conflict ("id") do update set "label" = excluded."label", "updated_at" = excluded."updated_at"
    where "queue"."label" <> excluded."label"`
  await insertRecords(on, table, { records, ending })
}
