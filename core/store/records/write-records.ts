import type { EntityName } from '../../model/entities/index.js'
import { quote, type Sql } from '../database/database.js'
import { claimKeys } from '../intake/claim-keys.js'
import { CONFLICT, requireAll } from '../intake/conflict.js'
import { insertOutbox, insertSimilar } from '../intake/insert-effects.js'
import { snakeCase } from '../rows/columns.js'
import type { EntityTables } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'
import type { RecordChanges, RecordUpdate, RecordWake, StoredRecord } from '../store.js'
import { updateRecord } from './update-record.js'

/** Writes changes inside a transaction that is open; throws `CONFLICT` where one of them was overtaken. */
export async function writeRecords(
  on: Sql,
  tables: EntityTables,
  { changes, now }: { changes: RecordChanges; now: number },
): Promise<void> {
  const {
    inserts = [],
    updates = [],
    removes = [],
    claims = [],
    releases = [],
    outbox = [],
    similar = [],
    dissimilar = [],
    wakes = [],
  } = changes
  await claimKeys(on, { claims, releases })
  for (const update of inOrder(updates)) await updateOne(on, tables, { update, now })
  for (const { entity, id, expectedVersion } of inOrder(removes)) {
    const sql = `delete from ${quote(tables[entity].table)} where "id" = ? and "version" = ? returning "id"`
    requireAll(await on.rows(sql, [id, expectedVersion]), 1)
  }
  for (const [entity, records] of byEntity(inserts)) await insertRecords(on, tables[entity], { records })
  await insertSimilar(on, similar)
  for (const { leadId, otherId } of dissimilar)
    await on.rows('delete from similar_lead where lead_id = ? and other_id = ?', [leadId, otherId])
  await insertOutbox(on, outbox)
  for (const wake of wakes) await wakeRecords(on, tables, { wake, now })
}

async function updateOne(on: Sql, tables: EntityTables, { update, now }: { update: RecordUpdate; now: number }): Promise<void> {
  const { entity, dueAt, ...change } = update
  if (dueAt !== undefined) await requireDue(on, tables, { entity, id: update.id, dueAt })
  const answer = await updateRecord(on, tables[entity], { ...change, now })
  if (typeof answer === 'string') throw CONFLICT
}

/** The row stays locked until the transaction ends, so that nobody wakes it in between. */
async function requireDue(
  on: Sql,
  tables: EntityTables,
  { entity, id, dueAt }: Pick<RecordUpdate, 'entity' | 'id'> & { readonly dueAt: number | null },
): Promise<void> {
  const is = dueAt === null ? 'is null' : '= ?'
  const sql = `update ${quote(tables[entity].table)} set "version" = "version" where "id" = ? and "next_change_at" ${is} returning "id"`
  requireAll(await on.rows(sql, dueAt === null ? [id] : [id, dueAt]), 1)
}

/** Due at another instant than before in any case, so that whoever decides about one right now notices. */
async function wakeRecords(on: Sql, tables: EntityTables, { wake, now }: { wake: RecordWake; now: number }): Promise<void> {
  const { table } = tables[wake.entity]
  await on.rows(
    `update ${quote(table)} set "next_change_at" = case when "next_change_at" <= ? then "next_change_at" - 1 else ? end
     where ${quote(snakeCase(wake.field))} = ?`,
    [now, now, wake.value],
  )
}

/** The same order for every writer, so that two of them wait for each other rather than lock each other out. */
const inOrder = <T extends { readonly entity: EntityName; readonly id: string }>(list: readonly T[]): readonly T[] =>
  list.toSorted((left, right) => (`${left.entity} ${left.id}` < `${right.entity} ${right.id}` ? -1 : 1))

function byEntity(inserts: NonNullable<RecordChanges['inserts']>) {
  const groups = new Map<EntityName, StoredRecord[]>()
  for (const { entity, record } of inserts) {
    const group = groups.get(entity) ?? []
    group.push(record)
    groups.set(entity, group)
  }
  return groups
}
