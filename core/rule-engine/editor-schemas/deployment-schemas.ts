import type { JsonSchema } from '../../model/fields.js'
import { isImportEntity } from '../../model/import-fields.js'
import { RULED_ENTITIES } from '../../model/ruled-entity.js'
import { conditionsSchema, kindSchemas } from '../files/schemas/index.js'
import { NAMES, type Naming } from '../files/schemas/parts.js'
import { RULE_KINDS, type RuleKind, type SourceFile } from '../files/source-file.js'
import type { Vocabulary } from '../rule-set.js'
import { type Choice, type Choices, choicesOf, fieldChoices } from './choices.js'
import { choicesAbout, choicesInRoles } from './choices-about.js'
import { comparisonRules, sideRules } from './comparison-rules.js'
import { described, enumOf, offered, where } from './enum-of.js'
import { importFieldRules } from './import-field-rules.js'
import { paramRules } from './param-rules.js'
import { KIND_TITLES, snippetsOf } from './snippets.js'

/**
 * Makes the JSON Schema (draft 7) of every kind of rule file for one deployment: what `files/schemas` demands of any, and in it
 * the names of this one. Each stands alone, so that an editor needs nothing else; files that are broken do not keep it back.
 */
export function deploymentSchemas(files: readonly SourceFile[], vocabulary: Vocabulary): Readonly<Record<RuleKind, JsonSchema>> {
  const choices = choicesOf(files, vocabulary)
  const schemas = RULE_KINDS.map((kind) => {
    const head = { $schema: 'http://json-schema.org/draft-07/schema#', ...described(KIND_TITLES[kind]) }
    const { body, definitions } = partsOf(kind, choices)
    const asks = JSON.stringify(body).includes('"#/definitions/')
    return [kind, { ...head, ...body, defaultSnippets: snippetsOf(kind), ...(asks ? { definitions } : {}) }]
  })
  return Object.fromEntries(schemas) as Record<RuleKind, JsonSchema>
}

interface Parts {
  readonly body: JsonSchema
  readonly definitions: JsonSchema
}

/** What conditions can ask follows from the kind of a file, and for automations from the records that one watches. */
function partsOf(kind: RuleKind, choices: Choices): Parts {
  if (kind === 'role') return withNames(kind, choicesInRoles(choices))
  const ofLeads = withNames(kind, choices)
  if (kind !== 'automation') return ofLeads
  return RULED_ENTITIES.reduce(({ body, definitions }, entity): Parts => {
    const own = withNames(kind, choicesAbout(entity, choices), `${entity}-`)
    return { body: { ...where('entity', entity, own.body), else: body }, definitions: { ...definitions, ...own.definitions } }
  }, ofLeads)
}

/** Schema and definitions with these names in them; the definitions under a prefix, so that others can stand beside them. */
function withNames(kind: RuleKind, choices: Choices, prefix = ''): Parts {
  const additions = { ...additionsFor(choices), prefix }
  const definitions = Object.entries(conditionsSchema['definitions'] as JsonSchema)
  return {
    body: named(kindSchemas[kind], additions) as JsonSchema,
    definitions: Object.fromEntries(definitions.map(([name, schema]) => [`${prefix}${name}`, named(schema, additions)])),
  }
}

type Additions = Readonly<Record<Naming, (schema: JsonSchema) => JsonSchema>>

type Prefixed = Additions & { readonly prefix: string }

/** A copy of a schema in which every place that names something knows the names. */
function named(schema: unknown, additions: Prefixed): unknown {
  if (Array.isArray(schema)) return schema.map((each) => named(each, additions))
  if (typeof schema !== 'object' || schema === null) return schema
  const { [NAMES]: naming, ...rest } = schema as Readonly<Record<string, unknown>>
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === '$ref' ? own(value, additions.prefix) : named(value, additions)]),
  )
  return typeof naming === 'string' ? additions[naming as Naming](copy) : copy
}

/** `conditions#/definitions/node` stands in the same file here. */
const own = (reference: unknown, prefix: string): string =>
  String(reference).replace('conditions#/definitions/', `#/definitions/${prefix}`)

function additionsFor(choices: Choices): Additions {
  const { vocabulary } = choices.names
  const { lead, opportunity } = vocabulary.fields
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
    filter: oneOf(labelled(vocabulary.filters)),
    filterCall: following(paramRules('use', vocabulary.filters, { choices })),
    grade: oneOf(choices.grades),
    importEntity: oneOf(choices.entities.filter(({ value }) => isImportEntity(value))),
    importFields: following(importFieldRules(vocabulary.fields)),
    leadField: oneOf(fieldChoices(lead)),
    leadFields: keyed(fieldChoices(lead)),
    leadSource: oneOf(vocabulary.leadSources.map((value) => ({ value }))),
    mail: oneOf(choices.mails),
    model: oneOf(labelled(vocabulary.scoringModels)),
    opportunityField: oneOf(fieldChoices(opportunity)),
    queue: oneOf(choices.queues),
    queues: keyed(choices.queues),
    rank: oneOf(labelled(vocabulary.ranks)),
    rankCall: following(paramRules('use', vocabulary.ranks, { choices })),
    reference: following(sideRules(choices)),
    status: oneOf(choices.statuses),
    strategy: oneOf(labelled(vocabulary.strategies)),
    strategyCall: following(paramRules('use', vocabulary.strategies, { choices })),
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
