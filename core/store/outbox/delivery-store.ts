import { type Database, isOneOf, type Row } from '../database/database.js'
import type { ClaimedDelivery, DeliveryAnswer, DeliveryStore } from '../store.js'

/** Deliveries of events to outside addresses. A lease ends by itself; who was too slow changes nothing. */
export function deliveryStore(database: Database): DeliveryStore {
  return {
    claim: (request) => claim(database, request),
    settle: (id, answer) => settle(database, id, answer),
    async nextAttempt() {
      const [row] = await database.rows(
        `select min(d.next_attempt_at) as at from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
         where d.state = 'waiting' and e.active`,
      )
      return typeof row?.at === 'number' ? row.at : undefined
    },
    async redeliver(id, now) {
      const rows = await database.rows(
        `update webhook_delivery set state = 'waiting', attempts = 0, next_attempt_at = ?, lease_token = null, done_at = null,
           updated_at = ?, version = version + 1 where id = ? and state <> 'waiting' returning id`,
        [now, now, id],
      )
      return rows.length > 0
    },
    async secrets(endpointId) {
      const [row] = await database.rows('select secrets from webhook_endpoint where id = ?', [endpointId])
      return secretsOf(row?.secrets)
    },
  }
}

type ClaimRequest = Parameters<DeliveryStore['claim']>[0]

async function claim(database: Database, request: ClaimRequest): Promise<readonly ClaimedDelivery[]> {
  const { limit, perEndpoint, busy, now, leaseMs, token } = request
  const waiting = await database.rows(OLDEST_OF_EACH_RECORD, [now, now])
  const ids = withinShare(waiting, { perEndpoint, busy }).slice(0, limit)
  if (ids.length === 0) return []
  const chosen = isOneOf(database.dialect, 'id', ids)
  const taken = await database.rows(
    `update webhook_delivery set lease_token = ?, lease_until = ?, next_attempt_at = ?, attempts = attempts + 1, updated_at = ?,
       version = version + 1
     where ${chosen.sql} and state = 'waiting' and next_attempt_at <= ? returning id`,
    [token, now + leaseMs, now + leaseMs, now, ...chosen.bindings, now],
  )
  const own = isOneOf(
    database.dialect,
    'd.id',
    taken.map(({ id }) => String(id)),
  )
  const rows = await database.rows(
    `select d.id, d.endpoint_id, d.event_id, d.event, d.payload, d.attempts, e.url, e.secrets
     from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id where ${own.sql} order by d.created_at, d.id`,
    own.bindings,
  )
  return rows.map(claimedDelivery)
}

/** Of each record and address the oldest that waits, where it is due. */
const OLDEST_OF_EACH_RECORD = `select d.id, d.endpoint_id from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
  where d.state = 'waiting' and d.next_attempt_at <= ? and e.active and not exists (
    select 1 from webhook_delivery o where o.endpoint_id = d.endpoint_id and o.subject = d.subject and o.state = 'waiting'
      and (o.created_at < d.created_at or (o.created_at = d.created_at and o.id < d.id))
  ) and (d.lease_until is null or d.lease_until <= ?) order by d.next_attempt_at, d.id limit 500`

function withinShare(rows: readonly Row[], { perEndpoint, busy }: Pick<ClaimRequest, 'perEndpoint' | 'busy'>): string[] {
  const taken = new Map(busy)
  return rows.flatMap(({ id, endpoint_id }) => {
    const endpoint = String(endpoint_id)
    const count = taken.get(endpoint) ?? 0
    if (count >= perEndpoint) return []
    taken.set(endpoint, count + 1)
    return [String(id)]
  })
}

async function settle(database: Database, id: string, answer: DeliveryAnswer): Promise<boolean> {
  const { state, nextAttemptAt, answerStatus, problem, token, now } = answer
  const rows = await database.rows(
    `update webhook_delivery set state = ?, next_attempt_at = ?, answer_status = ?, problem = ?, done_at = ?, lease_token = null,
       lease_until = null, updated_at = ?, version = version + 1 where id = ? and lease_token = ? returning id`,
    [state, nextAttemptAt ?? null, answerStatus ?? null, problem ?? null, state === 'done' ? now : null, now, id, token],
  )
  return rows.length > 0
}

const claimedDelivery = (row: Row): ClaimedDelivery => ({
  id: String(row.id),
  endpointId: String(row.endpoint_id),
  url: String(row.url),
  secrets: secretsOf(row.secrets),
  eventId: String(row.event_id),
  event: String(row.event),
  body: String(row.payload),
  attempts: Number(row.attempts),
})

const secretsOf = (stored: unknown): readonly string[] =>
  typeof stored === 'string' ? (JSON.parse(stored) as readonly string[]) : []
