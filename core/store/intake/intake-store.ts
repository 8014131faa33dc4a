import { type Binding, type Database, isOneOf } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import type { IntakeStore } from '../store.js'
import { commitBatch } from './commit-batch.js'
import { gatherBatch } from './gather-batch.js'

/** What intake reads before it decides and writes after: each in as few statements as there are tables. */
export function intakeStore(database: Database, tables: EntityTables): IntakeStore {
  return {
    gather: (request) => gatherBatch(database, tables, request),
    commit: (plan) => commitBatch(database, tables, plan),
    async activityCounts(leadIds, { type, since = 0 }) {
      const counts = await perLead(database, leadIds, {
        figure: 'count(*)',
        and: 'type = ? and at >= ?',
        bindings: [type, since],
      })
      return leadIds.map((id) => counts.get(id) ?? 0)
    },
    async lastActivities(leadIds, { type }) {
      const and = type === undefined ? '1 = 1' : 'type = ?'
      const last = await perLead(database, leadIds, { figure: 'max(at)', and, bindings: type === undefined ? [] : [type] })
      return leadIds.map((id) => last.get(id))
    },
    async due(now, limit) {
      const rows = await database.rows('select id from lead where next_change_at <= ? order by next_change_at, id limit ?', [
        now,
        limit,
      ])
      return rows.map(({ id }) => String(id))
    },
    async nextDue() {
      const [row] = await database.rows('select min(next_change_at) as at from lead')
      return typeof row?.at === 'number' ? row.at : undefined
    },
    async similarTo(leadId) {
      const rows = await database.rows(
        `select other_id, reason from similar_lead where lead_id = ?
         union select lead_id, reason from similar_lead where other_id = ? order by 1, 2`,
        [leadId, leadId],
      )
      return rows.map(({ other_id, reason }) => ({ otherId: String(other_id), reason: String(reason) }))
    },
  }
}

async function perLead(
  database: Database,
  leadIds: readonly string[],
  { figure, and, bindings }: { figure: string; and: string; bindings: readonly Binding[] },
): Promise<ReadonlyMap<string, number>> {
  if (leadIds.length === 0) return new Map()
  const leads = isOneOf(database.dialect, 'lead_id', leadIds)
  const rows = await database.rows(
    `select lead_id, ${figure} as figure from activity where ${leads.sql} and ${and} group by lead_id`,
    [...leads.bindings, ...bindings],
  )
  return new Map(rows.map((row) => [String(row.lead_id), Number(row.figure)]))
}
