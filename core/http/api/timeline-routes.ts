import { sevenAnswers, TIMELINE_ENTITIES, timelineOf } from '../../operations/index.js'
import { type ApiRoute, pageOf, shape } from './api-route.js'
import { PAGE_FIELDS, pageQuery } from './lead-query.js'
import { shownRecords } from './shown-record.js'

const PATHS = { lead: 'leads', contact: 'contacts', account: 'accounts', opportunity: 'opportunities' } as const

const timelines: readonly ApiRoute[] = TIMELINE_ENTITIES.map((entity) => ({
  method: 'get',
  path: `/api/v1/${PATHS[entity]}/:id/timeline`,
  summary: `Read the timeline of one of the ${PATHS[entity]}`,
  description: 'What happened before a conversion or a merge stands in it as well; `linked` names whose past it is.',
  permission: `${entity}:read`,
  query: {
    types: {
      type: 'string',
      maxLength: 400,
      description: 'Types of activity, joined by commas; `call` stands for `call.inbound` too.',
    },
    ...PAGE_FIELDS,
  },
  answer: { status: 200, description: 'Newest first.', schema: pageOf('activities', shape('activity')) },
  refusals: [404],
  async handle({ crm, actor, params: { id = '' }, query }) {
    const types = typeof query['types'] === 'string' ? query['types'].split(',').map((type) => type.trim()) : []
    const { records, next, linked } = await timelineOf(crm, { actor, entity, id, ...pageQuery(query), types })
    return { activities: shownRecords(crm.fields.activity, records), ...(next ? { next } : {}), linked }
  },
}))

const SENTENCE = { type: 'object', properties: { en: { type: 'string' }, fa: { type: 'string' } } }
const ANSWER = {
  type: 'object',
  required: ['question', 'state', 'sentence'],
  properties: {
    question: { enum: ['origin', 'interest', 'follow', 'fit', 'call', 'contract', 'owner'] },
    state: { enum: ['good', 'open', 'bad'] },
    sentence: SENTENCE,
    link: { type: 'string' },
  },
}

/** One past per person or company, through conversion and merge, and what nobody should have to ask about a lead. */
export const timelineRoutes: readonly ApiRoute[] = [
  ...timelines,
  {
    method: 'get',
    path: '/api/v1/leads/:id/answers',
    summary: 'Answer the seven questions about a lead',
    description: 'Where from, interested, followed up, the right customer, whether to call, what the contract says, whose job.',
    permission: 'lead:read',
    answer: {
      status: 200,
      description: 'One sentence each, in English and Persian.',
      schema: { type: 'object', required: ['answers'], properties: { answers: { type: 'array', items: ANSWER } } },
    },
    refusals: [404],
    handle: async ({ crm, actor, params: { id = '' } }) => ({ answers: await sevenAnswers(crm, { actor, id }) }),
  },
]
