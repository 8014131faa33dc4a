import type { Database } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import type { IntakeStore } from '../store.js'
import { activityTallies } from './activity-tallies.js'
import { commitBatch } from './commit-batch.js'
import { gatherBatch } from './gather-batch.js'
import { decisionText, latestDecisions } from './latest-decisions.js'
import { newestOpportunities } from './newest-opportunities.js'
import { openLeads } from './open-leads.js'
import { keysOf, similarPairs } from './similar-pairs.js'
import { wakeEarlier } from './wake-earlier.js'

/** What intake reads before it decides and writes after: each in as few statements as there are tables. */
export function intakeStore(database: Database, tables: EntityTables): IntakeStore {
  return {
    gather: (request) => gatherBatch(database, tables, request),
    commit: (plan) => commitBatch(database, tables, plan),
    activityTallies: (leadIds, asked) => activityTallies(database, leadIds, asked),
    openLeads: (userIds, openStatuses) => openLeads(database, userIds, openStatuses),
    newestOpportunities: (leadIds) => newestOpportunities(database, tables, leadIds),
    latestDecisions: (leadIds, at) => latestDecisions(database, leadIds, at),
    decisionText: (id) => decisionText(database, id),
    async due(now, limit) {
      const rows = await database.rows(
        'select id from lead where next_change_at <= ? and merged_into_id is null order by next_change_at, id limit ?',
        [now, limit],
      )
      return rows.map(({ id }) => String(id))
    },
    wakeEarlier: (leads) => wakeEarlier(database, leads),
    async nextDue() {
      const [row] = await database.rows('select min(next_change_at) as at from lead where merged_into_id is null')
      return typeof row?.at === 'number' ? row.at : undefined
    },
    similarPairs: (limit) => similarPairs(database, limit),
    keysOf: (leadIds) => keysOf(database, leadIds),
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
