import type { Fields, JsonSchema } from '../../model/fields.js'
import {
  consentsOf,
  erasePerson,
  exportPerson,
  listErasures,
  type PersonNamed,
  previewRetention,
  recordConsent,
} from '../../operations/index.js'
import { type ApiRoute, pageOf } from './api-route.js'
import { shownRecord, shownRecords } from './shown-record.js'

const NAMED: Fields = {
  leadId: { type: 'string', description: 'Id of a lead of the person.' },
  contactId: { type: 'string', description: 'Id of a contact of the person.' },
  email: { type: 'string', maxLength: 254 },
  phone: { type: 'string', maxLength: 60 },
}
const RECEIPT: JsonSchema = {
  type: 'object',
  description: 'Rows by table, and the ids of the records that are gone; nothing that says who it was.',
}

function namedIn(given: Readonly<Record<string, unknown>>): PersonNamed {
  const texts = Object.keys(NAMED).flatMap((key) => (typeof given[key] === 'string' ? [[key, given[key]]] : []))
  return Object.fromEntries(texts) as PersonNamed
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** People's own rights: what is kept of them, that it goes, and what they agreed to. */
export const privacyRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/privacy/person',
    summary: 'Export everything that is kept of a person',
    description: 'Every table, data of plugins and files. Name the person by one of the parameters.',
    permission: 'privacy:export',
    query: NAMED,
    answer: { status: 200, description: 'Tables with the words for their columns.', schema: { type: 'object' } },
    refusals: [404, 409],
    handle: ({ crm, actor, query }) => exportPerson(crm, { actor, named: namedIn(query) }),
  },
  {
    method: 'post',
    path: '/api/privacy/erase',
    summary: 'Erase a person for ever',
    description: 'From every table, file and plugin. `confirm` is the name of the person as the export has it.',
    permission: 'privacy:erase',
    body: {
      ...NAMED,
      confirm: { type: 'string', required: true },
      reason: { type: 'string', description: 'For the receipt; it must name nobody.' },
      mode: { type: 'select', oneOf: ['erase', 'anonymise'], default: 'erase' },
    },
    answer: { status: 200, description: 'The receipt.', schema: RECEIPT },
    refusals: [404, 409, 422],
    async handle({ crm, actor, body }) {
      const reason = text(body['reason'])
      const receipt = await erasePerson(crm, {
        ...{ actor, named: namedIn(body), confirm: String(body['confirm']) },
        ...(body['mode'] === 'anonymise' ? { mode: 'anonymise' } : {}),
        ...(reason ? { reason } : {}),
      })
      return shownRecord(crm.fields.erasure, receipt)
    },
  },
  {
    method: 'get',
    path: '/api/privacy/erasures',
    summary: 'List receipts of what was erased',
    permission: 'privacy:erase',
    query: { limit: { type: 'integer', min: 1, max: 200 }, after: { type: 'string' } },
    answer: { status: 200, description: 'Newest first.', schema: pageOf('erasures', RECEIPT) },
    async handle({ crm, actor, query: { limit, after } }) {
      const page = await listErasures(crm, {
        ...{ actor, ...(typeof limit === 'number' ? { limit } : {}), ...(typeof after === 'string' ? { after } : {}) },
      })
      return { erasures: shownRecords(crm.fields.erasure, page.records), ...(page.next ? { next: page.next } : {}) }
    },
  },
  {
    method: 'get',
    path: '/api/privacy/retention',
    summary: 'Count the leads whose time of keeping is over',
    permission: 'privacy:erase',
    answer: {
      status: 200,
      description: 'For each rule, how many leads it would reach now.',
      schema: pageOf('rules', { type: 'object' }),
    },
    handle: async ({ crm, actor }) => ({ rules: await previewRetention(crm, { actor }) }),
  },
  {
    method: 'post',
    path: '/api/v1/consents',
    summary: 'Tell what somebody agreed to, or agrees to no longer',
    description: 'For one lead or one contact. What was said before stays.',
    permission: 'lead:write',
    body: {
      leadId: { type: 'string' },
      contactId: { type: 'string' },
      purpose: { type: 'string', required: true, description: 'For example `marketing-mail`, `web-tracking`.' },
      given: { type: 'boolean', required: true },
      at: { type: 'dateTime' },
      textVersion: { type: 'string' },
      text: { type: 'text', description: 'The words that were shown.' },
    },
    answer: { status: 201, description: 'The consent.', schema: { type: 'object' } },
    refusals: [404, 422],
    async handle({ crm, actor, body }) {
      const { leadId, contactId, purpose, given, at, textVersion, text: words } = body
      const consent = await recordConsent(crm, {
        actor,
        consent: {
          ...(typeof leadId === 'string' ? { leadId } : {}),
          ...(typeof contactId === 'string' ? { contactId } : {}),
          ...(typeof at === 'number' ? { at } : {}),
          ...(typeof textVersion === 'string' ? { textVersion } : {}),
          ...(typeof words === 'string' ? { text: words } : {}),
          ...{ purpose: String(purpose), given: given === true },
        },
      })
      return shownRecord(crm.fields.consent, consent)
    },
  },
  {
    method: 'get',
    path: '/api/v1/consents',
    summary: 'List what somebody agreed to',
    description: 'Over all records that are the same person, the newest first.',
    permission: 'lead:read',
    query: { leadId: { type: 'string' }, contactId: { type: 'string' } },
    answer: { status: 200, description: 'Consents.', schema: pageOf('consents', { type: 'object' }) },
    refusals: [404],
    async handle({ crm, actor, query: { leadId, contactId } }) {
      const entity = typeof contactId === 'string' ? 'contact' : 'lead'
      const found = await consentsOf(crm, { actor, entity, id: String(contactId ?? leadId ?? '') })
      return { consents: shownRecords(crm.fields.consent, found) }
    },
  },
]
