import type { JsonSchema } from '../../model/fields.js'
import { listEffects, retryEffect } from '../../operations/index.js'
import type { OutboxRow } from '../../store/index.js'
import { type ApiRoute, pageOf } from './api-route.js'

const EFFECT: JsonSchema = {
  type: 'object',
  required: ['id', 'type', 'entity', 'recordId', 'rule', 'state', 'attempts', 'createdAt'],
  properties: {
    id: { type: 'string' },
    type: { type: 'string', description: 'The action.' },
    entity: { type: 'string' },
    recordId: { type: 'string', description: 'The record that it is about.' },
    rule: { type: 'string', description: 'The rule that asked for it.' },
    params: { type: 'object' },
    state: { enum: ['waiting', 'done', 'dead'] },
    attempts: { type: 'integer' },
    createdAt: { type: 'string', format: 'date-time' },
    nextAttemptAt: { type: 'string', format: 'date-time' },
    error: { type: 'string' },
  },
}

/** What rules made happen. */
export const effectRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/effects',
    summary: 'List effects of rules',
    permission: 'outbox:read',
    query: { state: { type: 'select', oneOf: ['waiting', 'done', 'dead'] }, limit: { type: 'integer', min: 1, max: 200 } },
    answer: { status: 200, description: 'Newest first; `dead` were given up.', schema: pageOf('effects', EFFECT) },
    handle: async ({ crm, actor, query: { state, limit } }) => ({
      effects: (
        await listEffects(crm, {
          actor,
          ...(state === 'waiting' || state === 'done' || state === 'dead' ? { state } : {}),
          ...(typeof limit === 'number' ? { limit } : {}),
        })
      ).map(shown),
    }),
  },
  {
    method: 'post',
    path: '/api/v1/effects/:id/retry',
    summary: 'Have an effect done again that was given up',
    permission: 'outbox:retry',
    answer: { status: 200, description: 'The effect as it stands.', schema: { type: 'object', properties: { effect: EFFECT } } },
    refusals: [404],
    handle: async ({ crm, actor, params: { id = '' } }) => ({ effect: shown(await retryEffect(crm, { actor, id })) }),
  },
]

const shown = ({
  id,
  type,
  entity = 'lead' as never,
  recordId,
  rule,
  params,
  state,
  attempts,
  createdAt,
  nextAttemptAt,
  error,
}: OutboxRow) => ({
  ...{ id, type, entity, recordId, rule, params, state, attempts },
  createdAt: new Date(createdAt).toISOString(),
  ...(state === 'waiting' ? { nextAttemptAt: new Date(nextAttemptAt).toISOString() } : {}),
  ...(error === undefined ? {} : { error }),
})
