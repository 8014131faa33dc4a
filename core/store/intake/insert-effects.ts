import type { Sql } from '../database/database.js'
import { insertRows } from '../rows/insert-rows.js'
import type { IntakeCommit } from '../store.js'

/** Notes which leads look alike; a pair noted before stays as it is. */
export async function insertSimilar(on: Sql, similar: IntakeCommit['similar']): Promise<void> {
  await insertRows(on, {
    table: 'similar_lead',
    columns: ['lead_id', 'other_id', 'reason'],
    rows: similar.map(({ leadId, otherId, reason }) => [leadId, otherId, reason]),
    ending: 'on conflict (lead_id, other_id) do nothing',
  })
}

/** Hands effects to the outbox; one with a key that is known is the same effect and stands there already. */
export async function insertOutbox(on: Sql, entries: IntakeCommit['outbox']): Promise<void> {
  await insertRows(on, {
    table: 'outbox',
    columns: OUTBOX_COLUMNS,
    rows: entries.map(({ id, idempotencyKey, type, entity, recordId, rule, params, createdAt, chain }) => [
      ...[id, idempotencyKey, type, entity ?? null, recordId, rule, JSON.stringify(params)],
      ...[createdAt, 'waiting', 0, createdAt, chain ? JSON.stringify(chain) : null],
    ]),
    ending: 'on conflict (idempotency_key) do nothing',
  })
}

const OUTBOX_COLUMNS = [
  ...['id', 'idempotency_key', 'type', 'entity', 'record_id', 'rule', 'params'],
  ...['created_at', 'state', 'attempts', 'next_attempt_at', 'chain'],
]
