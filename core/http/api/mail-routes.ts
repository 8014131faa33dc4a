import type { JsonSchema } from '../../model/fields.js'
import { addSuppressions, listMails, listSuppressions, previewMail, removeSuppression } from '../../operations/index.js'
import { type ApiRoute, pageOf } from './api-route.js'
import { PAGE_FIELDS, pageQuery } from './lead-query.js'
import { withIsoTexts } from './shown-record.js'

const ANY: JsonSchema = { type: 'object' }

/** Mails that files declare, as a lead would get them, and the addresses to which none goes. */
export const mailRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/mails',
    summary: 'List mail templates',
    permission: 'sequence:read',
    answer: { status: 200, description: 'All templates.', schema: pageOf('mails', ANY) },
    handle: async ({ crm, actor }) => ({ mails: listMails(crm, { actor }) }),
  },
  {
    method: 'get',
    path: '/api/mails/:id/preview',
    summary: 'A mail as one lead would get it; nothing is sent',
    permission: 'sequence:read',
    query: {
      lead: { type: 'string', required: true, description: 'Id of the lead.' },
      language: { type: 'string', description: "Another language than the lead's." },
    },
    answer: { status: 200, description: 'Subject, HTML, plain text, and why it would not go.', schema: ANY },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' }, query: { lead, language } }) {
      const wish = typeof language === 'string' ? { language } : {}
      return previewMail(crm, { actor, template: id, leadId: String(lead), ...wish })
    },
  },
  {
    method: 'get',
    path: '/api/suppressions',
    summary: 'List addresses to which no mail goes, the newest first',
    permission: 'sequence:read',
    query: { search: { type: 'string' }, ...PAGE_FIELDS },
    answer: { status: 200, description: 'One page.', schema: pageOf('suppressions', ANY) },
    async handle({ crm, actor, query }) {
      const { search } = query
      const page = await listSuppressions(crm, { actor, ...pageQuery(query), ...(typeof search === 'string' ? { search } : {}) })
      const suppressions = page.records.map(({ id, key, reason, at }) => withIsoTexts({ id, address: key, reason, at }, ['at']))
      return { suppressions, ...(page.next === undefined ? {} : { next: page.next }) }
    },
  },
  {
    method: 'post',
    path: '/api/suppressions',
    summary: 'Put addresses on the suppression list',
    permission: 'sequence:write',
    body: {
      addresses: {
        type: 'json',
        required: true,
        schema: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 1_000 },
        description: 'E-mail addresses.',
      },
    },
    answer: { status: 200, description: 'How many are new.', schema: ANY },
    handle: async ({ crm, actor, body }) => addSuppressions(crm, { actor, addresses: body['addresses'] as readonly string[] }),
  },
  {
    method: 'post',
    path: '/api/suppressions/remove',
    summary: 'Take an address off the suppression list',
    permission: 'sequence:write',
    body: { address: { type: 'string', required: true } },
    answer: { status: 200, description: 'Whether it was there.', schema: ANY },
    handle: async ({ crm, actor, body }) => ({
      removed: await removeSuppression(crm, { actor, address: String(body['address']) }),
    }),
  },
]
