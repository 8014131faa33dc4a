import type { Conditions } from '../../model/conditions.js'
import type { EntityName } from '../../model/entities/index.js'
import type { AggregateQuery, AggregateRow } from '../../plugin-api/index.js'

/** Any record as the store hands it out: a missing value is an absent key. */
export interface StoredRecord {
  readonly id: string
  readonly version: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly [field: string]: unknown
}

/** The order of a list; records without a value in the field come last in both directions. */
export interface Sort {
  readonly field: string
  readonly direction: 'asc' | 'desc'
}

/** Which records, in which order, how many. */
export interface ListQuery {
  readonly where?: Conditions
  /** Words that all occur in the searchable fields, folded. */
  readonly search?: string
  readonly sort?: Sort
  readonly limit: number
  /** The `next` of the page before. */
  readonly after?: string
}

export interface Page<T> {
  readonly records: readonly T[]
  /** Hand back as `after` for the following page; absent on the last. */
  readonly next?: string
}

/** Reading and writing any entity. Fields and operators in `where` are checked against the declarations, values are bound. */
export interface RecordStore {
  get(entity: EntityName, id: string): Promise<StoredRecord | undefined>
  getMany(entity: EntityName, ids: readonly string[]): Promise<readonly StoredRecord[]>
  list(entity: EntityName, query: ListQuery): Promise<Page<StoredRecord>>
  /** Every record in keyset batches, memory flat. */
  each(entity: EntityName, query: { where?: Conditions; batch: number }): AsyncIterable<readonly StoredRecord[]>
  count(entity: EntityName, query?: { where?: Conditions; search?: string }): Promise<number>
  aggregate(query: AggregateQuery): Promise<readonly AggregateRow[]>
  insert(entity: EntityName, records: readonly StoredRecord[]): Promise<void>
  /** Inserts unless a record with the same value in a unique field is there; answers whether it did. */
  insertOnce(entity: EntityName, record: StoredRecord): Promise<boolean>
  /** `null` clears a field. Refused with `conflict` when somebody wrote in between. */
  update(
    entity: EntityName,
    change: { id: string; expectedVersion: number; changes: Readonly<Record<string, unknown>>; now: number },
  ): Promise<StoredRecord | 'conflict' | 'missing'>
}
