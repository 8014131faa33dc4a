import type { Enrolment } from '../../model/entities/enrolment.js'
import type { JsonSchema } from '../../model/fields.js'
import { enrolByHand, exitByHand, listSequences, showSequence } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRoute, pageOf } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { PAGE_FIELDS, pageQuery } from './lead-query.js'
import { withIsoTexts } from './shown-record.js'

const STATES = ['active', 'completed', 'exited', 'failed'] as const satisfies readonly Enrolment['state'][]
const ANY: JsonSchema = { type: 'object' }
const LEAD = { leadId: { type: 'string', required: true, description: 'Id of the lead.' } } as const

/** Nurture sequences: how far their leads have come, and who is in them. */
export const sequenceRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/sequences',
    summary: 'List sequences with their figures per step',
    permission: 'sequence:read',
    answer: { status: 200, description: 'All sequences.', schema: pageOf('sequences', ANY) },
    handle: async ({ crm, actor }) => ({ sequences: await listSequences(crm, { actor }) }),
  },
  {
    method: 'get',
    path: '/api/sequences/:id',
    summary: 'One sequence and a page of its enrolments, the newest first',
    permission: 'sequence:read',
    query: { state: { type: 'select', oneOf: STATES }, ...PAGE_FIELDS },
    answer: { status: 200, description: 'Figures and enrolments.', schema: pageOf('enrolments', ANY) },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' }, query }) {
      const state = STATES.find((known) => known === query['state'])
      const page = await showSequence(crm, { actor, id, ...pageQuery(query), ...(state ? { state } : {}) })
      const enrolments = page.enrolments.map((row) =>
        withIsoTexts(row, ['createdAt', 'updatedAt', 'enrolledAt', 'nextAt', 'endedAt']),
      )
      return { ...page, enrolments }
    },
  },
  {
    method: 'post',
    path: '/api/sequences/:id/enrol',
    summary: 'Put a lead into a sequence',
    permission: 'sequence:write',
    body: LEAD,
    answer: { status: 200, description: 'The lead is in it.', schema: ANY },
    refusals: [404, 422],
    async handle({ crm, actor, params: { id = '' }, body }) {
      const lead = await enrolByHand(crm, { actor, sequence: id, leadId: String(body['leadId']) })
      if (isRefusal(lead)) throw changeRefused(lead)
      return { leadId: lead.id, sequence: id, enrolled: true }
    },
  },
  {
    method: 'post',
    path: '/api/sequences/:id/exit',
    summary: 'Take a lead out of a sequence',
    permission: 'sequence:write',
    body: LEAD,
    answer: { status: 200, description: 'Whether it was in it.', schema: ANY },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' }, body }) {
      const leadId = String(body['leadId'])
      return { leadId, sequence: id, left: await exitByHand(crm, { actor, sequence: id, leadId }) }
    },
  },
]
