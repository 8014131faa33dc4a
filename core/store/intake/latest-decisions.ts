import type { Decision } from '../../model/decision.js'
import { isUnreadable, readStoredJson } from '../../model/unreadable-json.js'
import { type Database, isOneOf } from '../database/database.js'

/** The latest decision about each lead up to an instant, in the order of the leads; none where it cannot be read. */
export async function latestDecisions(
  database: Database,
  leadIds: readonly string[],
  at: number,
): Promise<readonly (Decision | undefined)[]> {
  const leads = isOneOf(database.dialect, 'lead_id', leadIds)
  const rows = await database.rows(
    `select lead_id, trace from (
       select lead_id, trace, row_number() over (partition by lead_id order by at desc, id desc) as place
       from decision where ${leads.sql} and at <= ?
     ) dated where place = 1`,
    [...leads.bindings, at],
  )
  const read = rows.map(({ lead_id, trace }) => [String(lead_id), readStoredJson(String(trace))] as const)
  const found = new Map(read.flatMap(([id, trace]) => (isUnreadable(trace) ? [] : [[id, trace as Decision] as const])))
  return leadIds.map((id) => found.get(id))
}

/** A decision in the very letters in which it is stored. */
export async function decisionText(database: Database, id: string): Promise<string | undefined> {
  const [row] = await database.rows('select trace from decision where id = ?', [id])
  return row && String(row.trace)
}
