import { journalEntry } from '../../intake/capture.js'
import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import { IMPORT_SOURCE } from '../../intake/process-submissions.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { Lead } from '../../model/entities/lead.js'
import { isRefusal } from '../../plugin-api/index.js'
import { noteChange } from '../changes/change-set.js'
import { updateLead } from '../update-lead.js'
import { changeSetOf, progressChanges, runAfter } from './import-progress.js'
import type { RowsToImport } from './import-records.js'
import { importPlan } from './import-run.js'
import type { PreparedRow } from './prepared-row.js'
import { isRecordId } from './record-id.js'
import { type EndedRow, partOf, rowRefusal } from './row-end.js'
import { refusalProblem, thrownProblem } from './row-problem.js'
import { settleRows } from './settle-rows.js'

/** A row that became a lead, or went into one. */
type LeadRow = EndedRow & { readonly leadId?: string }

/**
 * Lets rows become leads: new ones through the journal and intake, each under the key of run and row, so that one that was cut
 * off is found there again; changes as a person makes them. Answers the run as it is then; `later` where another worker is still
 * deciding about one of the rows; undefined where somebody stopped the run.
 */
export async function importLeadRows(engine: Engine, batch: RowsToImport): Promise<ImportRun | 'later' | undefined> {
  const { run } = batch
  const prepared = withoutTwins(await batch.prepare(batch.rows))
  const changed: LeadRow[] = []
  const fresh: PreparedRow[] = []
  const { settings } = importPlan(run)
  for (const row of prepared) {
    const refusal = rowRefusal(row, { mode: run.mode, badCells: settings.badCells })
    const isMade = row.found !== undefined && (await wasMadeHere(engine, run, row))
    if (isMade || (!refusal && !row.found)) fresh.push(row)
    else if (refusal) changed.push({ row: row.row, end: 'failed', problem: refusal })
    else changed.push(await changeLead(engine, batch, row))
  }
  const made = await makeLeads(engine, run, fresh)
  if (made === 'later') return 'later'
  const ended = [...changed, ...made.map((row) => withCells(row, fresh))].toSorted((a, b) => a.row.row - b.row.row)
  const write = joinChanges(insertNotes(engine, run, made), progressChanges(engine, run, ended))
  return (await engine.store.records.write(write, engine.now())) === 'written' ? runAfter(run, ended) : undefined
}

/** Rows up to one that an earlier one of them decides about. */
function withoutTwins(rows: readonly PreparedRow[]): readonly PreparedRow[] {
  const seen = new Set<string>()
  const end = rows.findIndex(({ keys, found }) => {
    const own = [...keys, ...(found ? [`id=${found.id}`] : [])]
    const isTwin = own.some((key) => seen.has(key))
    for (const key of own) seen.add(key)
    return isTwin
  })
  return end < 0 ? rows : rows.slice(0, end)
}

const keyOf = (run: ImportRun, row: PreparedRow): string => `${run.id}/${row.row.row}`

/** After a kill a row may find the very lead that it has become. */
async function wasMadeHere({ store }: Engine, run: ImportRun, row: PreparedRow): Promise<boolean> {
  const idempotencyKey = `${IMPORT_SOURCE}/${importPlan(run).mapping.id}/${keyOf(run, row)}`
  const where = { all: [{ fact: 'submission', path: '$.idempotencyKey', operator: 'equal', value: idempotencyKey }] }
  return (await store.records.count('submission', { where })) > 0
}

async function changeLead(engine: Engine, { actor, run }: RowsToImport, row: PreparedRow): Promise<LeadRow> {
  const found = row.found as Lead | undefined
  const { id: _id, createdAt: _at, ...values } = row.values
  const effectId = `import/${keyOf(run, row)}`
  const partial = partOf(row)
  if (!found) return { row: row.row, end: 'failed' }
  if (await engine.store.records.get('activity', effectId)) return { row: row.row, end: 'updated', ...partial }
  try {
    const lead = await updateLead(engine, {
      ...{ actor, id: found.id, changes: values, effectId, without: importPlan(run).settings.without, isHistory: true },
      alongside: (before, after) => ({
        inserts: [noteChange(engine, { changeSet: changeSetOf(run), entity: 'lead', before, after })],
      }),
    })
    if (isRefusal(lead)) return { row: row.row, end: 'failed', problem: refusalProblem(lead) }
    return { row: row.row, end: lead.version === found.version ? 'unchanged' : 'updated', ...partial }
  } catch (thrown) {
    return { row: row.row, end: 'failed', problem: thrownProblem(thrown, engine.fields.lead) }
  }
}

