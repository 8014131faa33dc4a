import type { Crm } from '../../crm/crm.js'
import { fieldSchema } from '../../model/field-schema.js'
import { type Fields, type JsonSchema, optionsOf } from '../../model/fields.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import { shape } from './api-route.js'
import { WHY_SCHEMA } from './shown-why.js'

/** How a field's value is written: instants go out as text and come in as text or milliseconds. */
export type Direction = (field: Fields[string]) => JsonSchema

const OUTGOING: Direction = (field) => (field.type === 'dateTime' ? { type: 'string', format: 'date-time' } : fieldSchema(field))
export const INCOMING: Direction = (field) =>
  field.type === 'dateTime' ? { oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }] } : fieldSchema(field)

/** Every shape that a route refers to, with the fields of this deployment. */
export function apiSchemas({ fields }: Crm): Readonly<Record<string, JsonSchema>> {
  const { lead, activity, task, touch, document, user } = fields
  const listed = { activity, task, touch, document }
  const open = Object.fromEntries(Object.entries(lead).filter(([, { system }]) => !system))
  return {
    lead: objectSchema(lead, OUTGOING),
    newLead: {
      type: 'object',
      properties: {
        values: { ...objectSchema(open, INCOMING), required: [] },
        touch: { type: 'object' },
        activities: { type: 'array', items: { type: 'object' } },
        at: { type: 'string', format: 'date-time' },
      },
    },
    ...Object.fromEntries(Object.entries(listed).map(([name, declared]) => [name, objectSchema(declared, OUTGOING)])),
    user: objectSchema({ ...user, queues: { type: 'multiSelect', description: 'Ids of the queues.' } }, OUTGOING),
    profile: PROFILE,
    why: WHY_SCHEMA,
    error: ERROR,
  }
}

export function objectSchema(fields: Fields, direction: Direction): JsonSchema {
  const shown = Object.entries(fields).filter(([, { secret }]) => !secret)
  const required = shown.filter(([, field]) => field.required && field.default === undefined).map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(
      shown.map(([name, field]) => [name, { ...direction(field), ...describe(descriptionOf(field)) }]),
    ),
    ...(required.length > 0 ? { required } : {}),
  }
}

function descriptionOf({ label, description, ...field }: Fields[string]): Text | undefined {
  const options = optionsOf(field)
  if (description || options.length === 0) return description ?? label
  return options.map((option) => `${option.value}: ${textIn(option.label, 'en')}`).join('; ')
}

export const describe = (text: Text | undefined) => (text === undefined ? {} : { description: textIn(text, 'en') })

const list = (name: string): JsonSchema => ({ type: 'array', items: shape(name) })

const PROFILE: JsonSchema = {
  type: 'object',
  required: ['lead'],
  properties: {
    lead: shape('lead'),
    ownerName: { type: 'string' },
    decisions: { type: 'array', items: { type: 'object', description: 'What the rules read, what followed, and why.' } },
    activities: list('activity'),
    tasks: list('task'),
    touches: list('touch'),
    documents: list('document'),
    effects: { type: 'array', items: { type: 'object' } },
    similar: { type: 'array', items: { type: 'object', properties: { lead: shape('lead'), reason: { type: 'string' } } } },
  },
}

const ERROR: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'hint', 'requestId'],
      properties: {
        code: { type: 'string', description: 'Permanent; safe to compare with.' },
        message: { type: 'string' },
        hint: { type: 'string', description: 'What to do about it.' },
        requestId: { type: 'string' },
        details: { type: 'object' },
      },
    },
  },
}
