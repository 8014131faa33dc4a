import type { WebhookEndpoint } from '../../model/entities/webhook-endpoint.js'
import type { RecordChanges } from '../../store/index.js'
import type { Engine } from '../engine.js'
import type { CrmEvent } from './event-names.js'

/** The deliveries that events become: one for each address that asked for it. Nothing where nobody asked. */
export async function deliveriesOf(
  { store, newId, now }: Pick<Engine, 'store' | 'newId' | 'now'>,
  events: readonly CrmEvent[],
): Promise<RecordChanges> {
  if (events.length === 0) return NONE
  const endpoints = await activeEndpoints(store)
  if (endpoints.length === 0) return NONE
  const at = now()
  const timestamp = new Date(at).toISOString()
  return {
    inserts: events.flatMap(({ name, subject, data }) => {
      const eventId = newId()
      return endpoints
        .filter(({ events: wanted }) => wanted.includes('*') || wanted.includes(name))
        .map(({ id: endpointId }) => ({
          entity: 'webhookDelivery' as const,
          record: {
            ...{ id: newId(), version: 1, createdAt: at, updatedAt: at },
            ...{ endpointId, eventId, event: name, subject, state: 'waiting', attempts: 0, nextAttemptAt: at },
            payload: { type: name, timestamp, data },
          },
        }))
    }),
  }
}

const NONE: RecordChanges = Object.freeze({})
const MOST_ENDPOINTS = 100

async function activeEndpoints(store: Engine['store']): Promise<readonly WebhookEndpoint[]> {
  const page = await store.records.list('webhookEndpoint', {
    where: { all: [{ fact: 'webhookEndpoint', path: '$.active', operator: 'equal', value: true }] },
    limit: MOST_ENDPOINTS,
  })
  return page.records as readonly WebhookEndpoint[]
}
