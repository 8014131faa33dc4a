import type { Database } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'

/** Makes exactly these users the members of a queue. */
export async function replaceQueueMembers(
  database: Database,
  { queueMember }: EntityTables,
  { queue, userIds, now }: { queue: string; userIds: readonly string[]; now: number },
): Promise<void> {
  // A membership is named by its queue and user, so that two administrators who save at once do not add it twice.
  const records = [...new Set(userIds)].map((userId) => ({
    ...{ id: `${queue}:${userId}`, version: 1, createdAt: now, updatedAt: now },
    ...{ queue, userId },
  }))
  await database.transaction(async (on) => {
    await on.rows('delete from "queue_member" where "queue" = ?', [queue])
    await insertRecords(on, queueMember, { records, ending: 'on conflict do nothing' })
    // Who decided with the old members must gather again.
    await on.rows('update queue_state set version = version + 1 where queue = ?', [queue])
  })
}
