import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { RecordChange } from '../../model/entities/record-change.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { noteChange } from '../changes/change-set.js'

/**
 * Notes what the rows of a batch change about other records on the way, as the last purchase of an account whose sale is won,
 * so that undoing the import sets that back too.
 */
export async function notedOthers(
  engine: Engine,
  { changeSet, changes }: { changeSet: ChangeSet; changes: RecordChanges },
): Promise<RecordChanges> {
  const written = (changes.inserts ?? []).filter(({ entity }) => entity === 'recordChange')
  const noted = new Set(written.map(({ record }) => keyOf(record as unknown as RecordChange)))
  const inserts: NonNullable<RecordChanges['inserts']>[number][] = []
  for (const { entity, id, changes: changed } of changes.updates ?? []) {
    if (noted.has(keyOf({ entity, recordId: id }))) continue
    const before = await engine.store.records.get(entity, id)
    if (!before) continue
    const after = { ...before, ...changed } as StoredRecord
    inserts.push(noteChange(engine, { changeSet, entity, before, after }))
  }
  return joinChanges(changes, { inserts })
}

const keyOf = ({ entity, recordId }: Pick<RecordChange, 'entity' | 'recordId'>): string => `${entity}:${recordId}`
