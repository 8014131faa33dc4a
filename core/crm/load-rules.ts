import { CrmError, CrmErrors } from '../errors.js'
import { coreEntities, type EntityName } from '../model/entities/index.js'
import type { Fields } from '../model/fields.js'
import type { Registry } from '../registry/index.js'
import {
  buildRuleSet,
  coreFacts,
  coreOperators,
  customFieldsIn,
  type RuleSet,
  readRuleFiles,
  type SourceFile,
  type Vocabulary,
} from '../rule-engine/index.js'

/** Core, plugin and deployment fields by entity. */
export type AllFields = { readonly [E in EntityName]: Fields }

/** The rule files of all layers, checked against everything they may speak of. */
export interface LoadedRules {
  readonly ruleSet: RuleSet
  readonly fields: AllFields
  /** What is not the core's own. */
  readonly customFields: { readonly [E in EntityName]?: Fields }
  /** The files that declare the deployment's fields, as they were read. */
  readonly fieldFiles: readonly SourceFile[]
}

/**
 * Reads and checks all rule files.
 * @throws {CrmErrors} with every mistake found, each at its place.
 */
export async function loadRules(
  layers: readonly { readonly name: string; readonly folder: string }[],
  registry: Registry,
): Promise<LoadedRules> {
  const files = await readRuleFiles(layers)
  const declared = customFieldsIn(files)
  const customFields = mergeFields(registry.fields, declared)
  const fields = Object.fromEntries(
    Object.values(coreEntities).map(({ name, fields: own }) => [name, { ...own, ...customFields[name as EntityName] }]),
  ) as unknown as AllFields
  const fieldFiles = files.filter(({ kind }) => kind === 'fields')
  return { ruleSet: buildRuleSet(files, vocabulary(registry, fields)), fields, customFields, fieldFiles }
}

function mergeFields(
  ofPlugins: Registry['fields'],
  ofDeployment: { readonly [E in EntityName]?: Fields },
): { readonly [E in EntityName]?: Fields } {
  const names = new Set([...Object.keys(ofPlugins), ...Object.keys(ofDeployment)]) as Set<EntityName>
  const clashes = [...names].flatMap((entity) =>
    Object.keys(ofDeployment[entity] ?? {})
      .filter((field) => ofPlugins[entity]?.[field])
      .map(
        (field) => new CrmError('FIELD_DUPLICATE', `Field "${field}" of ${entity} is declared by a plugin and by a field file.`),
      ),
  )
  if (clashes.length > 0) throw new CrmErrors(clashes)
  return Object.fromEntries([...names].map((entity) => [entity, { ...ofPlugins[entity], ...ofDeployment[entity] }]))
}

function vocabulary(registry: Registry, fields: AllFields): Vocabulary {
  const values = <T>(contributions: ReadonlyMap<string, { readonly value: T }>): Record<string, T> =>
    Object.fromEntries([...contributions].map(([id, { value }]) => [id, value]))
  return {
    facts: { ...coreFacts, ...values(registry.facts) },
    operators: { ...coreOperators, ...values(registry.operators) },
    actions: values(registry.actions),
    strategies: values(registry.assignmentStrategies),
    scoringModels: values(registry.scoringModels),
    leadSources: [...registry.leadSources.keys()],
    fields,
  }
}
