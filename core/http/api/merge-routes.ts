import { CrmError } from '../../errors.js'
import type { Fields, JsonSchema } from '../../model/fields.js'
import {
  findDuplicates,
  listDuplicates,
  type MergeableEntity,
  type MergeRequest,
  mergeLeads,
  mergeRecords,
  previewMerge,
  previewRecordMerge,
  type Side,
} from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRequest, type ApiRoute, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { shownRecord, shownRecords } from './shown-record.js'

const MATCH: Fields = { match: { type: 'select', oneOf: ['exact', 'similar'], description: 'Only these; all without it.' } }
const TYPED: Fields = {
  email: { type: 'string', maxLength: 500 },
  phone: { type: 'string', maxLength: 100 },
  name: { type: 'string', maxLength: 500 },
  company: { type: 'string', maxLength: 500 },
}
const BODY: Fields = {
  otherId: { type: 'string', required: true, description: 'The record that goes into the one of this address.' },
  choices: {
    type: 'json',
    schema: { type: 'object', additionalProperties: { enum: ['master', 'other'] } },
    description: 'Which value stays, by field, in place of what the rules say.',
  },
}

const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
const KNOWN: JsonSchema = {
  type: 'object',
  properties: { lead: shape('lead'), match: { enum: ['exact', 'similar'] }, reason: { type: 'string' } },
}
const GROUP: JsonSchema = {
  type: 'object',
  properties: { leads: list(shape('lead')), match: { enum: ['exact', 'similar'] }, reasons: list({ type: 'string' }) },
}
const FIELDS: JsonSchema = list({
  type: 'object',
  properties: { field: { type: 'string' }, from: { enum: ['master', 'other', 'both'] }, by: { type: 'string' } },
})
const previewOf = (record: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { master: record, other: record, fields: FIELDS, moves: { type: 'integer' } },
})
const mergedOf = (name: string, record: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { [name]: record, changeSetId: { type: 'string' }, already: { type: 'boolean' } },
})

/** Finds leads that are one, and makes them one; of contacts and accounts as well. */
export const mergeRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/duplicates',
    summary: 'List leads that look alike',
    permission: 'lead:read',
    query: MATCH,
    answer: {
      status: 200,
      description: 'Groups with the reasons, exact ones first.',
      schema: { type: 'object', properties: { groups: list(GROUP) } },
    },
    async handle({ crm, actor, query: { match } }) {
      const groups = await listDuplicates(crm, { actor, ...(match === 'exact' || match === 'similar' ? { match } : {}) })
      return { groups: groups.map((group) => ({ ...group, leads: shownRecords(crm.fields.lead, group.leads) })) }
    },
  },
  {
    method: 'get',
    path: '/api/v1/leads/duplicates',
    summary: 'Look up who is there already, while somebody types',
    permission: 'lead:read',
    query: TYPED,
    answer: {
      status: 200,
      description: 'Leads with an equal key, then those of equal name and company.',
      schema: { type: 'object', properties: { leads: list(KNOWN) } },
    },
    async handle({ crm, actor, query }) {
      const known = await findDuplicates(crm, { actor, values: query })
      return { leads: known.map((each) => ({ ...each, lead: shownRecord(crm.fields.lead, each.lead) })) }
    },
  },
  {
    method: 'post',
    path: '/api/v1/leads/:id/merge/preview',
    summary: 'Show which value of each field would stay',
    permission: 'lead:merge',
    body: BODY,
    answer: { status: 200, description: 'Both leads and every field.', schema: previewOf(shape('lead')) },
    refusals: [404],
    async handle(request) {
      const { crm } = request
      const preview = await previewMerge(crm, requestOf(request))
      return { ...preview, ...both(crm.fields.lead, preview) }
    },
  },
  {
    method: 'post',
    path: '/api/v1/leads/:id/merge',
    summary: 'Merge another lead into this one',
    description: 'In one step; it can be taken back by its change.',
    permission: 'lead:merge',
    body: BODY,
    answer: { status: 200, description: 'The lead that stays.', schema: mergedOf('lead', shape('lead')) },
    refusals: [404, 409],
    async handle(request) {
      const answer = await mergeLeads(request.crm, requestOf(request))
      if (isRefusal(answer)) throw changeRefused(answer)
      return { ...answer, lead: shownRecord(request.crm.fields.lead, answer.lead) }
    },
  },
  ...(['contact', 'account'] as const).flatMap(recordRoutes),
]

function recordRoutes(entity: MergeableEntity): readonly ApiRoute[] {
  const path = `/api/v1/${entity}s/:id/merge`
  const record: JsonSchema = { type: 'object' }
  return [
    {
      method: 'post',
      path: `${path}/preview`,
      summary: `Show which value of each field of two ${entity}s would stay`,
      permission: 'lead:merge',
      body: BODY,
      answer: { status: 200, description: 'Both records and every field.', schema: previewOf(record) },
      refusals: [404],
      async handle(request) {
        const preview = await previewRecordMerge(request.crm, { ...requestOf(request), entity })
        return { ...preview, ...both(request.crm.fields[entity], preview) }
      },
    },
    {
      method: 'post',
      path,
      summary: `Merge another ${entity} into this one`,
      permission: 'lead:merge',
      body: BODY,
      answer: { status: 200, description: 'The record that stays.', schema: mergedOf('record', record) },
      refusals: [404, 409],
      async handle(request) {
        const answer = await mergeRecords(request.crm, { ...requestOf(request), entity })
        if (isRefusal(answer)) throw changeRefused(answer)
        return { ...answer, record: shownRecord(request.crm.fields[entity], answer.record) }
      },
    },
  ]
}

const both = (fields: Fields, { master, other }: { readonly master: object; readonly other: object }) => ({
  master: shownRecord(fields, master as Readonly<Record<string, unknown>>),
  other: shownRecord(fields, other as Readonly<Record<string, unknown>>),
})

function requestOf({ actor, params: { id = '' }, body }: ApiRequest): MergeRequest {
  const { otherId, choices } = body
  if (typeof otherId !== 'string')
    throw new CrmError('HTTP_INPUT_INVALID', '"otherId" is the id of a record.', { details: { field: 'otherId' } })
  return {
    actor,
    masterId: id,
    otherId,
    ...(choices === undefined ? {} : { choices: choices as Readonly<Record<string, Side>> }),
  }
}
