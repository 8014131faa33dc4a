import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { notMerged } from '../../intake/not-merged.js'
import type { Conditions } from '../../model/conditions.js'
import type { Page, Sort, StoredRecord } from '../../store/index.js'
import { refuseHidden } from '../access/refuse-hidden.js'
import { seenBy } from '../access/seen-by.js'
import { pageLimit } from '../page-limit.js'
import type { KeptEntity } from './kept-entity.js'
import { readPermission } from './record-request.js'

/** Which records: conditions on the fact that is named like the entity, words to search for. */
export interface RecordsFilter {
  readonly where?: Conditions
  readonly search?: string
}

/** Which records, in which order, from where on. */
export interface RecordsQuery extends RecordsFilter {
  readonly sort?: Sort
  /** 1 to 200; 50 without it. */
  readonly limit?: number
  readonly after?: string
}

/**
 * Lists records page by page, newest first unless sorted otherwise. Fields of the deployment count like those of the core.
 * @throws {CrmError} FILTER_FIELD_UNKNOWN, FILTER_INVALID, FILTER_NOT_SQL.
 * @example listRecords(engine, { actor, entity: 'account', query: { where: { all: [{ fact: 'account', path: '$.city', operator: 'equal', value: 'Yazd' }] } } })
 */
export async function listRecords(
  engine: Engine,
  { actor, entity, query }: { actor: Actor; entity: KeptEntity; query: RecordsQuery },
): Promise<Page<StoredRecord>> {
  authorize(actor, readPermission(entity))
  const { where, search, sort, limit, after } = query
  refuseHidden(engine, actor, query, entity)
  return seenBy(engine, actor).store.records.list(entity, {
    limit: pageLimit(limit),
    sort: sort ?? { field: 'createdAt', direction: 'desc' },
    ...unmerged(engine, entity, where),
    ...(search ? { search } : {}),
    ...(after ? { after } : {}),
  })
}

/** Counts records. */
export async function countRecords(
  engine: Engine,
  { actor, entity, filter }: { actor: Actor; entity: KeptEntity; filter: RecordsFilter },
): Promise<number> {
  authorize(actor, readPermission(entity))
  const { where, search } = filter
  refuseHidden(engine, actor, filter, entity)
  return seenBy(engine, actor).store.records.count(entity, { ...unmerged(engine, entity, where), ...(search ? { search } : {}) })
}

/** Those that were merged into others are found by their ids alone. */
function unmerged({ fields }: Engine, entity: KeptEntity, where: Conditions | undefined): { readonly where?: Conditions } {
  const all = [...(where ? [where] : []), ...(fields[entity]['mergedIntoId'] ? [notMerged(entity)] : [])]
  return all.length > 0 ? { where: { all } } : {}
}
