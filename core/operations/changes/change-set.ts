import { type Actor, actorName } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { EntityName } from '../../model/entities/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { differences } from '../records/plan-record.js'

/** Begins changes that can be taken back together; the answer is written with them. */
export function openChangeSet(
  engine: Pick<Engine, 'newId' | 'now'>,
  {
    actor,
    ...rest
  }: { actor: Actor } & Pick<ChangeSet, 'kind' | 'subject'> &
    Partial<Pick<ChangeSet, 'undoUntil' | 'summary' | 'idempotencyKey'>>,
): ChangeSet {
  const now = engine.now()
  const stamps = { id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now }
  return { ...stamps, actor: actorName(actor), ...rest }
}

/** Notes what a write does to a record of any entity, so that its change set can be taken back. */
export function noteChange(
  engine: Pick<Engine, 'newId' | 'now'>,
  { changeSet, entity, before, after }: { changeSet: ChangeSet; entity: EntityName; before?: StoredRecord; after?: StoredRecord },
): NonNullable<RecordChanges['inserts']>[number] {
  const now = engine.now()
  const about = { changeSetId: changeSet.id, entity, recordId: (after ?? before)?.id, actor: changeSet.actor }
  const values =
    before && after
      ? { action: 'update', ...differences(before, after) }
      : before
        ? { action: 'remove', before }
        : { action: 'insert', after }
  return {
    entity: 'recordChange',
    record: { id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now, ...about, ...values },
  }
}
