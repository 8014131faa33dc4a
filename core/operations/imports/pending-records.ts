import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import type { EntityName } from '../../model/entities/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'

/** What the rows of one batch write together, and an engine that reads it as if it were written. */
export interface PendingRecords {
  readonly engine: Engine
  /** Adds what one row writes. */
  add(changes: RecordChanges): void
  /** Takes back records that were made for a row which fails after all. */
  drop(changes: RecordChanges): void
  /** All of it: an update of a new record is part of its insert, several of one record are one. */
  changes(): RecordChanges
}

type Insert = NonNullable<RecordChanges['inserts']>[number]
type Update = NonNullable<RecordChanges['updates']>[number]

/**
 * Collects the changes of a batch. Whoever plans the next row reads records as the rows before it left them, still at the
 * version that is stored, because all of them are written in one step.
 */
export function pendingRecords(engine: Engine): PendingRecords {
  const inserts = new Map<string, Insert>()
  const updates = new Map<string, Update>()
  const rest: RecordChanges[] = []

  const seen = (entity: EntityName, record: StoredRecord | undefined, id: string): StoredRecord | undefined => {
    const insert = inserts.get(`${entity}:${id}`)
    if (insert) return insert.record
    const update = updates.get(`${entity}:${id}`)
    return record && update ? present({ ...record, ...update.changes }) : record
  }
  const { records } = engine.store
  const reading: Engine['store']['records'] = {
    ...records,
    get: async (entity, id) => seen(entity, inserts.has(`${entity}:${id}`) ? undefined : await records.get(entity, id), id),
    async getMany(entity, ids) {
      const stored = new Map((await records.getMany(entity, ids)).map((record) => [record.id, record]))
      return [...new Set(ids)].flatMap((id) => seen(entity, stored.get(id), id) ?? [])
    },
  }

  function addUpdate(update: Update): void {
    const key = `${update.entity}:${update.id}`
    const insert = inserts.get(key)
    if (insert) inserts.set(key, { ...insert, record: present({ ...insert.record, ...update.changes }) })
    else updates.set(key, { ...update, changes: { ...updates.get(key)?.changes, ...update.changes } })
  }

  return {
    engine: { ...engine, store: { ...engine.store, records: reading } },
    add(changes) {
      for (const insert of changes.inserts ?? []) inserts.set(`${insert.entity}:${insert.record.id}`, insert)
      for (const update of changes.updates ?? []) addUpdate(update)
      const { inserts: _inserts, updates: _updates, ...others } = changes
      if (Object.values(others).some((list) => list.length > 0)) rest.push(others)
    },
    drop(changes) {
      for (const { entity, record } of changes.inserts ?? []) inserts.delete(`${entity}:${record.id}`)
    },
    changes: () => joinChanges({ inserts: [...inserts.values()], updates: [...updates.values()] }, ...rest),
  }
}

const present = (record: StoredRecord): StoredRecord =>
  Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  ) as unknown as StoredRecord
