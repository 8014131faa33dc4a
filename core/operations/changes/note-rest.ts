import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { EntityName } from '../../model/entities/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { noteChange } from './change-set.js'

/** Notes what an entity's own rules have added to planned changes (a task of a stage, an account's last purchase), so that it goes back too. */
export async function noteRest(
  engine: Engine,
  { changeSet, changes }: { changeSet: ChangeSet; changes: RecordChanges },
): Promise<RecordChanges> {
  const { inserts = [], updates = [] } = changes
  const noted = new Set(
    inserts.flatMap(({ entity, record }) => (entity === 'recordChange' ? [`${record['entity']} ${record['recordId']}`] : [])),
  )
  const isNew = ({ entity, id }: { entity: EntityName; id: string }) => !noted.has(`${entity} ${id}`)
  const made = inserts.filter(({ entity, record }) => !isTold(entity, record, changeSet) && isNew({ entity, id: record.id }))
  const changed = updates.filter(isNew)
  const before = await Promise.all(changed.map(({ entity, id }) => engine.store.records.get(entity, id)))
  return joinChanges(changes, {
    inserts: [
      ...made.map(({ entity, record }) => noteChange(engine, { changeSet, entity, after: record })),
      ...changed.flatMap(({ entity, changes: values }, index) => {
        const record = before[index]
        return record
          ? [noteChange(engine, { changeSet, entity, before: record, after: { ...record, ...values } as StoredRecord })]
          : []
      }),
    ],
  })
}

/** What tells of the change itself stays, also after it was taken back. */
function isTold(entity: EntityName, { details }: StoredRecord, { id }: ChangeSet): boolean {
  return TELLING.has(entity) || (details as { changeSetId?: string } | undefined)?.changeSetId === id
}

const TELLING: ReadonlySet<EntityName> = new Set(['recordChange', 'changeSet', 'webhookDelivery'])
