import { setupStanding } from '../../crm/setup-standing.js'
import { CONFIRMABLE, type Confirmable, confirmSetup, setupChecklist } from '../../operations/index.js'
import type { ApiRequest, ApiRoute } from './api-route.js'

const CHECKLIST = {
  type: 'object',
  required: ['isComplete', 'done', 'steps'],
  properties: {
    isComplete: { type: 'boolean' },
    done: { type: 'integer' },
    steps: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'title', 'why', 'how', 'isDone', 'items'],
        properties: { id: { type: 'string' }, isDone: { type: 'boolean' }, items: { type: 'array' } },
      },
    },
  },
}

/** How far the set-up of the deployment is. */
export const setupRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/setup-checklist',
    summary: 'See the six steps of the set-up with their state',
    permission: 'rule:read',
    answer: { status: 200, description: 'Worked out from what is there.', schema: CHECKLIST },
    handle: checklist,
  },
  {
    method: 'post',
    path: '/api/v1/setup-checklist/confirm',
    summary: 'Confirm what no record can show: nothing to import, or backups',
    permission: 'user:write',
    body: { what: { type: 'select', oneOf: CONFIRMABLE, required: true, description: 'What is so.' } },
    answer: { status: 200, description: 'The steps as they are now.', schema: CHECKLIST },
    async handle(request) {
      await confirmSetup(request.crm, { actor: request.actor, what: request.body['what'] as Confirmable })
      return checklist(request)
    },
  },
]

async function checklist({ crm, actor }: ApiRequest): Promise<object> {
  return setupChecklist(crm, { actor, standing: setupStanding(crm) })
}
