import { type Database, isOneOf } from '../database/database.js'

/** How many leads in these statuses each of these users owns; users without any are left out. */
export async function openLeads(
  database: Database,
  userIds: readonly string[],
  openStatuses: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (userIds.length === 0 || openStatuses.length === 0) return new Map()
  const owners = isOneOf(database.dialect, 'owner_id', userIds)
  const statuses = isOneOf(database.dialect, 'status', openStatuses)
  const rows = await database.rows(
    `select owner_id, count(*) as n from lead where ${owners.sql} and ${statuses.sql} and merged_into_id is null group by owner_id`,
    [...owners.bindings, ...statuses.bindings],
  )
  return new Map(rows.map(({ owner_id, n }) => [String(owner_id), Number(n)]))
}
