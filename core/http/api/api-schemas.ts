import type { Crm } from '../../crm/crm.js'
import { fieldSchema } from '../../model/field-schema.js'
import { type Fields, type JsonSchema, optionsOf } from '../../model/fields.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import { KEPT_ENTITIES } from '../../operations/index.js'
import { ACTIVITY_ROW } from './activity-routes.js'
import { newShape, shape } from './api-route.js'
import { COUNTDOWN } from './shown-lead.js'
import { WHY_SCHEMA } from './shown-why.js'

/** How a field's value is written: instants go out as text and come in as text or milliseconds. */
export type Direction = (field: Fields[string]) => JsonSchema

const OUTGOING: Direction = (field) => (field.type === 'dateTime' ? { type: 'string', format: 'date-time' } : fieldSchema(field))
export const INCOMING: Direction = (field) =>
  field.type === 'dateTime' ? { oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }] } : fieldSchema(field)

/** Every shape that a route refers to, with the fields of this deployment. */
export function apiSchemas({ fields }: Crm): Readonly<Record<string, JsonSchema>> {
  const {
    lead,
    activity,
    importProblem,
    importRun,
    task,
    touch,
    recordChange,
    statusChange,
    user,
    webhookDelivery,
    webhookEndpoint,
  } = fields
  const kept = KEPT_ENTITIES.map((entity) => [entity, fields[entity]] as const)
  const listed = {
    activity,
    importProblem,
    importRun,
    task,
    touch,
    recordChange,
    statusChange,
    webhookDelivery,
    webhookEndpoint,
    ...Object.fromEntries(kept),
  }
  return {
    lead: withCountdown(objectSchema(lead, OUTGOING)),
    newLead: {
      type: 'object',
      properties: {
        values: { ...objectSchema(writable(lead), INCOMING), required: [] },
        touch: { type: 'object' },
        activities: { type: 'array', items: { type: 'object' } },
        visitor: { type: 'string', description: 'The key that the visitor’s browser keeps.' },
        isEvent: { type: 'boolean', description: 'Of a known person only the activities are added.' },
        at: { type: 'string', format: 'date-time' },
      },
    },
    newActivity: objectSchema(ACTIVITY_ROW, INCOMING),
    ...Object.fromEntries(Object.entries(listed).map(([name, declared]) => [name, objectSchema(declared, OUTGOING)])),
    ...Object.fromEntries(kept.map(([entity, declared]) => [newShape(entity), objectSchema(writable(declared), INCOMING)])),
    [newShape('task')]: objectSchema(writable(task), INCOMING),
    user: objectSchema({ ...user, queues: { type: 'multiSelect', description: 'Ids of the queues.' } }, OUTGOING),
    profile: PROFILE,
    why: WHY_SCHEMA,
    error: ERROR,
  }
}

const withCountdown = ({ properties, ...schema }: JsonSchema): JsonSchema => ({
  ...schema,
  properties: { ...(properties as JsonSchema), ...COUNTDOWN },
})

/** The fields that somebody other than the system may write. */
const writable = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([, { system }]) => !system))

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
