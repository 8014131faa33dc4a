import type { Actor } from '../../access/index.js'
import type { StoredRecord } from '../../store/index.js'
import type { MergedField, Side } from './surviving-values.js'

/** Two records that are one; the master stays. */
export interface MergeRequest {
  readonly actor: Actor
  readonly masterId: string
  readonly otherId: string
  /** Which value stays, by field, in place of what the rules say. */
  readonly choices?: Readonly<Record<string, Side>>
}

/** What a merge would do, field by field. */
export interface MergePreview<R extends StoredRecord = StoredRecord> {
  readonly master: R
  readonly other: R
  readonly fields: readonly MergedField[]
  /** How many records would point to the master instead. */
  readonly moves: number
}
