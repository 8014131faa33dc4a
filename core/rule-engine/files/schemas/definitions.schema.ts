import type { JsonSchema } from '../../../model/fields.js'
import { closed, fileOf, flag, id, label, listOf, localized, naming, scalar, text } from './parts.js'

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

const status = closed(
  {
    id,
    label: localized,
    category: { enum: ['open', 'converted', 'lost'] },
    probability: { type: 'number', minimum: 0, maximum: 1 },
    next: listOf(id),
    requires: listOf(naming('leadField', text)),
    reasons: listOf(closed({ id, label: localized }, ['id', 'label']), 1),
  },
  ['id', 'label', 'category'],
)

export const lifecycleFile = fileOf({ entity: { const: 'lead' }, start: id, statuses: listOf(status, 1) }, ['start', 'statuses'])

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
    consent: closed({ text: localized, version: text, required: flag }, ['text', 'version']),
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
    format: { enum: ['unix-seconds', 'unix-milliseconds'] },
  }),
}

const ofType = (type: string): JsonSchema => ({ required: ['type'], properties: { type: { const: type } } })

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
      else: { required: ['type'], properties: { type: { enum: ['hmac', 'standard-webhooks', 'payload-key'] } } },
    },
  },
}

export const mappingFile = fileOf(
  {
    reads: naming('leadSource', text),
    each: text,
    lists: {
      type: 'object',
      additionalProperties: closed({ at: text, key: mappingPath, value: mappingPath }, ['at', 'key', 'value']),
    },
    key: mappingPath,
    missing: listOf(text),
    fields: naming('writableFields', { type: 'object', additionalProperties: fieldMapping }),
    touch: { type: 'object', additionalProperties: fieldMapping },
    ignore: listOf(text),
    csv: closed({ delimiter: { type: 'string', minLength: 1, maxLength: 1 }, encoding: text }),
    signature,
  },
  ['title', 'reads', 'fields'],
)
