import { type Binding, type Database, isOneOf, type Sql } from '../database/database.js'
import type { EntityTable } from '../rows/entity-table.js'
import { insertRecords, insertRows } from '../rows/insert-rows.js'
import type { JournalAnswer, JournalEntry } from '../store.js'

/** Writes entries durably, each key once, and says of each whether it is new, a repeat, or other content under a known key. */
export async function appendEntries(
  database: Database,
  submission: EntityTable,
  entries: readonly JournalEntry[],
): Promise<readonly JournalAnswer[]> {
  if (entries.length === 0) return []
  return database.transaction(async (on) => {
    const written = await insertNew(on, submission, entries)
    const known = await findKnown(
      on,
      entries.filter(({ id }) => !written.has(id)),
    )
    return entries.map((entry) => {
      if (written.has(entry.id)) return { status: 'new', submissionId: entry.id }
      const first = known.get(entry.idempotencyKey)
      const status = first?.fingerprint === entry.fingerprint ? 'repeated' : 'conflict'
      return { status, submissionId: first?.id ?? entry.id }
    })
  })
}

async function insertNew(on: Sql, submission: EntityTable, entries: readonly JournalEntry[]): Promise<ReadonlySet<string>> {
  // Two writers that take the same keys in the same order wait for each other; in different orders they would deadlock.
  const sorted = entries.toSorted((one, other) => (one.idempotencyKey < other.idempotencyKey ? -1 : 1))
  const ending = 'on conflict ("idempotency_key") do nothing returning "id"'
  const rows = await insertRecords(on, submission, { records: sorted.map(recordOf), ending })
  const written = new Set(rows.map(({ id }) => String(id)))
  const states = entries.filter(({ id }) => written.has(id)).map(stateRow)
  await insertRows(on, { table: 'submission_state', columns: STATE_COLUMNS, rows: states })
  return written
}

async function findKnown(
  on: Sql,
  entries: readonly JournalEntry[],
): Promise<ReadonlyMap<string, { id: string; fingerprint: string }>> {
  if (entries.length === 0) return new Map()
  const { sql, bindings } = isOneOf(
    on.dialect,
    '"idempotency_key"',
    entries.map(({ idempotencyKey }) => idempotencyKey),
  )
  const rows = await on.rows(`select "id", "idempotency_key", "fingerprint" from "submission" where ${sql}`, bindings)
  return new Map(rows.map((row) => [String(row.idempotency_key), { id: String(row.id), fingerprint: String(row.fingerprint) }]))
}

function recordOf({ id, receivedAt, source, channel, idempotencyKey, fingerprint, payload, context }: JournalEntry) {
  return {
    id,
    version: 1,
    createdAt: receivedAt,
    updatedAt: receivedAt,
    source,
    channel,
    idempotencyKey,
    fingerprint,
    payload,
    context,
  }
}

const STATE_COLUMNS = ['submission_id', 'state', 'source', 'received_at', 'available_at', 'attempts', 'updated_at']

const stateRow = ({ id, source, receivedAt, spam }: JournalEntry): readonly Binding[] => [
  id,
  spam ? 'spam' : 'waiting',
  source,
  receivedAt,
  receivedAt,
  0,
  receivedAt,
]
