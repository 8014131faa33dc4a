import { CONVERSION_PARTS, type ConversionPart } from '../../model/conversion.js'
import type { Fields, JsonSchema } from '../../model/fields.js'
import {
  type ConversionPreview,
  type ConversionRequest,
  convertLead,
  type PartChoice,
  previewConversion,
} from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type ApiRequest, type ApiRoute, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { shownRecord, withIsoTexts } from './shown-record.js'

const CHOICE: JsonSchema = {
  oneOf: [{ enum: ['create', 'none'] }, { type: 'object', required: ['link'], properties: { link: { type: 'string' } } }],
}
const perPart = (schema: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(CONVERSION_PARTS.map((part) => [part, schema])),
})

const WISHES: Fields = {
  choices: {
    type: 'json',
    schema: perPart(CHOICE),
    description: 'What becomes of each part; as the preview proposes without it.',
  },
  values: {
    type: 'json',
    schema: perPart({ type: 'object' }),
    description: 'Values of new records in place of those of the map.',
  },
}
const VERSION: Fields = {
  expectedVersion: { type: 'integer', description: 'The version that was read; 409 if somebody wrote in between.' },
  idempotencyKey: { type: 'string', maxLength: 200, description: 'Asked for again with it, it answers the same records.' },
}

const id: JsonSchema = { type: 'string' }
const CONVERTED: JsonSchema = {
  type: 'object',
  required: ['lead', 'already'],
  properties: {
    lead: shape('lead'),
    accountId: id,
    contactId: id,
    opportunityId: id,
    changeSetId: id,
    already: { type: 'boolean' },
  },
}
const PREVIEW: JsonSchema = {
  type: 'object',
  required: ['lead', 'parts', 'candidates', 'records', 'status', 'follows'],
  properties: {
    lead: shape('lead'),
    parts: perPart({
      type: 'object',
      required: ['choice', 'values'],
      properties: { choice: CHOICE, values: { type: 'object' } },
    }),
    candidates: perPart({ type: 'array', items: { type: 'object', description: 'A record, its match and the reasons.' } }),
    records: perPart({ type: 'object' }),
    status: { type: 'string' },
    follows: { type: 'object', additionalProperties: { type: 'integer' } },
    undoUntil: { type: 'string', format: 'date-time' },
    refusal: { type: 'object' },
  },
}

/** Makes account, contact and opportunity of a lead, and shows it before. */
export const conversionRoutes: readonly ApiRoute[] = [
  {
    method: 'post',
    path: '/api/v1/leads/:id/convert/preview',
    summary: 'Show what converting a lead would make, link and leave',
    permission: 'lead:convert',
    body: WISHES,
    answer: { status: 200, description: 'Proposals with match reasons, and the values of every field.', schema: PREVIEW },
    refusals: [404],
    async handle(request) {
      return shownPreview(request, await previewConversion(request.crm, requestOf(request)))
    },
  },
  {
    method: 'post',
    path: '/api/v1/leads/:id/convert',
    summary: 'Convert a lead to account, contact and opportunity',
    description: 'All in one step; a second call answers the same records.',
    permission: 'lead:convert',
    body: { ...WISHES, ...VERSION },
    answer: { status: 200, description: 'The lead and what it became.', schema: CONVERTED },
    refusals: [404, 409],
    async handle(request) {
      const { crm } = request
      const answer = await convertLead(crm, requestOf(request))
      if (isRefusal(answer)) throw changeRefused(answer)
      return { ...answer, lead: shownRecord(crm.fields.lead, answer.lead) }
    },
  },
]

function requestOf({ actor, params: { id: leadId = '' }, body }: ApiRequest): ConversionRequest {
  const { choices, values, expectedVersion, idempotencyKey } = body
  return {
    actor,
    id: leadId,
    ...(choices === undefined ? {} : { choices: choices as { readonly [P in ConversionPart]?: PartChoice } }),
    ...(values === undefined ? {} : { values: values as NonNullable<ConversionRequest['values']> }),
    ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}),
    ...(typeof idempotencyKey === 'string' ? { idempotencyKey } : {}),
  }
}

function shownPreview({ crm }: ApiRequest, preview: ConversionPreview): object {
  const parts = CONVERSION_PARTS.map((part) => {
    const fields = crm.fields[part]
    const record = preview.records[part]
    return {
      candidates: [part, preview.candidates[part].map((each) => ({ ...each, record: shownRecord(fields, each.record) }))],
      records: record ? [[part, shownRecord(fields, record)]] : [],
    } as const
  })
  return {
    ...withIsoTexts(preview, ['undoUntil']),
    lead: shownRecord(crm.fields.lead, preview.lead),
    candidates: Object.fromEntries(parts.map(({ candidates }) => candidates)),
    records: Object.fromEntries(parts.flatMap(({ records }) => records)),
  }
}
