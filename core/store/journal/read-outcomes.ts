import type { SubmissionState } from '../../model/entities/submission.js'
import { type Database, isOneOf, type Row } from '../database/database.js'
import type { SubmissionOutcome } from '../store.js'

/** Reads what became of submissions, without what they hold: one short statement for each few thousand. */
export async function readOutcomes(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, SubmissionOutcome>> {
  const outcomes = new Map<string, SubmissionOutcome>()
  for (let start = 0; start < ids.length; start += PER_STATEMENT) {
    const chunk = isOneOf(database.dialect, 'submission_id', ids.slice(start, start + PER_STATEMENT))
    const sql = `select submission_id, state, lead_id, problem from submission_state where ${chunk.sql}`
    for (const row of await database.rows(sql, chunk.bindings)) outcomes.set(String(row.submission_id), outcomeOf(row))
  }
  return outcomes
}

const PER_STATEMENT = 5_000

const outcomeOf = ({ state, lead_id, problem }: Row): SubmissionOutcome => ({
  state: state as SubmissionState,
  ...(typeof lead_id === 'string' ? { leadId: lead_id } : {}),
  ...(typeof problem === 'string' ? { message: (JSON.parse(problem) as { message: string }).message } : {}),
})
