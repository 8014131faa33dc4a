import type { EntityName } from '../../model/entities/index.js'
import type { RuledEntity } from '../../model/ruled-entity.js'
import type { MatchKey } from './gathered.js'
import type { OutboxEntry } from './outbox-store.js'
import type { StoredRecord } from './stored-record.js'

/** Changes to records of any entities that are written together or not at all. */
export interface RecordChanges {
  readonly inserts?: readonly { readonly entity: EntityName; readonly record: StoredRecord }[]
  /** `null` clears a field. One that is not at the version that was read undoes all of it. */
  readonly updates?: readonly RecordUpdate[]
  /** One that is not at the version that was read, or not there, undoes all of it. */
  readonly removes?: readonly { readonly entity: EntityName; readonly id: string; readonly expectedVersion: number }[]
  /** Names of leads that are taken; one that another lead holds undoes all of it. */
  readonly claims?: readonly MatchKey[]
  /** Names of leads that are given up. */
  readonly releases?: readonly MatchKey[]
  /** Pairs of leads that look alike; one that is noted stays as it is. */
  readonly similar?: readonly SimilarPair[]
  /** Pairs that are looked at and shown no more. */
  readonly dissimilar?: readonly Pick<SimilarPair, 'leadId' | 'otherId'>[]
  /** Records that the rules must look at again. */
  readonly wakes?: readonly RecordWake[]
  /** Effects to perform afterwards. */
  readonly outbox?: readonly OutboxEntry[]
}

/** Two leads that look alike, and by what. */
export interface SimilarPair {
  readonly leadId: string
  readonly otherId: string
  readonly reason: string
}

/** New values of some fields of a record that was read. */
export interface RecordUpdate {
  readonly entity: EntityName
  readonly id: string
  readonly expectedVersion: number
  readonly changes: Readonly<Record<string, unknown>>
  /** When it was due as it was read, `null` for never: one that was woken since undoes all of it. */
  readonly dueAt?: number | null
}

/** Makes the rules look at records again, though nothing about them has changed that anybody could read: their versions stay. */
export interface RecordWake {
  readonly entity: RuledEntity
  /** The records whose field names this one. */
  readonly field: 'id' | 'accountId'
  readonly value: string
}
