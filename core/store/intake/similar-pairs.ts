import { type Database, isOneOf } from '../database/database.js'
import type { MatchKey, SimilarPair } from '../store.js'

/** Pairs of leads that look alike and are both still themselves, the newest lead first. */
export async function similarPairs(database: Database, limit: number): Promise<readonly SimilarPair[]> {
  const rows = await database.rows(
    `select s.lead_id, s.other_id, s.reason from similar_lead s
       join lead one on one.id = s.lead_id join lead other on other.id = s.other_id
     where one.merged_into_id is null and other.merged_into_id is null
     order by s.lead_id desc, s.other_id limit ?`,
    [limit],
  )
  return rows.map(({ lead_id, other_id, reason }) => ({
    leadId: String(lead_id),
    otherId: String(other_id),
    reason: String(reason),
  }))
}

/** The names that leads hold, by which they are found again. */
export async function keysOf(database: Database, leadIds: readonly string[]): Promise<readonly MatchKey[]> {
  if (leadIds.length === 0) return []
  const { sql, bindings } = isOneOf(database.dialect, 'lead_id', leadIds)
  const rows = await database.rows(`select key, lead_id from match_key where ${sql} order by key`, bindings)
  return rows.map(({ key, lead_id }) => ({ key: String(key), leadId: String(lead_id) }))
}
