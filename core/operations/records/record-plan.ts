import type { Actor } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Refusal } from '../../plugin-api/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'

/** A record as it will be, and all that is written with it. */
export interface RecordPlan {
  readonly record: StoredRecord
  readonly changes: RecordChanges
}

/** What is about to be written, as a rule of its entity sees it. */
export interface RecordDraft {
  readonly actor: Actor
  /** Absent for a record that is new. */
  readonly before?: StoredRecord
  /** The whole record as it will be, without its new version. */
  readonly after: StoredRecord
  /** The rule that asked for it, `<file>/<rule>`. */
  readonly rule?: string
}

/** What an entity adds to every write of its records, whoever writes: derived fields and further changes, or a refusal. */
export type PrepareRecord = (
  engine: Engine,
  draft: RecordDraft,
) => Promise<{ readonly after: StoredRecord; readonly alongside?: RecordChanges } | Refusal>

export { joinChanges } from '../../intake/join-changes.js'
