import type { Database, Sql } from '../database/database.js'
import { writeRecords } from '../records/write-records.js'
import type { EntityTables } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'
import type { IntakeCommit } from '../store.js'
import { isNewestPublication } from '../system/publication-store.js'
import { advanceQueues } from './advance-queues.js'
import { claimKeys } from './claim-keys.js'
import { CONFLICT, orConflict } from './conflict.js'
import { endSubmissions } from './end-submissions.js'
import { insertOutbox, insertSimilar } from './insert-effects.js'
import { updateLeads } from './update-leads.js'

/**
 * Writes a batch together or not at all. What was read is checked first, in the same order by every writer,
 * so that two of them wait for each other rather than lock each other out.
 */
export async function commitBatch(
  database: Database,
  tables: EntityTables,
  plan: IntakeCommit,
): Promise<'committed' | 'conflict'> {
  return orConflict(async () => {
    await database.transaction(async (on) => {
      if (plan.publication !== undefined && !(await isNewestPublication(on, plan.publication))) throw CONFLICT
      await endSubmissions(on, plan)
      await advanceQueues(on, plan.queues)
      await claimKeys(on, plan)
      await updateLeads(on, tables.lead, plan)
      await insertBatch(on, tables, plan)
      if (plan.alongside) await writeRecords(on, tables, { changes: plan.alongside, now: plan.now })
    })
    return 'committed' as const
  })
}

async function insertBatch(on: Sql, tables: EntityTables, plan: IntakeCommit): Promise<void> {
  await insertRecords(on, tables.lead, { records: plan.inserts })
  await insertRecords(on, tables.touch, { records: plan.touches })
  await insertRecords(on, tables.activity, { records: plan.activities })
  await insertRecords(on, tables.statusChange, { records: plan.statusChanges ?? [] })
  await insertRecords(on, tables.decision, { records: decisionRecords(plan) })
  await insertSimilar(on, plan.similar)
  await insertOutbox(on, plan.outbox)
}

function decisionRecords({ decisions, now }: IntakeCommit) {
  return decisions.map(({ id, leadId, submissionId, decision }) => ({
    ...{ id, version: 1, createdAt: now, updatedAt: now, leadId, submissionId },
    ...{ at: decision.now, trigger: decision.trigger, ruleSet: decision.ruleSet, trace: decision },
  }))
}
