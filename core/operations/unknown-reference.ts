import type { Engine } from '../intake/engine.js'
import { coreEntities, type EntityName } from '../model/entities/index.js'
import type { Refusal } from '../plugin-api/index.js'

/** Values of a record that is to be written. */
interface ReferenceQuestion {
  readonly entity: EntityName
  readonly values: Readonly<Record<string, unknown>>
  readonly before?: Readonly<Record<string, unknown>>
  /** Ids of records that are written in the same step. */
  readonly planned?: ReadonlySet<string>
}

/**
 * Refuses a change of a record that names what is not there: a queue, an owner, or the record of any other reference.
 * A lead that nobody could find in a queue or with an owner would be lost.
 */
export async function unknownReference(
  engine: Engine,
  { entity: of, values, before, planned }: ReferenceQuestion,
): Promise<Refusal | undefined> {
  for (const [name, value] of Object.entries(values)) {
    // What was there before may have ended since; saving it again makes nothing worse.
    if (typeof value !== 'string' || value === before?.[name] || planned?.has(value)) continue
    const { type, entity } = engine.fields[of][name] ?? {}
    if ((of === 'lead' || of === 'task') && name === 'queue' && !engine.rules().queues.some(({ id }) => id === value))
      return refusal(name, value, 'unknown-queue')
    if (type !== 'reference' || !isEntity(entity)) continue
    if (!(await isThere(engine, { name, entity, id: value }))) {
      return refusal(name, value, name === 'ownerId' ? 'unknown-owner' : 'unknown-reference')
    }
  }
  return undefined
}

const isEntity = (name: string | undefined): name is EntityName => name !== undefined && Object.hasOwn(coreEntities, name)

/** Who has left gets no more leads, but may still be named elsewhere, for example as whoever recommended somebody. */
async function isThere(engine: Engine, { name, entity, id }: { name: string; entity: EntityName; id: string }): Promise<boolean> {
  const record = await engine.store.records.get(entity, id)
  return record !== undefined && (name !== 'ownerId' || record['active'] === true)
}

const WHAT = { 'unknown-queue': 'queue', 'unknown-owner': 'active user', 'unknown-reference': 'record' } as const

function refusal(field: string, value: string, code: keyof typeof WHAT): Refusal {
  const refused = `${field}: There is no ${WHAT[code]} "${value.slice(0, 100)}".`
  return { refused, code, details: [value], fields: [field] }
}