async function makeLeads(engine: Engine, run: ImportRun, rows: readonly PreparedRow[]): Promise<readonly LeadRow[] | 'later'> {
  if (rows.length === 0) return []
  const { mapping, settings } = importPlan(run)
  const context = { import: run.id, changeSet: changeSetOf(run).id, by: run.actor, without: settings.without }
  const entries = rows.map((row) => {
    const { submission } = row.row
    if (mapping.reads !== 'csv' && submission) return journalEntry(engine, mapping.reads, { ...submission, context })
    const { id, createdAt, ...values } = row.values
    const own = typeof id === 'string' && isRecordId(id) ? { leadId: id } : undefined
    const known = typeof id === 'string' && !own && values['externalId'] === undefined ? { externalId: id } : {}
    const payload = {
      values: { source: mapping.id, ...known, ...values },
      ...(row.touch ? { touch: row.touch } : {}),
      ...(typeof createdAt === 'number' ? { at: createdAt } : {}),
    }
    return journalEntry(engine, IMPORT_SOURCE, {
      channel: mapping.id,
      payload,
      idempotencyKey: keyOf(run, row),
      context: { ...context, ...own },
    })
  })
  const answers = await engine.journal.appendAll(entries)
  const taken = rows.flatMap(({ row }, at) => (answers[at]?.status === 'conflict' ? [row] : []))
  const written = rows.flatMap(({ row }, at) => {
    const answer = answers[at]
    if (!answer || answer.status === 'conflict') return []
    // A row under the key of this run is no repetition of another file's, it was cut off.
    return [{ from: row, submissionId: answer.submissionId, isRepeat: mapping.reads !== 'csv' && answer.status === 'repeated' }]
  })
  const settled = await settleRows(engine, written)
  if (settled.waiting.length > 0) return 'later'
  const outcomes = await engine.store.journal.outcomes(written.map(({ submissionId }) => submissionId))
  const leadOf = new Map(written.map(({ from, submissionId }) => [from.row, outcomes.get(submissionId)?.leadId]))
  const refused = taken.map((row): LeadRow => ({ row, end: 'failed', problem: KEY_TAKEN }))
  const ended = settled.rows.map(({ from, end, reason = '' }): LeadRow => {
    const leadId = leadOf.get(from.row)
    const about = { row: from, ...(leadId === undefined ? {} : { leadId }) }
    if (end === 'failed') return { ...about, end, problem: { en: reason, fa: reason } }
    return { ...about, end: ENDS[end] }
  })
  return [...refused, ...ended]
}

const ENDS = { added: 'created', merged: 'updated', repeated: 'unchanged' } as const

const KEY_TAKEN = {
  en: 'Its key was imported before with other content.',
  fa: 'کلید آن پیش‌تر با محتوای دیگری وارد شده است.',
}

/** What was left out of a row that came in is told as well. */
function withCells(ended: LeadRow, rows: readonly PreparedRow[]): LeadRow {
  const row = rows.find((one) => one.row === ended.row)
  return ended.problem || !row ? ended : { ...ended, ...partOf(row) }
}

/** Remembers which leads the run has made, so that it can be undone. */
function insertNotes(engine: Engine, run: ImportRun, made: readonly LeadRow[]) {
  const now = engine.now()
  const inserts = made.flatMap(({ end, leadId }) => {
    if (end !== 'created' || leadId === undefined) return []
    const after = { id: leadId, version: 1, createdAt: now, updatedAt: now }
    return [noteChange(engine, { changeSet: changeSetOf(run), entity: 'lead', after })]
  })
  return { inserts }
}
