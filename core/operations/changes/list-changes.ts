import { type Actor, authorize, can } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { RecordChange } from '../../model/entities/record-change.js'
import type { Page } from '../../store/index.js'
import { seenBy } from '../access/seen-by.js'
import { pageLimit } from '../page-limit.js'
import { changesOfSet, theChangeSet, undoPermission } from './undo-changes.js'

/** Which change sets. */
export interface ChangesQuery {
  readonly kind?: ChangeSet['kind']
  /** `<entity>:<id>`. */
  readonly subject?: string
  /** 1 to 200; 50 without it. */
  readonly limit?: number
  readonly after?: string
}

/** A change set, and whether this actor can take it back now. */
export interface ShownChange {
  readonly changeSet: ChangeSet
  readonly canUndo: boolean
}

/** Conversions, merges, imports and other changes that were made together, newest first. */
export async function listChanges(
  engine: Engine,
  { actor, query = {} }: { actor: Actor; query?: ChangesQuery },
): Promise<Page<ShownChange>> {
  authorize(actor, 'lead:read')
  const { kind, subject, limit, after } = query
  const asked = Object.entries({ kind, subject }).filter(([, value]) => value !== undefined)
  const all = asked.map(([field, value]) => ({ fact: 'changeSet', path: `$.${field}`, operator: 'equal', value }))
  const page = await seenBy(engine, actor).store.records.list('changeSet', {
    limit: pageLimit(limit),
    sort: { field: 'createdAt', direction: 'desc' },
    ...(all.length > 0 ? { where: { all } } : {}),
    ...(after ? { after } : {}),
  })
  return { ...page, records: page.records.map((record) => shown(engine, actor, record as unknown as ChangeSet)) }
}

/**
 * One change set with what it did, record by record.
 * @throws {CrmError} CHANGE_SET_UNKNOWN.
 */
export async function showChange(
  engine: Engine,
  { actor, id }: { actor: Actor; id: string },
): Promise<ShownChange & { readonly rows: readonly RecordChange[] }> {
  authorize(actor, 'lead:read')
  const seen = seenBy(engine, actor)
  const changeSet = await theChangeSet(seen, id)
  return { ...shown(engine, actor, changeSet), rows: await changesOfSet(seen, id) }
}

const shown = (engine: Engine, actor: Actor, changeSet: ChangeSet): ShownChange => ({
  changeSet,
  canUndo:
    changeSet.undoneAt === undefined && engine.now() <= (changeSet.undoUntil ?? 0) && can(actor, undoPermission(changeSet.kind)),
})
