import type { Lead } from '../../model/entities/lead.js'
import { type Database, isOneOf } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import { selectRecords } from '../rows/select-records.js'
import type { Gathered, GatherRequest, MatchKey } from '../store.js'
import { queueStates } from './queue-states.js'

/** Reads once, for a whole batch, what is already there. */
export async function gatherBatch(database: Database, tables: EntityTables, request: GatherRequest): Promise<Gathered> {
  const matchKeys = await claimedKeys(database, request.matchKeys)
  const ids = new Set([...request.leadIds, ...matchKeys.map(({ leadId }) => leadId)])
  for (const id of await sameNames(database, request.nameKeys)) ids.add(id)
  return {
    matchKeys,
    leads: await leadsById(database, tables, [...ids]),
    queues: request.queues ? await queueStates(database, tables, request.openStatuses) : [],
  }
}

async function claimedKeys(database: Database, keys: readonly string[]): Promise<readonly MatchKey[]> {
  if (keys.length === 0) return []
  const { sql, bindings } = isOneOf(database.dialect, 'key', keys)
  const rows = await database.rows(`select key, lead_id from match_key where ${sql} order by key`, bindings)
  return rows.map(({ key, lead_id }) => ({ key: String(key), leadId: String(lead_id) }))
}

// A name that thousands share says nothing; the newest few are enough to show.
async function sameNames(database: Database, nameKeys: readonly string[]): Promise<readonly string[]> {
  if (nameKeys.length === 0) return []
  const { sql, bindings } = isOneOf(database.dialect, 'name_key', nameKeys)
  const rows = await database.rows(
    `select id from (
       select id, row_number() over (partition by name_key order by id desc) as place from lead where ${sql} and merged_into_id is null
     ) named where place <= ?`,
    [...bindings, MOST_SIMILAR],
  )
  return rows.map(({ id }) => String(id))
}

const MOST_SIMILAR = 10

async function leadsById(database: Database, tables: EntityTables, ids: readonly string[]): Promise<readonly Lead[]> {
  if (ids.length === 0) return []
  const { sql, bindings } = isOneOf(database.dialect, '"id"', ids)
  const records = await selectRecords(database, tables.lead, { ending: `where ${sql} order by "id"`, bindings })
  return records as readonly StoredLead[]
}

// The codec of `lead` gives what its declaration says; the compiler knows only that it is a record.
type StoredLead = Lead & Awaited<ReturnType<typeof selectRecords>>[number]
