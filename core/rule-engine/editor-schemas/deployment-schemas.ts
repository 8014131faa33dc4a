import type { JsonSchema } from '../../model/fields.js'
import { conditionsSchema, kindSchemas } from '../files/schemas/index.js'
import { NAMES, type Naming } from '../files/schemas/parts.js'
import { RULE_KINDS, type RuleKind, type SourceFile } from '../files/source-file.js'
import type { Vocabulary } from '../rule-set.js'
import { type Choice, type Choices, choicesOf, fieldChoices } from './choices.js'
import { comparisonRules, sideRules } from './comparison-rules.js'
import { described, enumOf, offered } from './enum-of.js'
import { paramRules } from './param-rules.js'
import { KIND_TITLES, snippetsOf } from './snippets.js'

/**
 * Makes the JSON Schema (draft 7) of every kind of rule file for one deployment: what `files/schemas` demands of any, and in it
 * the names of this one. Each stands alone, so that an editor needs nothing else; files that are broken do not keep it back.
 */
export function deploymentSchemas(files: readonly SourceFile[], vocabulary: Vocabulary): Readonly<Record<RuleKind, JsonSchema>> {
  const additions = additionsFor(choicesOf(files, vocabulary))
  const definitions = named(conditionsSchema['definitions'], additions)
  const schemas = RULE_KINDS.map((kind) => {
    const body = named(kindSchemas[kind], additions) as JsonSchema
    const head = { $schema: 'http://json-schema.org/draft-07/schema#', ...described(KIND_TITLES[kind]) }
    const asks = JSON.stringify(body).includes('"#/definitions/')
    return [kind, { ...head, ...body, defaultSnippets: snippetsOf(kind), ...(asks ? { definitions } : {}) }]
  })
  return Object.fromEntries(schemas) as Record<RuleKind, JsonSchema>
}

type Additions = Readonly<Record<Naming, (schema: JsonSchema) => JsonSchema>>

/** A copy of a schema in which every place that names something knows the names. */
function named(schema: unknown, additions: Additions): unknown {
  if (Array.isArray(schema)) return schema.map((each) => named(each, additions))
  if (typeof schema !== 'object' || schema === null) return schema
  const { [NAMES]: naming, ...rest } = schema as Readonly<Record<string, unknown>>
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === '$ref' ? own(value) : named(value, additions)]),
  )
  return typeof naming === 'string' ? additions[naming as Naming](copy) : copy
}

/** `conditions#/definitions/node` stands in the same file here. */
const own = (reference: unknown): string => String(reference).replace(/^conditions#/, '#')

function additionsFor(choices: Choices): Additions {
  const { vocabulary } = choices.names
  const { lead } = vocabulary.fields
  const writable = fieldChoices(Object.fromEntries(Object.entries(lead).filter(([, { system }]) => !system)))
  const oneOf = (list: readonly Choice[]) => (schema: JsonSchema) => ({ ...schema, ...enumOf(list) })
  const following = (rules: readonly JsonSchema[]) => (schema: JsonSchema) => ({ ...schema, allOf: rules })
  return {
    action: oneOf(labelled(vocabulary.actions)),
    actionCall: following(paramRules('type', vocabulary.actions, { choices, takesFacts: true })),
    activity: (schema) => ({ ...schema, ...offered(choices.activities) }),
    comparison: following(comparisonRules(choices)),
    condition: oneOf(choices.conditions),
    entity: oneOf(choices.entities),
    grade: oneOf(choices.grades),
    leadField: oneOf(fieldChoices(lead)),
    leadFields: keyed(fieldChoices(lead)),
    leadSource: oneOf(vocabulary.leadSources.map((value) => ({ value }))),
    model: oneOf(labelled(vocabulary.scoringModels)),
    queue: oneOf(choices.queues),
    queues: keyed(choices.queues),
    reference: following(sideRules(choices)),
    status: oneOf(choices.statuses),
    strategy: oneOf(labelled(vocabulary.strategies)),
    target: following(paramRules('strategy', vocabulary.strategies, { choices })),
    writableField: oneOf(writable),
    writableFields: keyed(writable),
  }
}

const labelled = (things: Readonly<Record<string, { readonly label?: Choice['label'] }>>): readonly Choice[] =>
  Object.entries(things).map(([value, { label }]) => ({ value, label }))

/** An object whose keys are names. */
const keyed = (list: readonly Choice[]) => (schema: JsonSchema) => {
  const inside = (schema['additionalProperties'] ?? {}) as JsonSchema
  const properties = Object.fromEntries(list.map(({ value, label }) => [value, { ...inside, ...described(label ?? value) }]))
  return { ...schema, properties, additionalProperties: false }
}
