import { type Database, type Fragment, isOneOf } from '../database/database.js'
import type { JournalStore } from '../store.js'

/** Sets submissions aside with what is wrong with them; one that somebody decided meanwhile stays decided. */
export async function quarantineSubmissions(
  database: Database,
  { entries, now }: { entries: Parameters<JournalStore['quarantine']>[0]; now: number },
): Promise<void> {
  await database.transaction(async (on) => {
    for (const { id, ...problem } of entries) {
      await on.rows(
        `update submission_state set state = 'quarantined', problem = ?, updated_at = ? where submission_id = ? and state = 'waiting'`,
        [JSON.stringify(problem), now, id],
      )
    }
  })
}

/** Gives quarantined or spam submissions another way through intake, with fresh attempts. */
export async function requeueSubmissions(
  database: Database,
  { ids, now }: { ids: readonly string[] | 'all-quarantined'; now: number },
): Promise<number> {
  const chosen: Fragment =
    ids === 'all-quarantined' ? { sql: `state = 'quarantined'`, bindings: [] } : isOneOf(database.dialect, 'submission_id', ids)
  const rows = await database.rows(
    `update submission_state set state = 'waiting', available_at = ?, attempts = 0, problem = null, updated_at = ?
     where state in ('quarantined', 'spam') and ${chosen.sql} returning submission_id`,
    [now, now, ...chosen.bindings],
  )
  return rows.length
}
