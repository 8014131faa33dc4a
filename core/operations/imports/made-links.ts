import type { Engine } from '../../intake/engine.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import type { RecordChange } from '../../model/entities/record-change.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'

/** A record that was written in the same step as another one, as its task or its history. */
export type PartOf = NonNullable<RecordChanges['removes']>[number]

/** What points to records that an import made. */
export interface MadeLinks {
  /** Records that somebody has used since, as `<entity>:<id>`. */
  readonly used: ReadonlySet<string>
  /** What goes with a record when it is removed. */
  readonly parts: ReadonlyMap<string, readonly PartOf[]>
}

/** What was written within this time of a record was written with it. */
const SAME_STEP_MS = 1_000

/** Looks at everything that points to the records that these changes made; what hangs on a lead goes with it anyway. */
export async function linksOf({ store, fields }: Engine, changes: readonly RecordChange[]): Promise<MadeLinks> {
  const made = changes.filter(({ action, entity }) => action === 'insert' && entity !== 'lead')
  const ownIds = new Set(made.map(({ recordId }) => recordId))
  const madeAt = new Map(made.map(({ entity, recordId, at }) => [`${entity}:${recordId}`, at]))
  const used = new Set<string>()
  const parts = new Map<string, PartOf[]>()

  function take(other: EntityName, record: StoredRecord, key: string): void {
    if (ownIds.has(record.id)) return
    const isPart = Math.abs(record.createdAt - (madeAt.get(key) ?? 0)) <= SAME_STEP_MS && record['doneAt'] === undefined
    if (!isPart) used.add(key)
    else parts.set(key, [...(parts.get(key) ?? []), { entity: other, id: record.id, expectedVersion: record.version }])
  }
  const each = async (
    other: EntityName,
    where: { all: { fact: string; path: string; operator: string; value: unknown }[] },
    keyOf: (record: StoredRecord) => string,
  ) => {
    for await (const batch of store.records.each(other, { where, batch: 500 })) {
      for (const record of batch) take(other, record, keyOf(record))
    }
  }
  for (const entity of new Set(made.map((change) => change.entity as EntityName))) {
    const ids = made.filter((change) => change.entity === entity).map(({ recordId }) => recordId)
    const is = (fact: string, field: string, operator: string, value: unknown) => ({ fact, path: `$.${field}`, operator, value })
    for (const other of Object.keys(coreEntities) as EntityName[]) {
      for (const [field, { type, entity: pointed }] of Object.entries(fields[other])) {
        if (type !== 'reference' || pointed !== entity) continue
        await each(other, { all: [is(other, field, 'in', ids)] }, (record) => `${entity}:${String(record[field])}`)
      }
    }
    const history = { all: [is('statusChange', 'recordId', 'in', ids), is('statusChange', 'entity', 'equal', entity)] }
    await each('statusChange', history, ({ recordId }) => `${entity}:${String(recordId)}`)
  }
  return { used, parts }
}
