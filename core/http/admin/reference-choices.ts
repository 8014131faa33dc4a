import type { Crm } from '../../crm/crm.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import type { Fields } from '../../model/fields.js'
import { recordName } from '../../operations/index.js'
import type { StoredRecord } from '../../store/index.js'
import { type FormValues, formText } from '../body/index.js'

/** Records that a reference may name, by the field that asks. */
export type ReferenceChoices = ReadonlyMap<string, ReferenceChoice>

/** A value to choose. */
export interface FormOption {
  readonly id: string
  readonly text: string
  /** Those of one group stand together under its name. */
  readonly group?: string
}

export interface ReferenceChoice {
  readonly entity: EntityName
  readonly options: readonly FormOption[]
  /** There are more than a list can show: others are found by the name or id that somebody types. */
  readonly isCut: boolean
}

const MOST = 300

/**
 * Reads what the references of a form may name: the newest records of each entity, and always those that are named now.
 * @param named Values that the form shows, so that none of them is missing from its list.
 */
export async function referenceChoices(
  crm: Pick<Crm, 'store' | 'settings'>,
  fields: Fields,
  named: Readonly<Record<string, unknown>> = {},
): Promise<ReferenceChoices> {
  const asked = Object.entries(fields).flatMap(([name, { type, entity, system }]) =>
    type === 'reference' && !system && isEntity(entity) ? [{ name, entity }] : [],
  )
  const lists = new Map(
    await Promise.all(
      [...new Set(asked.map(({ entity }) => entity))].map(async (entity) => [entity, await newest(crm, entity)] as const),
    ),
  )
  const choices = asked.map(async ({ name, entity }) => {
    const listed = lists.get(entity) ?? []
    const value = named[name]
    const isMissing = typeof value === 'string' && value !== '' && !listed.some(({ id }) => id === value)
    const now = isMissing ? await crm.store.records.getMany(entity, [value]) : []
    const options = [...now, ...listed].map((record) => ({ id: record.id, text: recordName(record, crm.settings.language) }))
    return [name, { entity, options, isCut: listed.length >= MOST }] as const
  })
  return new Map(await Promise.all(choices))
}

/**
 * Puts ids in the place of names that somebody typed. A name that nobody or more than one has stays as it is, and is then
 * refused as what it is: no record.
 */
export async function withIds({ store }: Pick<Crm, 'store'>, choices: ReferenceChoices, posted: FormValues): Promise<FormValues> {
  const found = await Promise.all(
    [...choices].map(async ([name, { entity, options }]) => {
      const typed = formText(posted, name).trim()
      if (posted[name] === undefined || typed === '' || options.some(({ id }) => id === typed)) return []
      const listed = options.find(({ text }) => text === typed)
      if (listed) return [[name, listed.id] as const]
      const { records } = await store.records.list(entity, { search: typed, limit: 20 })
      const [only, ...others] = records.filter((record) => recordName(record) === typed)
      return only && others.length === 0 ? [[name, only.id] as const] : []
    }),
  )
  return { ...posted, ...Object.fromEntries(found.flat()) }
}

async function newest({ store }: Pick<Crm, 'store'>, entity: EntityName): Promise<readonly StoredRecord[]> {
  const { records } = await store.records.list(entity, { limit: MOST, sort: { field: 'createdAt', direction: 'desc' } })
  return records
}

const isEntity = (name: string | undefined): name is EntityName => name !== undefined && Object.hasOwn(coreEntities, name)
