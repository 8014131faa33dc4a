import type { SaidMessage } from '../../../errors.js'
import type { JsonSchema } from '../../../model/fields.js'

/** A closed object: other keys are refused, the required ones demanded. */
export function closed(properties: JsonSchema, required: readonly string[] = []): JsonSchema {
  return { type: 'object', additionalProperties: false, properties, required }
}

/** The word in a schema that says what a value names; schemas made for a deployment put its own names there. */
export const NAMES = 'names'

/** What a value can name, or which choices follow from a name in it. */
export type Naming =
  | 'action'
  | 'activity'
  | 'actionCall'
  | 'comparison'
  | 'condition'
  | 'entity'
  | 'filter'
  | 'filterCall'
  | 'grade'
  | 'leadField'
  | 'leadFields'
  | 'leadSource'
  | 'importEntity'
  | 'importFields'
  | 'mail'
  | 'model'
  | 'opportunityField'
  | 'queue'
  | 'queues'
  | 'rank'
  | 'rankCall'
  | 'reference'
  | 'status'
  | 'strategy'
  | 'strategyCall'
  | 'target'
  | 'writableField'
  | 'writableFields'

/** Marks a schema whose values are names of a kind. */
export const naming = (what: Naming, schema: JsonSchema): JsonSchema => ({ ...schema, [NAMES]: what })

/** The word in a schema that says, for a key that is missing or not known there, which other way there is. */
export const INSTEAD = 'instead'

/** Marks an object that is written in one of several ways. */
export const instead = (ways: Readonly<Record<string, SaidMessage>>, schema: JsonSchema): JsonSchema => ({
  ...schema,
  [INSTEAD]: ways,
})

/** The other way of an object that lacks a key, or must not have it. */
export function insteadOf(schema: JsonSchema | undefined, key: string): SaidMessage | undefined {
  const ways = (schema?.[INSTEAD] ?? {}) as Readonly<Record<string, SaidMessage>>
  return Object.hasOwn(ways, key) ? ways[key] : undefined
}

export const listOf = (items: JsonSchema, minItems = 0): JsonSchema => ({ type: 'array', items, minItems })

export const text: JsonSchema = { type: 'string', minLength: 1, maxLength: 2_000 }
export const count: JsonSchema = { type: 'integer', minimum: 0 }
export const anyNumber: JsonSchema = { type: 'number' }
export const flag: JsonSchema = { type: 'boolean' }
export const scalar: JsonSchema = { type: ['string', 'number', 'boolean'], maxLength: 1_000 }
/** Ids of rules, groups, queues, statuses and files. */
export const id: JsonSchema = { type: 'string', pattern: '^[a-zA-Z][a-zA-Z0-9-]{0,60}$' }
export const anyObject: JsonSchema = { type: 'object' }
/** An instant such as `2026-03-21T08:00:00Z`, or a day. */
export const instant: JsonSchema = { type: 'string', format: 'iso-instant' }
export const duration: JsonSchema = { type: 'string', format: 'duration' }

/** A text per language; English is demanded, so that no reader meets a blank. */
export const localized: JsonSchema = {
  type: 'object',
  required: ['en'],
  properties: { en: text },
  additionalProperties: text,
}

export const label: JsonSchema = { if: { type: 'string' }, then: text, else: localized }

/** Keys that every rule file may open with. */
const fileEnvelope: JsonSchema = {
  $schema: { type: 'string' },
  apiVersion: { const: 'sarnakh/v1' },
  kind: { type: 'string' },
  id,
  title: localized,
  description: localized,
}

/** Keys that every rule may have, whatever follows from it. */
export const ruleEnvelope: JsonSchema = {
  id,
  title: localized,
  description: localized,
  owner: text,
  tags: listOf(text),
  enabled: flag,
  mode: { enum: ['live', 'shadow'] },
  effective: closed({ from: instant, until: instant }),
  priority: { type: 'integer', minimum: -1_000, maximum: 1_000 },
}

/** A whole file: the envelope, its own keys, and what it cannot do without. */
export function fileOf(properties: JsonSchema, required: readonly string[]): JsonSchema {
  return closed({ ...fileEnvelope, ...properties }, ['apiVersion', 'kind', 'id', ...required])
}
