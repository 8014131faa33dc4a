import type { Sql } from '../database/database.js'
import type { IntakeCommit } from '../store.js'
import { requireAll } from './conflict.js'

/** Marks submissions as decided, with the lead they became; one that no longer waits undoes the commit. */
export async function endSubmissions(on: Sql, { outcomes, now }: IntakeCommit): Promise<void> {
  if (outcomes.length === 0) return
  const leads = Object.fromEntries(outcomes.map(({ submissionId, leadId }) => [submissionId, leadId]))
  if (on.dialect === 'postgres') await lockInOrder(on, Object.keys(leads))
  const rows = await on.rows(
    `update submission_state set state = 'decided', lead_id = o.value, problem = null, updated_at = ? from ${OUTCOMES[on.dialect]} o
     where submission_id = o.key and state = 'waiting' returning submission_id`,
    [now, JSON.stringify(leads)],
  )
  requireAll(rows, Object.keys(leads).length)
}

const OUTCOMES = { sqlite: 'json_each(?)', postgres: 'json_each_text(?::json)' } as const

const lockInOrder = (on: Sql, ids: readonly string[]) =>
  on.rows('select 1 from submission_state where submission_id = any(?) order by submission_id for update', [ids])
