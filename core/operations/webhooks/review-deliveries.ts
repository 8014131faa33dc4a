import { type Actor, actorName, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Comparison } from '../../model/conditions.js'
import type { WebhookDelivery } from '../../model/entities/webhook-delivery.js'
import type { Page } from '../../store/index.js'
import { pageLimit } from '../page-limit.js'
import { writeAudit } from '../write-audit.js'
import { unknownEndpoint } from './manage-endpoints.js'

/** Which deliveries; newest first. */
export interface DeliveryQuery {
  readonly endpointId?: string
  readonly state?: string
  readonly limit?: number
  readonly after?: string
}

/** Lists deliveries with what became of them: those that wait, that arrived, and that were given up. */
export async function listDeliveries(
  engine: Engine,
  { actor, query = {} }: { actor: Actor; query?: DeliveryQuery },
): Promise<Page<WebhookDelivery>> {
  authorize(actor, 'webhook:read')
  const { endpointId, state, limit, after } = query
  const asked = [
    ...(endpointId === undefined ? [] : [is('endpointId', endpointId)]),
    ...(state === undefined ? [] : [is('state', state)]),
  ]
  const page = await engine.store.records.list('webhookDelivery', {
    limit: pageLimit(limit),
    sort: { field: 'createdAt', direction: 'desc' },
    ...(asked.length > 0 ? { where: { all: asked } } : {}),
    ...(after ? { after } : {}),
  })
  return page as Page<WebhookDelivery>
}

const is = (field: string, value: string): Comparison => ({
  ...{ fact: 'webhookDelivery', path: `$.${field}`, operator: 'equal', value },
})

/**
 * Sends an event once more, under the same id, so that a receiver that has it knows it as a repeat.
 * Answers false where it is on its way anyway.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function redeliver(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<boolean> {
  authorize(actor, 'webhook:write')
  if (!(await engine.store.records.get('webhookDelivery', id))) throw unknownEndpoint(id)
  const isBack = await engine.store.deliveries.redeliver(id, engine.now())
  if (isBack) {
    await writeAudit(engine, { actor: actorName(actor), action: 'webhook.redeliver', subject: id })
    engine.wake('deliveries')
  }
  return isBack
}
