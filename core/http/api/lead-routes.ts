import { CrmError } from '../../errors.js'
import type { Lead } from '../../model/entities/lead.js'
import type { Fields } from '../../model/fields.js'
import { type ActivityReport, countLeads, listLeads, logActivity, seenBy, showLead, updateLead } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRequest, type ApiRoute, pageOf, shape } from './api-route.js'
import { captureLeads } from './capture-leads.js'
import { changeRefused } from './change-refused.js'
import { inMemory, LEAD_FILTER_FIELDS, leadFilter, PAGE_FIELDS, pageQuery, sortOf, withInMemory } from './lead-query.js'
import { leadWhyRoute } from './lead-why-route.js'
import { shownLead } from './shown-lead.js'
import { shownProfile } from './shown-profile.js'
import { shownRecord } from './shown-record.js'

const SORT: Fields = { sort: { type: 'string', description: '`field:asc` or `field:desc`; newest first without it.' } }

/** Leads: find, count, capture, see, change, and note what happened. */
export const leadRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/leads',
    summary: 'List leads',
    permission: 'lead:read',
    query: { ...LEAD_FILTER_FIELDS, ...SORT, ...PAGE_FIELDS },
    answer: { status: 200, description: 'One page of leads.', schema: withInMemory(pageOf('leads', shape('lead'))) },
    async handle({ crm, actor, query }) {
      const sort = sortOf(query['sort'])
      const filter = leadFilter(seenBy(crm, actor), query)
      const page = await listLeads(crm, { actor, query: { ...filter, ...pageQuery(query), ...(sort ? { sort } : {}) } })
      const leads = (page.records as readonly Lead[]).map((lead) => shownLead(crm, lead))
      return { leads, ...(page.next ? { next: page.next } : {}), ...inMemory(crm, filter) }
    },
  },
  {
    method: 'get',
    path: '/api/leads/count',
    summary: 'Count leads',
    permission: 'lead:read',
    query: LEAD_FILTER_FIELDS,
    answer: {
      status: 200,
      description: 'How many leads there are.',
      schema: withInMemory({ type: 'object', required: ['count'], properties: { count: { type: 'integer' } } }),
    },
    async handle({ crm, actor, query }) {
      const filter = leadFilter(seenBy(crm, actor), query)
      return { count: await countLeads(crm, { actor, filter }), ...inMemory(crm, filter) }
    },
  },
  captureLeads,
  {
    method: 'get',
    path: '/api/leads/:id',
    summary: 'See a lead with everything around it',
    permission: 'lead:read',
    answer: { status: 200, description: 'The lead, its decisions, timeline, tasks and touches.', schema: shape('profile') },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' } }) {
      const profile = await showLead(crm, { actor, id })
      if (!profile) throw unknownLead(id)
      return shownProfile(crm, profile)
    },
  },
  leadWhyRoute,
  {
    method: 'patch',
    path: '/api/leads/:id',
    summary: 'Change a lead',
    description: 'The change is checked and guarded like a person’s edit; then the rules decide again.',
    permission: 'lead:write',
    body: {
      changes: {
        type: 'json',
        required: true,
        schema: { type: 'object', minProperties: 1 },
        description: 'New values by field; `null` clears one.',
      },
      expectedVersion: { type: 'integer', description: 'The version that was read; 409 if somebody wrote in between.' },
    },
    answer: { status: 200, description: 'The lead as it is now.', schema: shape('lead') },
    refusals: [404, 409],
    handle: changeLead,
  },
  {
    method: 'post',
    path: '/api/leads/:id/activities',
    summary: 'Note something that happened to a lead',
    permission: 'lead:write',
    body: {
      type: {
        type: 'string',
        required: true,
        maxLength: 100,
        description: 'Dotted, for example `call.outbound`; not `lead.*`, `status.*` or `task.*`.',
      },
      at: { type: 'dateTime', description: 'Not in the future; now without it.' },
      direction: { type: 'select', oneOf: ['inbound', 'outbound'] },
      durationSeconds: { type: 'integer', min: 0 },
      outcome: { type: 'string', maxLength: 100 },
      subject: { type: 'string' },
      details: { type: 'json' },
    },
    answer: { status: 201, description: 'The entry of the timeline.', schema: shape('activity') },
    refusals: [404],
    handle: addActivity,
  },
]

async function changeLead({ crm, actor, params: { id = '' }, body }: ApiRequest): Promise<unknown> {
  const { expectedVersion } = body
  const lead = await updateLead(crm, {
    actor,
    id,
    changes: body['changes'] as Readonly<Record<string, unknown>>,
    ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}),
  })
  if (isRefusal(lead)) throw changeRefused(lead)
  return shownLead(crm, lead)
}

async function addActivity({ crm, actor, params: { id = '' }, body }: ApiRequest): Promise<unknown> {
  const activity = await logActivity(crm, { actor, activity: { ...(body as unknown as ActivityReport), leadId: id } })
  return shownRecord(crm.fields.activity, activity)
}

const unknownLead = (id: string): CrmError =>
  new CrmError('LEAD_UNKNOWN', { en: `There is no lead ${id.slice(0, 100)}.`, fa: `سرنخ ${id.slice(0, 100)} وجود ندارد.` })
