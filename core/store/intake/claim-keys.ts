import { isOneOf, type Sql } from '../database/database.js'
import { insertRows } from '../rows/insert-rows.js'
import type { IntakeCommit } from '../store.js'
import { requireAll } from './conflict.js'

/** Gives names up and claims names; one that another lead holds undoes the commit. */
export async function claimKeys(on: Sql, { claims, releases }: Pick<IntakeCommit, 'claims' | 'releases'>): Promise<void> {
  for (const { key, leadId } of releases) await on.rows('delete from match_key where key = ? and lead_id = ?', [key, leadId])
  const wanted = new Map(claims.map(({ key, leadId }) => [key, leadId]))
  requireAll(
    claims.filter(({ key, leadId }) => wanted.get(key) !== leadId),
    0,
  )
  const rows = [...wanted].sort(([one], [other]) => (one < other ? -1 : 1))
  const ending = 'on conflict (key) do nothing returning key'
  const taken = await insertRows(on, { table: 'match_key', columns: ['key', 'lead_id'], rows, ending })
  for (const { key } of taken) wanted.delete(String(key))
  if (wanted.size > 0) await requireOwn(on, wanted)
}

// What is left was there before: fine where this very lead holds it.
async function requireOwn(on: Sql, wanted: ReadonlyMap<string, string>): Promise<void> {
  const { sql, bindings } = isOneOf(on.dialect, 'key', [...wanted.keys()])
  const held = await on.rows(`select key, lead_id from match_key where ${sql}`, bindings)
  requireAll(
    held.filter(({ key, lead_id }) => wanted.get(String(key)) === lead_id),
    wanted.size,
  )
}
