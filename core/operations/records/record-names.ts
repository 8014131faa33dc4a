import type { Engine } from '../../intake/engine.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import type { Fields } from '../../model/fields.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import type { StoredRecord } from '../../store/index.js'

/** Names of records by `<entity>:<id>`. */
export type RecordNames = ReadonlyMap<string, string>

/**
 * Reads what to call the records that others point to, each entity once however many records ask.
 * @example (await recordNames(engine, engine.fields.contact, contacts)).get(`account:${contact.accountId}`)
 */
export async function recordNames(
  engine: Pick<Engine, 'store' | 'settings'>,
  fields: Fields,
  records: readonly Readonly<Record<string, unknown>>[],
): Promise<RecordNames> {
  const wanted = new Map<EntityName, Set<string>>()
  for (const [name, { type, entity }] of Object.entries(fields)) {
    if (type !== 'reference' || !isEntity(entity)) continue
    const ids = records.flatMap((record) => (typeof record[name] === 'string' ? [record[name]] : []))
    if (ids.length > 0) wanted.set(entity, new Set([...(wanted.get(entity) ?? []), ...ids]))
  }
  const read = await Promise.all(
    [...wanted].map(async ([entity, ids]) => {
      const found = await engine.store.records.getMany(entity, [...ids])
      return found.map((record) => [`${entity}:${record.id}`, recordName(record, engine.settings.language)] as const)
    }),
  )
  return new Map(read.flat())
}

/** What to call a record when some of it is missing: its name, company, address or number; its id where it has none of them. */
export function recordName(record: StoredRecord, language = 'en'): string {
  const { subject } = record
  if (typeof subject === 'object' && subject !== null) return textIn(subject as Text, language)
  const named = ['name', 'company', 'email', 'phone', 'number', 'code', 'subject', 'fileName', 'externalId'].map(
    (field) => record[field],
  )
  return named.find((value): value is string => typeof value === 'string' && value !== '') ?? record.id
}

const isEntity = (name: string | undefined): name is EntityName => name !== undefined && Object.hasOwn(coreEntities, name)
