import type { Engine } from '../../intake/engine.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import type { Fields } from '../../model/fields.js'
import type { FieldMapping, MappingDefinition } from '../../model/mapping.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import { comparedValue, findByField } from './find-records.js'

/** A text of a row in a field that points to another record. */
export interface NamedRecord {
  readonly field: string
  readonly entity: EntityName
  readonly text: string
  /** The fields in which the text may stand, the surest first. */
  readonly by: readonly string[]
  /** Whether it is made where it is not there. */
  readonly create: boolean
  /** Whether a row comes in without it where it is not there. */
  readonly optional: boolean
}

/** The record that a text means, or why that is not known. */
export type Meant = { readonly id: string } | { readonly problem: LocalizedText; readonly isMissing: boolean }

/** Where the name of a record may stand where the mapping does not say it. */
export const USUAL_NAMES = ['id', 'externalId', 'email', 'code', 'name'] as const

/** The references of one row as they stand in it. */
export function namedRecords(
  values: Readonly<Record<string, unknown>>,
  { fields, mapping }: { readonly fields: Fields; readonly mapping: MappingDefinition },
): readonly NamedRecord[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const { type, entity } = fields[field] ?? {}
    if (type !== 'reference' || entity === undefined || !Object.hasOwn(coreEntities, entity)) return []
    const {
      by,
      create = false,
      optional = false,
    }: FieldMapping = typeof mapping.fields[field] === 'object' ? (mapping.fields[field] ?? {}) : {}
    const there = ['id', ...Object.keys(coreEntities[entity as EntityName].fields)]
    const text = String(value).trim()
    if (text === '') return []
    return [
      {
        field,
        entity: entity as EntityName,
        text,
        create,
        optional,
        by: by === undefined ? USUAL_NAMES.filter((one) => there.includes(one)) : [by],
      },
    ]
  })
}

/** What names mean, remembered over the batches of one file. */
export type KnownNames = Map<string, Meant>

/** The most names that are remembered: more would be a second copy of the database. */
const MOST_KNOWN = 50_000

export const nameKeyOf = ({ entity, by, text }: NamedRecord): string => `${entity} ${by.join(',')} ${text}`

/** Looks up what names mean that are not known yet, a few questions for all of them together. */
export async function findReferences(
  engine: Pick<Engine, 'store' | 'settings'>,
  names: readonly NamedRecord[],
  known: KnownNames,
): Promise<void> {
  if (known.size > MOST_KNOWN) known.clear()
  // What was missing may have been made since.
  for (const [key, meant] of known) if ('isMissing' in meant && meant.isMissing) known.delete(key)
  const open = new Map(names.filter((name) => !known.has(nameKeyOf(name))).map((name) => [nameKeyOf(name), name]))
  for (const { entity, by, names: group } of grouped([...open.values()])) {
    let left = group
    for (const field of by) {
      if (left.length === 0) break
      const found = await findByField(engine, { entity, field, values: left.map(({ text }) => text) })
      left = left.filter((name) => {
        const records = found.get(comparedValue(engine, { entity, field, value: name.text }) ?? '') ?? []
        const [only] = records
        if (!only) return true
        known.set(
          nameKeyOf(name),
          records.length === 1 ? { id: only.id } : { problem: several(name, records.length), isMissing: false },
        )
        return false
      })
    }
    for (const name of left) known.set(nameKeyOf(name), { problem: missing(name), isMissing: true })
  }
}

function grouped(names: readonly NamedRecord[]) {
  const groups = new Map<string, Pick<NamedRecord, 'entity' | 'by'> & { names: readonly NamedRecord[] }>()
  for (const name of names) {
    const { entity, by } = name
    const key = `${entity} ${by.join(',')}`
    groups.set(key, { entity, by, names: [...(groups.get(key)?.names ?? []), name] })
  }
  return groups.values()
}

function several({ entity, text }: NamedRecord, count: number): LocalizedText {
  const { label } = coreEntities[entity]
  return {
    en: `"${text}" means ${count} records (${label.en}); name it by its id or e-mail.`,
    fa: `«${text}» ${count} رکورد (${label.fa}) است؛ با شناسه یا ایمیل نام ببرید.`,
  }
}

function missing({ entity, text }: NamedRecord): LocalizedText {
  const { label } = coreEntities[entity]
  return { en: `There is no "${text}" (${label.en}).`, fa: `«${text}» (${label.fa}) پیدا نشد.` }
}
