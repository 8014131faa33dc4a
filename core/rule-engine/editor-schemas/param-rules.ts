import { fieldSchema } from '../../model/field-schema.js'
import type { FieldDeclaration, Fields, JsonSchema } from '../../model/fields.js'
import { bilingual, type Choices, fieldChoices } from './choices.js'
import { described, enumOf, offered, where } from './enum-of.js'

/** Things that take parameters, by name. */
export type WithParams = Readonly<Record<string, { readonly params?: Fields | undefined }>>

interface ParamsRequest {
  readonly choices: Choices
  /** Whether a fact may stand in the place of a value. */
  readonly takesFacts?: boolean
}

/** Which parameters follow from the name under a key: one if/then for each. */
export function paramRules(key: string, things: WithParams, request: ParamsRequest): readonly JsonSchema[] {
  return Object.entries(things).map(([name, { params }]) => where(key, name, paramsThen(params ?? {}, request)))
}

function paramsThen(fields: Fields, request: ParamsRequest): JsonSchema {
  const required = Object.keys(fields).filter((name) => fields[name]?.required && fields[name]?.default === undefined)
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, paramSchema(field, { ...request, name })]),
  )
  const params = { type: 'object', additionalProperties: false, properties, required }
  return { properties: { params }, ...(required.length > 0 ? { required: ['params'] } : {}) }
}

function paramSchema(
  field: FieldDeclaration,
  { choices, takesFacts, name }: ParamsRequest & { readonly name: string },
): JsonSchema {
  const hover = described(field.label ?? name, bilingual(field.description))
  const schema = { ...fieldSchema(field), ...namedBy(field, { choices, name }) }
  if (!takesFacts) return { ...schema, ...hover }
  return { ...hover, if: { type: ['object', 'array'] }, then: true, else: schema }
}

/** What a text in a parameter names. */
function namedBy(
  { format, type }: FieldDeclaration,
  { choices, name }: { readonly choices: Choices; readonly name: string },
): JsonSchema {
  const { names, queues, scores, activities } = choices
  const lead = names.vocabulary.fields.lead
  const instants = fieldChoices(Object.fromEntries(Object.entries(lead).filter(([, field]) => field.type === 'dateTime')))
  const toQueue = queues.map(({ value, label }) => ({ value: `queue:${value}`, label }))
  if (format === 'field') return enumOf(fieldChoices(lead).filter(({ value }) => !lead[value]?.system))
  if (format === 'queue') return enumOf(queues)
  if (format === 'assignee') return offered([{ value: 'owner' }, ...toQueue])
  if (format === 'recipient') return offered([{ value: 'owner' }, { value: 'managers' }, ...toQueue])
  if (format === 'duration') return { defaultSnippets: ['PT5M', 'PT1H', 'P1D', 'P7D'].map((body) => ({ label: body, body })) }
  if (name === 'since' && type === 'json') return { items: enumOf(instants) }
  if (name === 'model' && type === 'string') return enumOf(scores)
  if (name === 'type' && type === 'string') return offered(activities)
  return {}
}
