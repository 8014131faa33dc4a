import type { Engine } from '../../intake/engine.js'
import type { Conditions } from '../../model/conditions.js'
import type { EntityName } from '../../model/entities/index.js'
import { emailKey } from '../../model/text/email.js'
import { foldForSearch } from '../../model/text/fold.js'
import { phoneKey } from '../../model/text/phone.js'
import type { StoredRecord } from '../../store/index.js'

/** How a field of an entity is compared, where equal letters are not all that counts. */
interface Comparing {
  /** The field that holds the key; the field itself without it. */
  readonly column?: string
  readonly key: (value: string, country: string) => string | undefined
}

const byEmail: Comparing['key'] = (value) => emailKey(value)
const byPhone: Comparing['key'] = (value, country) => phoneKey(value, { country })

const COMPARING: Readonly<Record<string, Comparing>> = {
  'account.name': { column: 'nameKey', key: (value) => foldForSearch(value) || undefined },
  'contact.email': { column: 'emailKey', key: byEmail },
  'contact.phone': { column: 'phoneKey', key: byPhone },
  'user.email': { key: byEmail },
}

/** The form in which a value of a field is compared; undefined where there is none. */
export function comparedValue(
  engine: Pick<Engine, 'settings'>,
  { entity, field, value, scope }: Compared & { readonly value: unknown },
): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return (
    COMPARING[`${entity}.${field}`]?.key(text, engine.settings.country) ??
    (isLeadKey({ entity, field, scope }) ? leadKey(engine, { field, scope }, text) : text)
  )
}

/** A field of an entity. */
export interface Compared {
  readonly entity: EntityName
  readonly field: string
  /** Whose external ids are meant: two systems may call two people the same. */
  readonly scope?: string | undefined
}

/** How many values one question to the database holds. */
const AT_ONCE = 400

/** Reads the records in which a field has one of these values, by the value as it is compared. */
export async function findByField(
  engine: Pick<Engine, 'store' | 'settings'>,
  { entity, field, scope, values }: Compared & { readonly values: readonly unknown[] },
): Promise<ReadonlyMap<string, readonly StoredRecord[]>> {
  const found = new Map<string, StoredRecord[]>()
  const wanted = new Map(
    values.flatMap((value) => {
      const compared = comparedValue(engine, { entity, field, scope, value })
      return compared === undefined ? [] : [[compared, value] as const]
    }),
  )
  const keys = [...wanted.keys()]
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const part = keys.slice(at, at + AT_ONCE)
    for (const [key, record] of await ask(engine, { entity, field, scope, keys: part, wanted })) {
      found.set(key, [...(found.get(key) ?? []), record])
    }
  }
  return found
}

type Asked = Compared & { keys: readonly string[]; wanted: ReadonlyMap<string, unknown> }

async function ask(
  engine: Pick<Engine, 'store' | 'settings'>,
  { entity, field, scope, keys, wanted }: Asked,
): Promise<readonly (readonly [string, StoredRecord])[]> {
  const { records, intake } = engine.store
  if (field === 'id') return (await records.getMany(entity, keys)).map((record) => [record.id, record] as const)
  if (isLeadKey({ entity, field, scope })) {
    const { matchKeys, leads } = await intake.gather({
      matchKeys: keys,
      nameKeys: [],
      leadIds: [],
      openStatuses: [],
      queues: false,
    })
    const byId = new Map(leads.map((lead) => [lead.id, lead]))
    return matchKeys.flatMap(({ key, leadId }) => {
      const lead = byId.get(leadId)
      return lead ? [[key, lead as StoredRecord] as const] : []
    })
  }
  const { column } = COMPARING[`${entity}.${field}`] ?? {}
  const value = column === undefined ? keys.map((key) => (COMPARING[`${entity}.${field}`] ? key : wanted.get(key))) : keys
  const where: Conditions = { all: [{ fact: entity, path: `$.${column ?? field}`, operator: 'in', value }] }
  const read: (readonly [string, StoredRecord])[] = []
  for await (const batch of records.each(entity, { where, batch: 1_000 })) {
    for (const record of batch) {
      const key = comparedValue(engine, { entity, field, value: record[field] })
      if (key !== undefined) read.push([key, record])
    }
  }
  return read
}

const isLeadKey = ({ entity, field, scope }: Compared): boolean =>
  entity === 'lead' && (field === 'email' || field === 'phone' || (field === 'externalId' && scope !== undefined))

function leadKey(
  { settings }: Pick<Engine, 'settings'>,
  { field, scope }: Pick<Compared, 'field' | 'scope'>,
  text: string,
): string | undefined {
  if (field === 'externalId') return `external:${scope}:${text}`
  const key = field === 'email' ? emailKey(text) : phoneKey(text, { country: settings.country })
  return key === undefined ? undefined : `${field}:${key}`
}
