import type { Opportunity } from '../../model/entities/opportunity.js'
import { type Database, isOneOf } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import { selectRecords } from '../rows/select-records.js'

/** The newest opportunity that came from each lead; leads without one are left out. */
export async function newestOpportunities(
  database: Database,
  tables: EntityTables,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, Opportunity>> {
  if (leadIds.length === 0) return new Map()
  const { sql, bindings } = isOneOf(database.dialect, 'lead_id', leadIds)
  const records = await selectRecords(database, tables.opportunity, {
    ending: `where ${sql} order by "created_at", "id"`,
    bindings,
  })
  return new Map((records as readonly StoredOpportunity[]).map((opportunity) => [String(opportunity.leadId), opportunity]))
}

// The codec of `opportunity` gives what its declaration says; the compiler knows only that it is a record.
type StoredOpportunity = Opportunity & Awaited<ReturnType<typeof selectRecords>>[number]
