import type { Engine } from '../../intake/engine.js'
import type { StatusChange } from '../../model/entities/status-change.js'
import type { StatusMapping } from '../../rule-engine/index.js'
import type { RecordChanges } from '../../store/index.js'
import { everyRecord } from '../opportunities/every-record.js'
import { movesOf } from './count-status-rows.js'

const BATCH = 200

/** Rewrites the history of moves, record by record: reports then know the new names alone. */
export async function migrateStatusChanges(engine: Engine, mapping: StatusMapping): Promise<void> {
  for (;;) {
    const page = await engine.store.records.list('statusChange', { where: movesOf(mapping), limit: BATCH })
    const records = [...new Set((page.records as unknown as readonly StatusChange[]).map(({ recordId }) => recordId))]
    if (records.length === 0) return
    for (const recordId of records) await migrateOne(engine, recordId, mapping)
  }
}

/** What is overtaken by a write meanwhile is found again by the next look. */
async function migrateOne(engine: Engine, recordId: string, mapping: StatusMapping): Promise<void> {
  const { entity, lifecycle } = mapping
  const rows = (await everyRecord(engine, 'statusChange', { entity, recordId })) as unknown as readonly StatusChange[]
  const own = rows.filter((row) => row.lifecycle === lifecycle).toSorted((one, other) => one.at - other.at)
  const record = await engine.store.records.get(entity, recordId)
  const since = record?.[entity === 'lead' ? 'statusSince' : 'stageSince']
  const stays = typeof since === 'number' ? since : 0
  await engine.store.records.write(rewritten(own, { mapping, since: stays }), engine.now())
}

/**
 * The moves with their new names. One from a status to itself is none any more: its time belongs to the move that ends the
 * stay, and while the record still stands there it stays as it is, unless the stay goes on beyond it.
 */
function rewritten(
  rows: readonly StatusChange[],
  { mapping: { map }, since }: { readonly mapping: Pick<StatusMapping, 'map'>; readonly since: number },
): RecordChanges {
  const updates: NonNullable<RecordChanges['updates']>[number][] = []
  const removes: NonNullable<RecordChanges['removes']>[number][] = []
  let carried = 0
  rows.forEach((row, index) => {
    const [from, to] = [renamed(row.from, map), renamed(row.to, map) ?? row.to]
    const isChanged = from !== row.from || to !== row.to
    const isLast = index === rows.length - 1
    if (isChanged && from === to && (!isLast || since < row.at)) {
      if (!isLast) carried += row.seconds ?? 0
      removes.push({ entity: 'statusChange', id: row.id, expectedVersion: row.version })
      return
    }
    const seconds = carried > 0 ? { seconds: (row.seconds ?? 0) + carried } : {}
    carried = 0
    if (!isChanged && !('seconds' in seconds)) return
    const changes = { to, ...(from === undefined ? {} : { from }), ...seconds }
    updates.push({ entity: 'statusChange', id: row.id, expectedVersion: row.version, changes })
  })
  return { updates, removes }
}

const renamed = (status: string | undefined, map: StatusMapping['map']): string | undefined =>
  status === undefined ? undefined : (map.get(status) ?? status)
