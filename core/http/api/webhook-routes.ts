import { EVENT_NAMES } from '../../intake/events/event-names.js'
import type { JsonSchema } from '../../model/fields.js'
import { addEndpoint, listDeliveries, listEndpoints, redeliver, renewSecret, switchEndpoint } from '../../operations/index.js'
import { type ApiRoute, pageOf, shape } from './api-route.js'
import { shownRecord, shownRecords } from './shown-record.js'

const SECRET: JsonSchema = { type: 'string', description: 'The key that signs, `whsec_…`; shown this once.' }
const DONE: JsonSchema = { type: 'object', required: ['changed'], properties: { changed: { type: 'boolean' } } }

/** Addresses that are told of events, and what became of each event. */
export const webhookRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/webhooks',
    summary: 'List webhooks',
    permission: 'webhook:read',
    answer: {
      status: 200,
      description: 'Addresses with the events they are told of.',
      schema: pageOf('webhooks', shape('webhookEndpoint')),
    },
    handle: async ({ crm, actor }) => ({
      webhooks: shownRecords(crm.fields.webhookEndpoint, await listEndpoints(crm, { actor })),
      events: EVENT_NAMES,
    }),
  },
  {
    method: 'post',
    path: '/api/webhooks',
    summary: 'Add a webhook',
    description: 'Events are sent as JSON and signed as the Standard Webhooks specification has it.',
    permission: 'webhook:write',
    body: {
      url: { type: 'string', required: true, description: 'Where events go; https outside the own network.' },
      events: {
        type: 'json',
        required: true,
        schema: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 100 },
        description: `Among ${EVENT_NAMES.join(', ')}, or \`*\`.`,
      },
      description: { type: 'string' },
    },
    answer: {
      status: 201,
      description: 'The webhook and the key that signs.',
      schema: { type: 'object', properties: { webhook: shape('webhookEndpoint'), secret: SECRET } },
    },
    async handle({ crm, actor, body: { url, events, description } }) {
      const { endpoint, secret } = await addEndpoint(crm, {
        actor,
        endpoint: {
          url: String(url),
          events: events as readonly string[],
          ...(typeof description === 'string' ? { description } : {}),
        },
      })
      return { webhook: shownRecord(crm.fields.webhookEndpoint, endpoint), secret }
    },
  },
  {
    method: 'patch',
    path: '/api/webhooks/:id',
    summary: 'Switch a webhook on or off',
    description: 'What happens while it is off waits for it.',
    permission: 'webhook:write',
    body: { state: { type: 'select', oneOf: ['on', 'off'], required: true } },
    answer: { status: 200, description: 'Whether anything changed.', schema: DONE },
    handle: async ({ crm, actor, params: { id = '' }, body }) => ({
      changed: await switchEndpoint(crm, { actor, id, state: body['state'] === 'on' ? 'on' : 'off' }),
    }),
  },
  {
    method: 'post',
    path: '/api/webhooks/:id/secret',
    summary: 'Renew the key of a webhook',
    description: 'Events are signed with the new key and the one before it, so that the receiver can change over.',
    permission: 'webhook:write',
    answer: { status: 201, description: 'The new key.', schema: { type: 'object', properties: { secret: SECRET } } },
    refusals: [404],
    handle: async ({ crm, actor, params: { id = '' } }) => ({ secret: await renewSecret(crm, { actor, id }) }),
  },
  {
    method: 'get',
    path: '/api/webhook-deliveries',
    summary: 'List deliveries of events',
    permission: 'webhook:read',
    query: {
      webhook: { type: 'string', description: 'Only those to this webhook.' },
      state: { type: 'select', oneOf: ['waiting', 'done', 'dead'] },
      limit: { type: 'integer', min: 1, max: 200 },
      after: { type: 'string' },
    },
    answer: { status: 200, description: 'Newest first.', schema: pageOf('deliveries', shape('webhookDelivery')) },
    async handle({ crm, actor, query: { webhook, state, limit, after } }) {
      const page = await listDeliveries(crm, {
        actor,
        query: {
          ...(typeof webhook === 'string' ? { endpointId: webhook } : {}),
          ...(typeof state === 'string' ? { state } : {}),
          ...(typeof limit === 'number' ? { limit } : {}),
          ...(typeof after === 'string' ? { after } : {}),
        },
      })
      const deliveries = shownRecords(crm.fields.webhookDelivery, page.records)
      return { deliveries, ...(page.next ? { next: page.next } : {}) }
    },
  },
  {
    method: 'post',
    path: '/api/webhook-deliveries/:id/redeliver',
    summary: 'Send an event once more',
    description: 'Under the same `webhook-id`, so that a receiver that has it knows it as a repeat.',
    permission: 'webhook:write',
    answer: { status: 202, description: 'Whether it goes out again; false where it is on its way anyway.', schema: DONE },
    refusals: [404],
    handle: async ({ crm, actor, params: { id = '' } }) => ({ changed: await redeliver(crm, { actor, id }) }),
  },
]
