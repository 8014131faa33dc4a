import { type CrmError, CrmErrors } from '../errors.js'
import type { AllFields, LoadedRules } from '../intake/rule-shelf.js'
import { coreEntities, type EntityName } from '../model/entities/index.js'
import type { Fields } from '../model/fields.js'
import type { Registry } from '../registry/index.js'
import {
  coreFacts,
  coreOperators,
  declaredFields,
  isWarning,
  lintRules,
  type OtherTexts,
  type RuleFile,
  type RuleReading,
  readLayers,
  rereadFiles,
  type SourceFile,
  tryRuleSet,
  type Vocabulary,
} from '../rule-engine/index.js'

/**
 * Reads and checks all rule files.
 * @throws {CrmErrors} with every mistake found, each at its place.
 */
export async function loadRules(
  layers: readonly { readonly name: string; readonly folder: string }[],
  registry: Registry,
): Promise<LoadedRules> {
  return wholeOf(await examineRules({ layers, registry }))
}

/** Rules as far as they can be read: loaded when nothing but warnings is wrong, and everything that is. */
export interface ExaminedRules {
  readonly loaded?: LoadedRules
  /** Errors and warnings by file, line and column. */
  readonly mistakes: readonly CrmError[]
  /** The files that could be read. */
  readonly sources: readonly SourceFile[]
  /** What they may speak of. */
  readonly vocabulary: Vocabulary
}

/** Reads and checks all rule files in one pass without throwing; `texts` stand in for files that are to be written. */
export async function examineRules({
  layers,
  registry,
  texts,
  lintAt,
}: {
  readonly layers: readonly { readonly name: string; readonly folder: string }[]
  readonly registry: Registry
  readonly texts?: OtherTexts
  /** The instant at which rules are also looked at for what was hardly meant; without it only for what keeps them from loading. */
  readonly lintAt?: number | undefined
}): Promise<ExaminedRules> {
  const examined = assembleRules(await readLayers(layers, texts), registry)
  const { loaded, mistakes } = examined
  if (!loaded || lintAt === undefined) return examined
  const lints = lintRules(loaded.sources, loaded.ruleSet, { now: lintAt, ...ownLayerOf(layers) })
  return { ...examined, mistakes: [...mistakes, ...lints] }
}

/** Makes the rules of a day gone by from the files they were kept as; every mistake when today's plugins no longer fit them. */
export function restoreRules(files: readonly RuleFile[], registry: Registry): LoadedRules | CrmErrors {
  const sources = rereadFiles(files)
  if (sources instanceof CrmErrors) return sources
  try {
    return wholeOf(assembleRules({ files: sources, broken: [], mistakes: [] }, registry))
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return thrown
    throw thrown
  }
}

/** The deployment's own rules come last. */
function ownLayerOf(layers: readonly { readonly name: string }[]): { readonly ownLayer?: string } {
  const own = layers.at(-1)
  return own ? { ownLayer: own.name } : {}
}

function wholeOf({ loaded, mistakes }: ExaminedRules): LoadedRules {
  if (!loaded) throw new CrmErrors(mistakes.filter((mistake) => !isWarning(mistake)))
  return loaded
}

function assembleRules(reading: RuleReading, registry: Registry): ExaminedRules {
  const sources = reading.files
  const declared = declaredFields(sources, registry.fields)
  const customFields = mergeFields(registry.fields, declared.fields)
  const fields = Object.fromEntries(
    Object.values(coreEntities).map(({ name, fields: own }) => [name, { ...own, ...customFields[name as EntityName] }]),
  ) as unknown as AllFields
  const broken = [...reading.broken, ...declared.broken]
  const all = { ...reading, broken, mistakes: [...reading.mistakes, ...declared.mistakes] }
  const words = vocabulary(registry, fields)
  const { ruleSet, mistakes } = tryRuleSet(all, words)
  const examined = { mistakes, sources, vocabulary: words }
  if (!ruleSet) return examined
  const fieldFiles = sources.filter(({ kind }) => kind === 'fields')
  return { ...examined, loaded: { ruleSet, fields, customFields, sources, fieldFiles } }
}

/** No name stands in both: the files were checked for it. */
function mergeFields(
  ofPlugins: Registry['fields'],
  ofDeployment: { readonly [E in EntityName]?: Fields },
): { readonly [E in EntityName]?: Fields } {
  const names = new Set([...Object.keys(ofPlugins), ...Object.keys(ofDeployment)]) as Set<EntityName>
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
    filters: values(registry.assignmentFilters),
    ranks: values(registry.assignmentRanks),
    scoringModels: values(registry.scoringModels),
    leadSources: [...registry.leadSources.keys()],
    fields,
  }
}
