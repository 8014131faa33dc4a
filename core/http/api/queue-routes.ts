import { CrmError } from '../../errors.js'
import type { JsonSchema } from '../../model/fields.js'
import { claimLead, listQueues, openQueue, releaseLead, type SeenQueue } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRequest, type ApiRoute, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { shownLead } from './shown-lead.js'

const QUEUE: JsonSchema = {
  type: 'object',
  required: ['id', 'label', 'waiting', 'members'],
  properties: {
    id: { type: 'string' },
    label: { type: 'object', additionalProperties: { type: 'string' } },
    waiting: { type: 'integer', description: 'Open leads in it that nobody owns.' },
    claim: { type: 'object', description: 'What a member may take out of it: `maxOpen`, `perDay`.' },
    members: { type: 'array', items: { type: 'object' } },
  },
}

const OPENED: JsonSchema = {
  ...QUEUE,
  properties: {
    ...(QUEUE['properties'] as JsonSchema),
    leads: { type: 'array', items: shape('lead'), description: 'Highest score first.' },
    standing: { type: 'object', description: 'How you stand in it: `openLeads`, `capacity`, `open`, `claimedToday`.' },
    refusal: { type: 'object', description: 'Why you can take nothing now.' },
  },
}

const USER = { userId: { type: 'string', description: 'For whom; yourself without it.' } } as const

/** Pools: see what waits, take a lead, give one back. */
export const queueRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/queues',
    summary: 'List queues with their members and what waits in them',
    permission: 'lead:read',
    answer: {
      status: 200,
      description: 'Every queue.',
      schema: { type: 'object', required: ['queues'], properties: { queues: { type: 'array', items: QUEUE } } },
    },
    handle: async ({ crm, actor }) => ({ queues: (await listQueues(crm, { actor })).map(shownQueue) }),
  },
  {
    method: 'get',
    path: '/api/queues/:queue',
    summary: 'See the leads that wait in a queue, and what you may take',
    permission: 'lead:read',
    query: { limit: { type: 'integer', min: 1, max: 200 } },
    answer: { status: 200, description: 'The queue.', schema: OPENED },
    refusals: [404],
    handle: showQueue,
  },
  {
    method: 'post',
    path: '/api/leads/:id/claim',
    summary: 'Take a lead out of the queue it waits in',
    description: 'Of two who take the same lead one gets it. Limits are refused with their numbers.',
    permission: 'lead:write',
    body: USER,
    answer: { status: 200, description: 'The lead as it is now.', schema: shape('lead') },
    refusals: [404],
    handle: claim,
  },
  {
    method: 'post',
    path: '/api/leads/:id/release',
    summary: 'Give a lead back to its queue',
    permission: 'lead:write',
    answer: { status: 200, description: 'The lead as it is now.', schema: shape('lead') },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' } }) {
      const lead = await releaseLead(crm, { actor, leadId: id })
      if (isRefusal(lead)) throw changeRefused(lead)
      return shownLead(crm, lead)
    },
  },
]

function shownQueue({ queue: { id, label, claim, capacity, manager }, waiting, members }: SeenQueue): object {
  return {
    id,
    label,
    waiting,
    members,
    ...(claim ? { claim } : {}),
    ...(capacity ? { capacity } : {}),
    ...(manager ? { manager } : {}),
  }
}

async function showQueue({ crm, actor, params: { queue = '' }, query: { limit } }: ApiRequest): Promise<unknown> {
  const opened = await openQueue(crm, { actor, queue, ...(typeof limit === 'number' ? { limit } : {}) })
  if (!opened)
    throw new CrmError('HTTP_NOT_FOUND', {
      en: `There is no queue ${queue.slice(0, 100)}.`,
      fa: `صف ${queue.slice(0, 100)} وجود ندارد.`,
    })
  const { standing, refusal } = opened
  return {
    ...shownQueue(opened),
    leads: opened.leads.map((lead) => shownLead(crm, lead)),
    ...(standing ? { standing: { ...standing, user: undefined, queue: undefined } } : {}),
    ...(refusal ? { refusal } : {}),
  }
}

async function claim({ crm, actor, params: { id = '' }, body: { userId } }: ApiRequest): Promise<unknown> {
  const lead = await claimLead(crm, { actor, leadId: id, ...(typeof userId === 'string' ? { userId } : {}) })
  if (isRefusal(lead)) throw changeRefused(lead)
  return shownLead(crm, lead)
}
