import type { Comparison, Conditions } from '../../model/conditions.js'
import type { EntityName } from '../../model/entities/index.js'
import type { AggregateQuery, AggregateRow, PercentileQuery } from '../../plugin-api/index.js'
import type { RecordChanges } from './record-changes.js'
import type { StoredRecord } from './stored-record.js'

/** The order of a list; records without a value in the field come last in both directions. */
export interface Sort {
  readonly field: string
  readonly direction: 'asc' | 'desc'
}

/** Says which of these records fit, one answer each, where the database alone cannot tell. */
export type Keep = (records: readonly StoredRecord[]) => Promise<readonly boolean[]>

/** Which records. */
export interface RecordFilter {
  readonly where?: Conditions
  /**
   * Asked about records for which `where` may hold, in batches. With it conditions that no SQL can answer narrow what is read
   * as far as they can; without it they are refused.
   */
  readonly keep?: Keep
}

/** Which records, in which order, how many. */
export interface ListQuery extends RecordFilter {
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
  /** Every record in keyset batches by id, memory flat; those behind `after` where that is given. */
  each(entity: EntityName, query: RecordFilter & { batch: number; after?: string }): AsyncIterable<readonly StoredRecord[]>
  count(entity: EntityName, query?: RecordFilter & { search?: string }): Promise<number>
  /** `keep` is asked about the `where` of the query; those of its measures must be the database's own to answer. */
  aggregate(query: AggregateQuery, keep?: Keep): Promise<readonly AggregateRow[]>
  /** Exact percentiles; the `where` must be the database's own to answer. */
  percentiles(query: PercentileQuery): Promise<readonly AggregateRow[]>
  /** Whether the database alone can answer a comparison: for every record, for most of them, or for none. */
  answers(entity: EntityName, leaf: Comparison): 'all' | 'most' | 'none'
  insert(entity: EntityName, records: readonly StoredRecord[]): Promise<void>
  /** Inserts unless a record with the same value in a unique field is there; answers whether it did. */
  insertOnce(entity: EntityName, record: StoredRecord): Promise<boolean>
  /** `null` clears a field. Refused with `conflict` when somebody wrote in between. */
  update(
    entity: EntityName,
    change: { id: string; expectedVersion: number; changes: Readonly<Record<string, unknown>>; now: number },
  ): Promise<StoredRecord | 'conflict' | 'missing'>
  /** Writes all of it in one short transaction, or nothing: `conflict` when something is not as it was read. */
  write(changes: RecordChanges, now: number): Promise<'written' | 'conflict'>
  /** Removes leads with all that hangs on them, in one transaction; answers how many there were. */
  removeLeads(ids: readonly string[]): Promise<number>
}
