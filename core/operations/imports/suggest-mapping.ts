import type { Engine } from '../../intake/engine.js'
import { type ImportEntity, importFields, isImportEntity } from '../../model/import-fields.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { foldForSearch } from '../../model/text/fold.js'
import { pairByName, plainWords as plain } from './name-columns.js'
import { columnsOf } from './open-rows.js'

/** What a file seems to hold. */
export interface SuggestedMapping {
  readonly entity: ImportEntity
  readonly mapping: MappingDefinition
  /** Where it comes from: used for these columns before, a mapping file that knows them, or names alone. */
  readonly by: 'remembered' | 'file' | 'names'
}

type Suggesting = Pick<Engine, 'fields' | 'rules' | 'store'>

/** Suggests what the columns of a file are: as they were mapped before, by a mapping file that fits, or by their names. */
export async function suggestMapping(
  engine: Suggesting,
  { columns, entity, fileName }: { columns: readonly string[]; entity?: ImportEntity; fileName: string },
): Promise<SuggestedMapping> {
  const before = (await engine.store.system.getSetting(settingOf(columns))) as MappingDefinition | undefined
  const last = entityOf(before)
  if (before && last && (entity === undefined || entity === last)) return { entity: last, mapping: before, by: 'remembered' }
  const file = fittingFile(engine, columns, entity)
  const ofFile = entityOf(file)
  if (file && ofFile) return { entity: ofFile, mapping: file, by: 'file' }
  const guessed = entity ?? guessEntity(engine, columns, fileName)
  return { entity: guessed, mapping: mappingByNames(engine, { entity: guessed, columns }), by: 'names' }
}

const entityOf = (mapping: MappingDefinition | undefined): ImportEntity | undefined => {
  const entity = mapping?.entity ?? 'lead'
  return mapping && isImportEntity(entity) ? entity : undefined
}

/** Remembers a mapping for the next file with the same columns. */
export async function rememberMapping(
  { store }: Pick<Engine, 'store'>,
  { columns, mapping }: { columns: readonly string[]; mapping: MappingDefinition },
): Promise<void> {
  await store.system.setSetting(settingOf(columns), mapping)
}

const settingOf = (columns: readonly string[]): string => `import-mapping:${[...columns].map(foldForSearch).sort().join('|')}`

/** The mapping file all of whose telling columns are there; of several the one that tells the most. */
function fittingFile({ rules }: Suggesting, columns: readonly string[], entity?: ImportEntity): MappingDefinition | undefined {
  const there = new Set(columns.map(foldForSearch))
  const fitting = Object.values(rules().mappings).filter(
    ({ reads, header = [], entity: of = 'lead' }) =>
      reads === 'csv' &&
      header.length > 0 &&
      (entity === undefined || entity === of) &&
      header.every((name) => there.has(foldForSearch(name))),
  )
  return fitting.toSorted((a, b) => (b.header?.length ?? 0) - (a.header?.length ?? 0))[0]
}

/** Columns that are called like a field, in any language or by another usual word. */
function mappingByNames(
  engine: Suggesting,
  { entity, columns }: { entity: ImportEntity; columns: readonly string[] },
): MappingDefinition {
  const pairs = pairByName(columns, { entity, fields: importFields(entity, engine.fields[entity]) })
  return {
    id: `import-${entity.toLowerCase()}`,
    title: { en: 'Columns by name', fa: 'ستون‌ها با نام' },
    reads: 'csv',
    entity,
    fields: Object.fromEntries(pairs),
  }
}

/** By the name of the file, otherwise what has a field for the most columns. */
function guessEntity(engine: Suggesting, columns: readonly string[], fileName: string): ImportEntity {
  const file = plain(fileName)
  const named = NAMES.find(([word]) => file.includes(word))
  if (named) return named[1]
  const scored = (['lead', 'contact', 'account', 'opportunity'] as const).map((entity) => ({
    entity,
    count: Object.keys(mappingByNames(engine, { entity, columns }).fields).length,
  }))
  return scored.toSorted((a, b) => b.count - a.count)[0]?.entity ?? 'lead'
}

const NAMES: readonly (readonly [string, ImportEntity])[] = [
  ['lead', 'lead'],
  ['سرنخ', 'lead'],
  ['contact', 'contact'],
  ['account', 'account'],
  ['compan', 'account'],
  ['opportunit', 'opportunity'],
  ['pipeline', 'opportunity'],
  ['deal', 'opportunity'],
  ['product', 'product'],
  ['user', 'user'],
  ['sales team', 'user'],
  ['campaign', 'campaign'],
  ['document', 'document'],
  ['activit', 'activity'],
]

/** The columns that a mapping asks for and the file does not have; of several for one field any is enough. */
export function missingColumns({ fields, key }: MappingDefinition, columns: readonly string[]): readonly string[] {
  const there = new Set(columns.map(foldForSearch))
  return [...(key === undefined ? [] : [{ from: key }]), ...Object.values(fields)].flatMap((field) => {
    const names = columnsOf(field)
    return names.length === 0 || names.some((name) => there.has(foldForSearch(name))) ? [] : [names.join(' / ')]
  })
}
