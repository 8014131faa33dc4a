import type { User } from '../../model/entities/user.js'
import { type Database, isOneOf, quote } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import type { QueueState } from '../store.js'

/** Every queue with its members, their workload, and where each strategy stands. */
export async function queueStates(
  database: Database,
  tables: EntityTables,
  openStatuses: readonly string[],
): Promise<readonly QueueState[]> {
  // Versions are read before the members and their workload: what changes in between is found by the commit.
  const queues = await database.rows(
    `select q.id, s.version, s.cursors from queue q left join queue_state s on s.queue = q.id order by q.id`,
  )
  const members = await membersByQueue(database, tables)
  const openLeads = await openLeadsByOwner(database, openStatuses)
  return queues.map(({ id, version, cursors }) => ({
    queue: String(id),
    version: Number(version ?? 0),
    cursors: typeof cursors === 'string' ? (JSON.parse(cursors) as QueueState['cursors']) : {},
    members: (members.get(String(id)) ?? []).map((user) => ({ user, openLeads: openLeads.get(user.id) ?? 0 })),
  }))
}

/** The users of every queue, ordered by id. */
export async function membersByQueue(database: Database, { user }: EntityTables): Promise<ReadonlyMap<string, readonly User[]>> {
  const columns = user.columns.filter(({ declaration }) => !declaration.secret).map(({ name }) => `u.${quote(name)}`)
  const rows = await database.rows(
    `select m."queue" as member_of, ${columns.join(', ')} from "queue_member" m join "user" u on u."id" = m."user_id" order by u."id"`,
  )
  const members = new Map<string, User[]>()
  for (const row of rows) {
    const queue = String(row.member_of)
    const users = members.get(queue) ?? []
    users.push(user.fromRow(row) as unknown as User)
    members.set(queue, users)
  }
  return members
}

async function openLeadsByOwner(database: Database, openStatuses: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (openStatuses.length === 0) return new Map()
  const { sql, bindings } = isOneOf(database.dialect, 'status', openStatuses)
  const rows = await database.rows(
    `select owner_id, count(*) as n from lead where owner_id in (select user_id from queue_member) and ${sql} and merged_into_id is null group by owner_id`,
    bindings,
  )
  return new Map(rows.map((row) => [String(row.owner_id), Number(row.n)]))
}
