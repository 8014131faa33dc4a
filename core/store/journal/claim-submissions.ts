import { type Database, type Fragment, isOneOf, skipLocked } from '../database/database.js'
import type { EntityTable } from '../rows/entity-table.js'
import { selectRecords } from '../rows/select-records.js'
import type { ClaimedSubmission } from '../store.js'
import { entryOf } from './read-journal.js'

/** How many to take and for how long; `ids` narrows the choice. */
export interface ClaimRequest {
  readonly limit: number
  readonly now: number
  readonly leaseMs: number
  readonly ids?: readonly string[]
}

/**
 * Takes waiting submissions, oldest first. A claim moves the instant from which others may take them to the end of the lease;
 * whoever comes late with a result is refused by the commit, which asks for `waiting`.
 */
export async function claimSubmissions(
  database: Database,
  submission: EntityTable,
  { limit, now, leaseMs, ids }: ClaimRequest,
): Promise<readonly ClaimedSubmission[]> {
  const among: Fragment = ids === undefined ? { sql: '1 = 1', bindings: [] } : isOneOf(database.dialect, 'submission_id', ids)
  const rows = await database.rows(
    `update submission_state set available_at = ?, attempts = attempts + 1, updated_at = ? where submission_id in (
       select submission_id from submission_state where state = 'waiting' and available_at <= ? and ${among.sql}
       order by received_at, submission_id limit ? ${skipLocked(database.dialect)}
     ) returning submission_id, attempts`,
    [now + leaseMs, now, now, ...among.bindings, limit],
  )
  if (rows.length === 0) return []
  const attempts = new Map(rows.map((row) => [String(row.submission_id), Number(row.attempts)]))
  const { sql, bindings } = isOneOf(database.dialect, '"id"', [...attempts.keys()])
  const ending = `where ${sql} order by "created_at", "id"`
  const records = await selectRecords(database, submission, { ending, bindings })
  return records.map((record) => ({ ...entryOf(record), attempts: attempts.get(record.id) ?? 1 }))
}

/** Lets go of claims; others may take them from an instant on. */
export async function releaseSubmissions(database: Database, ids: readonly string[], notBefore: number): Promise<void> {
  const { sql, bindings } = isOneOf(database.dialect, 'submission_id', ids)
  await database.rows(`update submission_state set available_at = ? where state = 'waiting' and ${sql}`, [notBefore, ...bindings])
}
