import type { Engine } from '../../intake/engine.js'
import { processSubmissions } from '../../intake/process-submissions.js'
import type { FileRow } from '../../plugin-api/index.js'
import type { SubmissionOutcome } from '../../store/index.js'

/** A row that lies in the journal. */
export interface WrittenRow {
  readonly from: FileRow
  readonly submissionId: string
  /** Written by an import before this one, or by an earlier row of the file. */
  readonly isRepeat: boolean
}

/** Where a row ended, with the reason where it failed. */
export interface SettledRow {
  readonly from: FileRow
  readonly end: 'added' | 'merged' | 'repeated' | 'failed'
  readonly reason?: string
}

export interface Settled {
  readonly rows: readonly SettledRow[]
  /** Rows that another worker holds. */
  readonly waiting: readonly WrittenRow[]
}

/** Milliseconds that a worker has for one batch; what a dead one held is free after them. */
const LEASE_MS = 60_000

/**
 * Takes rows of the journal to their end: what waits is decided here, also when it was an earlier import that wrote it and died;
 * of all others it is asked how they ended.
 */
export async function settleRows(engine: Engine, written: readonly WrittenRow[]): Promise<Settled> {
  const { journal } = engine.store
  const ids = [...new Set(written.map(({ submissionId }) => submissionId))]
  if (ids.length === 0) return { rows: [], waiting: [] }
  const submissions = await journal.claimThese(ids, { now: engine.now(), leaseMs: LEASE_MS })
  const { became } = await processSubmissions(engine, { submissions, trigger: 'import' })
  const outcomes = await journal.outcomes(ids.filter((id) => !became.has(id)))
  const rows: SettledRow[] = []
  const waiting: WrittenRow[] = []
  const counted = new Set<string>()
  for (const row of written) {
    const { from, submissionId } = row
    const how = became.get(submissionId)
    const outcome = outcomes.get(submissionId)
    if (how !== undefined) rows.push({ from, end: counted.has(submissionId) ? 'repeated' : ENDS[how] })
    else if (outcome?.state === 'waiting') waiting.push(row)
    else rows.push({ from, ...(await endOf(engine, row, outcome)) })
    counted.add(submissionId)
  }
  return { rows, waiting }
}

const ENDS = { new: 'added', merged: 'merged' } as const

/** How a row ended that was not decided here: long ago, by another worker just now, or not at all. */
async function endOf(
  engine: Engine,
  { submissionId, isRepeat }: WrittenRow,
  outcome: SubmissionOutcome | undefined,
): Promise<Pick<SettledRow, 'end' | 'reason'>> {
  if (outcome?.state !== 'decided') return { end: 'failed', reason: outcome?.message ?? 'It was set aside as spam.' }
  if (isRepeat || outcome.leadId === undefined) return { end: 'repeated' }
  return { end: (await isMadeBy(engine, outcome.leadId, submissionId)) ? 'added' : 'merged' }
}

async function isMadeBy(engine: Engine, leadId: string, submissionId: string): Promise<boolean> {
  const is = (field: string, value: string) => ({ fact: 'activity', path: `$.${field}`, operator: 'equal', value })
  const where = { all: [is('leadId', leadId), is('type', 'lead.captured')] }
  const { records } = await engine.store.records.list('activity', { where, limit: 1 })
  const [captured] = records as readonly { readonly details?: { readonly submissionId?: unknown } }[]
  return captured?.details?.submissionId === submissionId
}
