import { type Actor, authorize, type Permission } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { RecordChange } from '../../model/entities/record-change.js'
import type { Page, StoredRecord } from '../../store/index.js'
import { seenBy } from '../access/seen-by.js'
import { pageLimit } from '../page-limit.js'
import type { KeptEntity } from './kept-entity.js'
import { readPermission, unknownRecord } from './record-request.js'

/** A record that somebody asks for. */
interface RecordQuestion {
  readonly actor: Actor
  readonly entity: KeptEntity
  readonly id: string
}

/**
 * Reads one record.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function showRecord(engine: Engine, { actor, entity, id }: RecordQuestion): Promise<StoredRecord> {
  authorize(actor, readPermission(entity))
  const record = await seenBy(engine, actor).store.records.get(entity, id)
  if (!record) throw unknownRecord(entity, id.slice(0, 100))
  return record
}

/** The history of a record: what each write changed, who made it and when, newest first. It outlives the record. */
export async function recordHistory(
  engine: Engine,
  {
    actor,
    entity,
    id,
    limit,
    after,
  }: Omit<RecordQuestion, 'entity'> & { entity: KeptEntity | 'lead'; limit?: number; after?: string },
): Promise<Page<RecordChange>> {
  const permission: Permission = entity === 'lead' ? 'lead:read' : readPermission(entity)
  authorize(actor, permission)
  const is = (field: string, value: string) => ({ fact: 'recordChange', path: `$.${field}`, operator: 'equal', value })
  const page = await seenBy(engine, actor).store.records.list('recordChange', {
    where: { all: [is('entity', entity), is('recordId', id)] },
    sort: { field: 'at', direction: 'desc' },
    limit: pageLimit(limit),
    ...(after ? { after } : {}),
  })
  return page as unknown as Page<RecordChange>
}

/** Where the value of a field came from: the write that last changed it. */
export interface FieldOrigin {
  readonly field: string
  readonly at: number
  readonly actor: string
  readonly from: unknown
  readonly to: unknown
}

/** The newest change of each field in a history, as far as it goes back. */
export function fieldOrigins(history: readonly RecordChange[]): readonly FieldOrigin[] {
  const origins = new Map<string, FieldOrigin>()
  for (const { at, actor, before, after } of history) {
    const [from, to] = [valuesOf(before), valuesOf(after)]
    for (const field of Object.keys(to)) {
      if (!origins.has(field)) origins.set(field, { field, at, actor, from: from[field] ?? null, to: to[field] })
    }
  }
  return [...origins.values()]
}

const valuesOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
