import { type Actor, authorize, SYSTEM } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import { comparedValue } from './find-records.js'
import { type NamedRecord, USUAL_NAMES } from './find-references.js'
import { changeSetOf } from './import-progress.js'
import { type ImportPlan, importPlan, requireImport } from './import-run.js'
import { unusedColumns } from './mapped-columns.js'
import { openRows } from './open-rows.js'
import { pendingRecords } from './pending-records.js'
import { planRow } from './plan-row.js'
import { rowPreparer } from './prepare-rows.js'
import type { PreparedRow } from './prepared-row.js'
import { partOf, type RowEnd, rowRefusal } from './row-end.js'
import { missingColumns } from './suggest-mapping.js'

/** What an import would do. */
export interface ImportPreview {
  readonly run: ImportRun
  /** The first rows as they would be read. */
  readonly rows: readonly PreviewedRow[]
  /** How many rows would end how. */
  readonly counts: Readonly<Record<RowEnd, number>>
  /** Rows that were looked at; the file may hold more. */
  readonly looked: number
  readonly isWhole: boolean
  /** Columns that the mapping asks for and the file does not have. */
  readonly missing: readonly string[]
  /** Columns of the file that nothing is made of. */
  readonly unused: readonly string[]
}

export interface PreviewedRow {
  readonly row: number
  readonly values: Readonly<Record<string, unknown>>
  readonly end: RowEnd
  readonly problem?: LocalizedText
}

const SHOWN = 20
const BATCH = 200
/** Enough to see what a file is like, and soon done. */
export const MOST_PREVIEWED = 2_000

/**
 * Reads the first rows of a file as its import would, without writing anything.
 * @throws {CrmError} IMPORT_UNKNOWN, and what the reading says of a broken file.
 */
export async function previewImport(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<ImportPreview> {
  authorize(actor, 'import:run')
  const run = await requireImport(engine, id)
  const plan = importPlan(run)
  const columns = (run.columns as readonly string[] | undefined) ?? []
  const prepare = rowPreparer(engine, plan)
  const reading = await openRows(engine, { file: run.file, mapping: plan.mapping })
  const counts: Record<RowEnd, number> = { created: 0, updated: 0, unchanged: 0, failed: 0 }
  const rows: PreviewedRow[] = []
  const known = new Set<string>()
  const named = new Set<string>()
  let looked = 0
  let isWhole = false
  try {
    while (!isWhole && looked < MOST_PREVIEWED) {
      const read = await reading.take(BATCH)
      isWhole = read.isLast
      if (read.failure && looked + read.rows.length === 0) throw read.failure
      for (const previewed of await previewRows(engine, { plan, prepared: await prepare(read.rows), known, named })) {
        counts[previewed.end] += 1
        if (rows.length < SHOWN) rows.push(previewed)
      }
      looked += read.rows.length
    }
  } finally {
    await reading.close()
  }
  return { run, rows, counts, looked, isWhole, missing: missingColumns(plan.mapping, columns), unused: unusedColumns(run) }
}

async function previewRows(
  engine: Engine,
  {
    plan,
    prepared,
    known,
    named,
  }: { plan: ImportPlan; prepared: readonly PreparedRow[]; known: Set<string>; named: Set<string> },
): Promise<readonly PreviewedRow[]> {
  const planning = { actor: SYSTEM, plan, changeSet: changeSetOf(plan.run), pending: pendingRecords(engine), made: new Map() }
  const previewed: PreviewedRow[] = []
  for (const given of prepared) {
    const row = { ...given, early: given.early.filter(({ name }) => !namesOf(engine, name).some((one) => named.has(one))) }
    const isLater = !row.found && row.keys.some((key) => known.has(key))
    for (const key of row.keys) known.add(key)
    const { end, problem } = isLater
      ? { end: plan.run.mode === 'create' ? ('failed' as const) : ('updated' as const), problem: undefined }
      : await endOf(row, planning)
    if (end !== 'failed') for (const name of ownNames(engine, plan.entity, row)) named.add(name)
    previewed.push({ row: row.row.row, values: row.values, end, ...(problem ? { problem } : {}) })
  }
  return previewed
}

/** Under what the rows behind a row can name the record that it is. */
function ownNames(engine: Engine, entity: ImportPlan['entity'], { values, toMake }: PreparedRow): readonly string[] {
  const own = USUAL_NAMES.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]] as const]))
  const made = toMake.filter((name) => name.entity === entity).map(({ text }) => ['name', text] as const)
  return [...own, ...made].map(([field, value]) => `${field}=${comparedValue(engine, { entity, field, value }) ?? ''}`)
}

/** What a row that an earlier one makes would be named by. */
const namesOf = (engine: Engine, { entity, text, by }: NamedRecord): readonly string[] =>
  by.map((field) => `${field}=${comparedValue(engine, { entity, field, value: text }) ?? text}`)

async function endOf(row: PreparedRow, planning: Parameters<typeof planRow>[1]) {
  const { plan } = planning
  if (plan.entity !== 'lead') return planRow(row, planning)
  const refusal = rowRefusal(row, { mode: plan.run.mode, badCells: plan.settings.badCells })
  if (refusal) return { end: 'failed' as const, problem: refusal }
  const { problem } = partOf(row)
  return { end: row.found ? changeOf(row) : ('created' as const), problem }
}

function changeOf({ found, values }: PreparedRow): RowEnd {
  const { id: _id, createdAt: _at, ...given } = values
  const isSame = Object.entries(given).every(([field, value]) => JSON.stringify(found?.[field]) === JSON.stringify(value))
  return isSame ? 'unchanged' : 'updated'
}
