import { type Actor, authorize, reaches } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { StoredRecord } from '../../store/index.js'
import { isSeenEntity, type SeenEntity } from './hanging-records.js'

/** A record that somebody wants to change. */
interface Wanted {
  readonly actor: Actor
  readonly entity: SeenEntity
  readonly id: string
}

/**
 * Reads a record whole for who wants to change it; undefined where there is none in reach, so that nobody learns of others.
 * @throws {CrmError} ACCESS_DENIED for one that the actor may read and not write.
 */
export async function writable(
  { store }: Pick<Engine, 'store'>,
  { actor, entity, id }: Wanted,
): Promise<StoredRecord | undefined> {
  const record = await store.records.get(entity, id)
  if (!record || !isLimited(actor)) return record
  if (!reaches(actor, { entity, action: 'read', record })) return undefined
  requireWritable(actor, entity, record)
  return record
}

/**
 * The leads that somebody wants to change, all of them.
 * @throws {CrmError} LEAD_UNKNOWN, ACCESS_DENIED.
 */
export async function requireLeads(engine: Pick<Engine, 'store'>, actor: Actor, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    if (!(await writable(engine, { actor, entity: 'lead', id })))
      throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id.slice(0, 100)}.`)
  }
}

/** @throws {CrmError} ACCESS_DENIED where a record, as it is or as it will be, is out of the actor's reach. */
export function requireWritable(actor: Actor, entity: string, record: Readonly<Record<string, unknown>>): void {
  if (!isLimited(actor) || !isSeenEntity(entity)) return
  authorize(actor, `${entity}:write`)
  if (reaches(actor, { entity, action: 'write', record })) return
  throw new CrmError('ACCESS_DENIED', `Your role does not change this ${entity}: it is out of its reach.`, {
    details: { permission: `${entity}:write` },
  })
}

/** Keys have scopes and the system has all; only a role that a file declares has a reach. */
const isLimited = (actor: Actor): boolean => actor.kind === 'user' && actor.grants !== undefined
