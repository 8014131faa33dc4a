import type { Actor } from '../../access/index.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { RecordChange } from '../../model/entities/record-change.js'
import type { RecordChanges } from '../../store/index.js'

/** Changes of records that are to be taken back in one step. */
export interface UndoRequest {
  readonly actor: Actor
  readonly rows: readonly RecordChange[]
  /** Named on the timelines of the leads concerned. */
  readonly changeSet: Pick<ChangeSet, 'id' | 'kind'>
  /** Written with it. */
  readonly alongside?: RecordChanges
}
