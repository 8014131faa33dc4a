import type { SubmissionState } from '../../model/entities/submission.js'
import { type Binding, type Database, isOneOf, type Row } from '../database/database.js'
import { readCursor, writeCursor } from '../query/cursor.js'
import type { EntityTable } from '../rows/entity-table.js'
import { selectRecords } from '../rows/select-records.js'
import type { JournalEntry, JournalRow, JournalStore, StoredRecord } from '../store.js'

/** The questions to the journal. */
export function readJournal(
  database: Database,
  submission: EntityTable,
): Pick<JournalStore, 'get' | 'list' | 'health' | 'nextWaiting'> {
  return {
    async get(id) {
      const states = await database.rows('select * from submission_state where submission_id = ?', [id])
      return (await withEntries(database, submission, states))[0]
    },
    list: (query) => listJournal(database, submission, query),
    async health() {
      const rows = await database.rows(
        `select source, state, count(*) as n, max(received_at) as last_at from submission_state group by source, state order by source, state`,
      )
      return rows.map(({ source, state, n, last_at }) => ({
        source: String(source),
        state: state as SubmissionState,
        count: Number(n),
        lastAt: Number(last_at),
      }))
    },
    async nextWaiting() {
      const [row] = await database.rows(`select min(available_at) as at from submission_state where state = 'waiting'`)
      return typeof row?.at === 'number' ? row.at : undefined
    },
  }
}

/** A stored submission as the entry it came as. */
export function entryOf(record: StoredRecord): JournalEntry {
  const { source, channel, idempotencyKey, fingerprint, payload, context } = record as unknown as JournalEntry
  const entry = { id: record.id, receivedAt: record.createdAt, source, channel, idempotencyKey, fingerprint, payload }
  return context === undefined ? entry : { ...entry, context }
}

const NEWEST_FIRST = 'receivedAt desc'

async function listJournal(database: Database, submission: EntityTable, query: Parameters<JournalStore['list']>[0]) {
  const { state, source, leadId, limit, after } = query
  const cursor = after === undefined ? undefined : readCursor(after, { sort: NEWEST_FIRST, canBe: Number.isSafeInteger })
  const conditions: readonly (readonly [string, readonly Binding[]])[] = [
    ...(state === undefined ? [] : [['state = ?', [state]] as const]),
    ...(source === undefined ? [] : [['source = ?', [source]] as const]),
    ...(leadId === undefined ? [] : [['lead_id = ?', [leadId]] as const]),
    ...(cursor === undefined ? [] : [['(received_at, submission_id) < (?, ?)', [cursor.value, cursor.id]] as const]),
  ]
  const where = conditions.length === 0 ? '' : `where ${conditions.map(([sql]) => sql).join(' and ')}`
  const states = await database.rows(
    `select * from submission_state ${where} order by received_at desc, submission_id desc limit ?`,
    [...conditions.flatMap(([, bindings]) => bindings), limit + 1],
  )
  const records = await withEntries(database, submission, states.slice(0, limit))
  const last = records.at(-1)
  if (states.length <= limit || last === undefined) return { records }
  return { records, next: writeCursor({ sort: NEWEST_FIRST, value: last.receivedAt, id: last.id }) }
}

async function withEntries(database: Database, submission: EntityTable, states: readonly Row[]): Promise<readonly JournalRow[]> {
  if (states.length === 0) return []
  const { sql, bindings } = isOneOf(
    database.dialect,
    '"id"',
    states.map((row) => String(row.submission_id)),
  )
  const records = await selectRecords(database, submission, { ending: `where ${sql}`, bindings })
  const entries = new Map(records.map((record) => [record.id, entryOf(record)]))
  return states.flatMap((row) => {
    const entry = entries.get(String(row.submission_id))
    return entry === undefined ? [] : [journalRow(entry, row)]
  })
}

const journalRow = (entry: JournalEntry, row: Row): JournalRow => ({
  ...entry,
  state: row.state as SubmissionState,
  attempts: Number(row.attempts),
  ...(row.state === 'spam' ? { spam: true } : {}),
  ...(typeof row.lead_id === 'string' ? { leadId: row.lead_id } : {}),
  ...(typeof row.problem === 'string' ? { problem: JSON.parse(row.problem) as NonNullable<JournalRow['problem']> } : {}),
})
