import type { JsonSchema } from '../../../model/fields.js'
import { conditions } from './conditions.schema.js'
import { closed, duration, fileOf, flag, id, label, listOf, localized, naming, scalar, text } from './parts.js'

const FIELD_TYPES = [
  'string',
  'text',
  'integer',
  'number',
  'money',
  'boolean',
  'date',
  'dateTime',
  'select',
  'multiSelect',
  'phone',
  'email',
  'url',
  'reference',
] as const

const option: JsonSchema = { if: { type: 'string' }, then: text, else: closed({ value: text, label }, ['value', 'label']) }

const field = closed(
  {
    type: { enum: FIELD_TYPES },
    label,
    description: label,
    required: flag,
    default: true,
    oneOf: listOf(option, 1),
    entity: text,
    min: { type: 'number' },
    max: { type: 'number' },
    maxLength: { type: 'integer', minimum: 1 },
    searchable: flag,
    unique: flag,
    indexed: flag,
    personal: flag,
  },
  ['type'],
)

export const fieldsFile = fileOf({ entity: naming('entity', text), fields: { type: 'object', additionalProperties: field } }, [
  'entity',
  'fields',
])

const standing = {
  id,
  label: localized,
  probability: { type: 'number', minimum: 0, maximum: 1 },
  next: listOf(id),
  reasons: listOf(closed({ id, label: localized }, ['id', 'label']), 1),
} as const

const status = closed(
  { ...standing, category: { enum: ['open', 'converted', 'lost'] }, requires: listOf(naming('leadField', text)) },
  ['id', 'label', 'category'],
)

const stageTask = closed(
  {
    id,
    subject: localized,
    kind: { enum: ['to-do', 'call', 'email', 'meeting'] },
    priority: { enum: ['urgent', 'high', 'normal', 'low'] },
    due: duration,
    assignee: text,
  },
  ['id', 'subject'],
)

const stage = closed(
  {
    ...standing,
    category: { enum: ['open', 'won', 'lost'] },
    requires: listOf(naming('opportunityField', text)),
    guard: listOf(closed({ conditions, message: localized }, ['conditions', 'message']), 1),
    ageLimit: duration,
    tasks: listOf(stageTask, 1),
  },
  ['id', 'label', 'category'],
)

/** Statuses of leads, or with `"entity": "opportunity"` the stages of a pipeline. */
export const lifecycleFile: JsonSchema = {
  type: 'object',
  if: { required: ['entity'], properties: { entity: { const: 'opportunity' } } },
  then: fileOf({ entity: true, default: { type: 'boolean' }, start: id, statuses: listOf(stage, 1) }, [
    'title',
    'start',
    'statuses',
  ]),
  else: fileOf({ entity: { enum: ['lead', 'opportunity'] }, start: id, statuses: listOf(status, 1) }, ['start', 'statuses']),
}

const formField = closed({ field: naming('writableField', text), label: localized, placeholder: localized, required: flag }, [
  'field',
])

export const formFile = fileOf(
  {
    fields: listOf(formField, 1),
    source: text,
    values: naming('writableFields', { type: 'object', additionalProperties: scalar }),
    thanks: localized,
    submitLabel: localized,
    redirects: listOf({ type: 'string', format: 'web-address' }),
    origins: listOf({ type: 'string', format: 'web-address' }),
    campaign: text,
    consent: closed({ text: localized, version: text, required: flag, purpose: text }, ['text', 'version']),
  },
  ['title', 'fields'],
)

const mappingPath: JsonSchema = { if: { type: 'string' }, then: text, else: listOf(text, 1) }

const fieldMapping: JsonSchema = {
  if: { type: 'string' },
  then: text,
  else: closed({
    from: mappingPath,
    value: scalar,
    map: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } },
    join: listOf(text, 1),
    format: { enum: ['unix-seconds', 'unix-milliseconds', 'day-month-year', 'month-day-year'] },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    by: text,
    create: { type: 'boolean' },
    optional: { type: 'boolean' },
  }),
}

const ofType = (type: string): JsonSchema => ({ required: ['type'], properties: { type: { const: type } } })

/** What a sender signs: the body, and what stands around it. */
export const signedText: JsonSchema = { type: 'string', pattern: '\\{body\\}', maxLength: 200 }

const signature: JsonSchema = {
  type: 'object',
  if: ofType('hmac'),
  then: closed(
    {
      type: true,
      header: text,
      algorithm: { enum: ['sha256', 'sha1'] },
      encoding: { enum: ['hex', 'base64'] },
      prefix: { type: 'string' },
      over: signedText,
      timestamp: closed({ header: text, unit: { enum: ['seconds', 'milliseconds'] } }, ['header', 'unit']),
      secret: text,
    },
    ['header', 'algorithm', 'encoding', 'secret'],
  ),
  else: {
    if: ofType('payload-key'),
    then: closed({ type: true, path: text, secret: text }, ['path', 'secret']),
    else: {
      if: ofType('standard-webhooks'),
      then: closed({ type: true, secret: text }, ['secret']),
      else: {
        if: ofType('url-and-form'),
        then: closed({ type: true, header: text, secret: text }, ['header', 'secret']),
        else: {
          required: ['type'],
          properties: { type: { enum: ['hmac', 'standard-webhooks', 'payload-key', 'url-and-form'] } },
        },
      },
    },
  },
}

const handshake: JsonSchema = {
  type: 'object',
  if: ofType('echo'),
  then: closed({ type: true, challenge: text, token: text, secret: text }, ['challenge', 'token', 'secret']),
  else: closed({ type: { enum: ['echo', 'hmac'] }, challenge: text, secret: text }, ['type', 'challenge', 'secret']),
}

const activityMapping = closed(
  {
    type: fieldMapping,
    at: fieldMapping,
    direction: fieldMapping,
    durationSeconds: fieldMapping,
    outcome: fieldMapping,
    subject: fieldMapping,
    details: { type: 'object', additionalProperties: fieldMapping },
  },
  ['type'],
)

export const mappingFile = naming(
  'importFields',
  fileOf(
    {
      reads: naming('leadSource', text),
      each: text,
      lists: {
        type: 'object',
        additionalProperties: closed({ at: text, key: mappingPath, value: mappingPath }, ['at', 'key', 'value']),
      },
      key: mappingPath,
      missing: listOf(text),
      fields: { type: 'object', additionalProperties: fieldMapping },
      touch: { type: 'object', additionalProperties: fieldMapping },
      ignore: listOf(text),
      entity: naming('importEntity', text),
      header: listOf(text, 1),
      match: listOf(text, 1),
      csv: closed({ delimiter: { type: 'string', minLength: 1, maxLength: 1 }, encoding: text }),
      signature,
      handshake,
      event: fieldMapping,
      activities: listOf(activityMapping, 1),
    },
    ['title', 'reads', 'fields'],
  ),
)
