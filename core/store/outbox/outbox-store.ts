import { type Binding, type Database, type Row, skipLocked } from '../database/database.js'
import type { EffectTypes, OutboxRow, OutboxStore } from '../store.js'

/**
 * Effects that wait to be performed. A claim moves the next attempt to the end of the lease and leaves the worker's token;
 * a worker whose token is no longer there was too slow and changes nothing.
 */
export function outboxStore(database: Database): OutboxStore {
  const changed = async (sql: string, bindings: readonly Binding[]) =>
    (await database.rows(`${sql} returning id`, bindings)).length > 0
  return {
    async claim({ limit, now, leaseMs, token, types }) {
      const ofTypes = typesPart(types)
      const rows = await database.rows(
        `update outbox set lease_token = ?, next_attempt_at = ?, attempts = attempts + 1 where id in (
           select id from outbox where state = 'waiting' and next_attempt_at <= ?${ofTypes.sql}
           order by next_attempt_at, id limit ? ${skipLocked(database.dialect)}
         ) returning *`,
        [token, now + leaseMs, now, ...ofTypes.bindings, limit],
      )
      return rows.map(outboxRow).sort((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1))
    },
    complete: (id, { token, now }) =>
      changed(
        `update outbox set state = 'done', done_at = ?, error = null where id = ? and lease_token = ? and state = 'waiting'`,
        [now, id, token],
      ),
    fail: (id, { token, error, nextAttemptAt, dead }) =>
      changed(
        `update outbox set state = ?, error = ?, next_attempt_at = ?, lease_token = null where id = ? and lease_token = ? and state = 'waiting'`,
        [dead ? 'dead' : 'waiting', error, nextAttemptAt, id, token],
      ),
    async nextAttempt(types) {
      const { sql, bindings } = typesPart(types)
      const [row] = await database.rows(`select min(next_attempt_at) as at from outbox where state = 'waiting'${sql}`, bindings)
      return typeof row?.at === 'number' ? row.at : undefined
    },
    async get(id) {
      const [row] = await database.rows('select * from outbox where id = ?', [id])
      return row && outboxRow(row)
    },
    async find(key) {
      const [row] = await database.rows('select * from outbox where idempotency_key = ?', [key])
      return row && outboxRow(row)
    },
    list: (query) => listOutbox(database, query),
    revive: (id, now) =>
      changed(`update outbox set state = 'waiting', attempts = 0, next_attempt_at = ? where id = ? and state = 'dead'`, [
        now,
        id,
      ]),
  }
}

/** The part of a condition that names types, and what is bound in it. */
function typesPart(types: EffectTypes | undefined): { readonly sql: string; readonly bindings: readonly string[] } {
  const names = types === undefined ? [] : 'only' in types ? types.only : types.except
  if (types === undefined || names.length === 0) return { sql: '', bindings: [] }
  return { sql: ` and type ${'only' in types ? 'in' : 'not in'} (${names.map(() => '?').join(', ')})`, bindings: names }
}

async function listOutbox(database: Database, { state, recordId, limit }: Parameters<OutboxStore['list']>[0]) {
  const conditions = [
    '1 = 1',
    ...(state === undefined ? [] : ['state = ?']),
    ...(recordId === undefined ? [] : ['record_id = ?']),
  ]
  const rows = await database.rows(
    `select * from outbox where ${conditions.join(' and ')} order by created_at desc, id desc limit ?`,
    [...[state, recordId].filter((value) => value !== undefined), limit],
  )
  return rows.map(outboxRow)
}

const outboxRow = (row: Row): OutboxRow => ({
  id: String(row.id),
  idempotencyKey: String(row.idempotency_key),
  type: String(row.type),
  ...(typeof row.entity === 'string' ? { entity: row.entity as OutboxRow['entity'] & {} } : {}),
  recordId: String(row.record_id),
  rule: String(row.rule),
  params: JSON.parse(String(row.params)) as OutboxRow['params'],
  createdAt: Number(row.created_at),
  state: row.state as OutboxRow['state'],
  attempts: Number(row.attempts),
  nextAttemptAt: Number(row.next_attempt_at),
  ...(typeof row.error === 'string' ? { error: row.error } : {}),
  ...(typeof row.chain === 'string' ? { chain: JSON.parse(row.chain) as readonly string[] } : {}),
})
