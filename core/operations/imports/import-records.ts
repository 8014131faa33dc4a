import type { Actor } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import { backOff } from '../../intake/process-submissions.js'
import { withRecordRules } from '../../intake/record-rules/with-record-rules.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { FileRow } from '../../plugin-api/index.js'
import { comparedValue } from './find-records.js'
import { changeSetOf, progressChanges, runAfter } from './import-progress.js'
import { importPlan } from './import-run.js'
import { notedOthers } from './note-others.js'
import { pendingRecords } from './pending-records.js'
import { planRow } from './plan-row.js'
import type { rowPreparer } from './prepare-rows.js'
import type { PreparedRow } from './prepared-row.js'
import type { EndedRow } from './row-end.js'
import { thrownProblem } from './row-problem.js'

/** A batch of rows that is to be written. */
export interface RowsToImport {
  readonly actor: Actor
  readonly run: ImportRun
  readonly prepare: ReturnType<typeof rowPreparer>
  readonly rows: readonly FileRow[]
}

const MOST_CONFLICTS = 10

/**
 * Writes as many of the rows as can go together, and how far the run is with them, in one transaction: whoever is cut off finds
 * either all of it or nothing. Answers the run as it is then; undefined where somebody else goes on with it or stopped it.
 */
export async function importRecords(engine: Engine, batch: RowsToImport): Promise<ImportRun | undefined> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const { ended, changes } = await planBatch(engine, batch)
    try {
      const { without } = importPlan(batch.run).settings
      const judged = await withRecordRules(engine, changes, { without })
      const write = joinChanges(judged, progressChanges(engine, batch.run, ended))
      if ((await engine.store.records.write(write, engine.now())) === 'written') return runAfter(batch.run, ended)
    } catch (thrown) {
      if (ended.length <= 1) return writeFailed(engine, batch, thrown)
      // One of them cannot stand in the database: one by one only that one fails.
      return importRecords(engine, { ...batch, rows: batch.rows.slice(0, 1) })
    }
    const now = await engine.store.records.get('importRun', batch.run.id)
    if (now?.version !== batch.run.version) return undefined
    await backOff(attempt)
  }
  throw new CrmError('INTAKE_CONFLICT', `Other writers were faster ${MOST_CONFLICTS} times.`)
}

/** Plans rows until one is met that an earlier one of them decides about: it must see that one written. */
async function planBatch(engine: Engine, { actor, run, prepare, rows }: RowsToImport) {
  const plan = importPlan(run)
  const prepared = await prepare(rows)
  const pending = pendingRecords(engine)
  const planning = { actor, plan, changeSet: changeSetOf(run), pending, made: new Map<string, string>() }
  const seen = new Set<string>()
  const rowNames = new Set<string>()
  const ended: EndedRow[] = []
  const nameKey = (value: unknown) =>
    `name=${comparedValue(engine, { entity: plan.entity, field: 'name', value }) ?? String(value)}`
  for (const row of prepared) {
    const namedHere = row.toMake.filter(({ entity }) => entity === plan.entity).map(({ text }) => nameKey(text))
    const isDecided = keysOf(row).some((key) => seen.has(key)) || namedHere.some((key) => rowNames.has(key))
    if (ended.length > 0 && (row.early.length > 0 || isDecided)) break
    ended.push(await planRow(row, planning))
    for (const key of [...keysOf(row), ...namedHere]) seen.add(key)
    if (row.values['name'] !== undefined) rowNames.add(nameKey(row.values['name']))
  }
  const { changeSet } = planning
  return { ended, changes: await notedOthers(engine, { changeSet, changes: pending.changes() }) }
}

const keysOf = ({ keys, found }: PreparedRow): readonly string[] => [...keys, ...(found ? [`id=${found.id}`] : [])]

async function writeFailed(engine: Engine, { run, rows }: RowsToImport, thrown: unknown): Promise<ImportRun | undefined> {
  const problem = thrownProblem(thrown, engine.fields[importPlan(run).entity])
  const ended: readonly EndedRow[] = rows.slice(0, 1).map((row) => ({ row, end: 'failed', problem }))
  const answer = await engine.store.records.write(progressChanges(engine, run, ended), engine.now())
  return answer === 'written' ? runAfter(run, ended) : undefined
}
