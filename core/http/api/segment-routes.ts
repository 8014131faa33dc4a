import { listSegments, setMembership } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRequest, type ApiRoute, pageOf, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { shownRecord } from './shown-record.js'

const SEGMENT = {
  type: 'object',
  required: ['id', 'title', 'kind', 'count'],
  properties: {
    id: { type: 'string' },
    title: { type: 'object' },
    kind: { enum: ['conditions', 'listed'] },
    count: { type: 'integer', description: 'Leads in it now.' },
  },
}

const MEMBER = '/api/v1/segments/:segment/leads/:id'

/** Groups of leads: by conditions, or listed one by one. The leads of one are `GET /api/leads?segment=…`. */
export const segmentRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/segments',
    summary: 'List segments with how many leads are in each now',
    permission: 'lead:read',
    answer: { status: 200, description: 'Every segment.', schema: pageOf('segments', SEGMENT) },
    handle: async ({ crm, actor }) => ({ segments: await listSegments(crm, { actor }) }),
  },
  {
    method: 'put',
    path: MEMBER,
    summary: 'Put a lead into a listed segment',
    permission: 'lead:write',
    answer: { status: 200, description: 'The lead as it is now.', schema: shape('lead') },
    refusals: [404, 409],
    handle: (request) => member(request, true),
  },
  {
    method: 'delete',
    path: MEMBER,
    summary: 'Take a lead out of a listed segment',
    permission: 'lead:write',
    answer: { status: 200, description: 'The lead as it is now.', schema: shape('lead') },
    refusals: [404, 409],
    handle: (request) => member(request, false),
  },
]

async function member({ crm, actor, params: { segment = '', id = '' } }: ApiRequest, isMember: boolean): Promise<object> {
  const lead = await setMembership(crm, { actor, segment, leadId: id, isMember })
  if (isRefusal(lead)) throw changeRefused(lead)
  return shownRecord(crm.fields.lead, lead)
}
