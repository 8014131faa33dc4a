import { setTimeout as wait } from 'node:timers/promises'
import { type Actor, actorName, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import { journalEntry } from '../intake/capture.js'
import type { Engine } from '../intake/engine.js'
import type { FileRow } from '../plugin-api/index.js'
import { type FailedRow, type ImportProgress, type ImportReport, NO_ROWS, plus } from './import-report.js'
import { type FileRows, readFileRows } from './read-file-rows.js'
import { LEASE_MS, type Settled, type SettledRow, settleRows, type WrittenRow } from './settle-rows.js'
import { writeAudit } from './write-audit.js'

export type { FailedRow, ImportProgress, ImportReport } from './import-report.js'

/** A file to import, and by which mapping. */
export interface ImportRequest {
  readonly actor: Actor
  /** Id of a mapping file; its `reads` names the source. */
  readonly mapping: string
  readonly file: AsyncIterable<Uint8Array>
  readonly onProgress?: (progress: ImportProgress) => void
  /** Called for each row that could not become a lead. */
  readonly onFailedRow?: (failed: FailedRow) => void | Promise<void>
  /** Milliseconds to wait at the end for rows that another worker holds; as long as it may hold them. */
  readonly patienceMs?: number
}

/** Small enough to be decided long before its lease ends. */
const BATCH = 200
const LOOK_AGAIN_MS = 1_000

/**
 * Imports a file row by row: every row through the journal and the rules, a bad one reported with its number while the rest go in.
 * A row that came before, with the same content, adds nothing; one that an import left undecided when it died is decided now.
 * Where the file cannot be read to its end, what was read is in, and the report says why reading stopped.
 * @throws {CrmError} MAPPING_UNKNOWN, SOURCE_UNKNOWN, and what the source says of a file of which no row can be read.
 */
export async function importLeads(engine: Engine, request: ImportRequest): Promise<ImportReport> {
  authorize(request.actor, 'import:run')
  const { mapping, actor, file } = request
  const source = sourceOf(engine, mapping)
  const rows = await readFileRows(engine, { source, mapping, file })
  const read = await importRows(engine, { request, source, rows }).finally(() => rows.close())
  const { progress, stopped } = await awaitOthers(engine, request, read)
  await writeAudit(engine, { actor: actorName(actor), action: 'leads.import', subject: mapping, details: progress })
  engine.wake('effects', 'timers')
  return stopped ? { ...progress, stopped } : progress
}

function sourceOf(engine: Engine, mapping: string): string {
  const { mappings } = engine.rules()
  const definition = Object.hasOwn(mappings, mapping) ? mappings[mapping] : undefined
  if (definition) return definition.reads
  const known = Object.keys(mappings).join(', ')
  throw new CrmError('MAPPING_UNKNOWN', `There is no mapping "${mapping}". Known: ${known || 'none'}.`, { details: { mapping } })
}

interface Import {
  readonly request: ImportRequest
  readonly source: string
  readonly rows: FileRows
}

interface Standing {
  readonly progress: ImportProgress
  /** Rows that another worker holds. */
  readonly held: readonly WrittenRow[]
  readonly stopped?: Error
}

async function importRows(engine: Engine, { request, source, rows }: Import): Promise<Standing> {
  let standing: Standing = { progress: NO_ROWS, held: [] }
  for (let isOver = false; !isOver; ) {
    const { rows: read, isLast, failure } = await rows.take(BATCH)
    isOver = isLast
    const progress = plus(standing.progress, { rows: read.length })
    if (failure && progress.rows === 0) throw failure
    const { written, unwritten } = await writeRows(engine, source, read)
    const settled = await settleRows(engine, [...standing.held, ...written])
    standing = await tell(request, progress, { ...settled, rows: [...unwritten, ...settled.rows] })
    if (failure) standing = { ...standing, stopped: failure }
  }
  return standing
}

/** Looks again and again for what another worker held, until it is decided there or can be taken over. */
async function awaitOthers(engine: Engine, request: ImportRequest, standing: Standing): Promise<Standing> {
  let now = standing
  for (let left = request.patienceMs ?? LEASE_MS; now.held.length > 0 && left > 0; left -= LOOK_AGAIN_MS) {
    await wait(Math.min(left, LOOK_AGAIN_MS))
    now = { ...now, ...(await tell(request, now.progress, await settleRows(engine, now.held))) }
  }
  return now
}

/** Puts rows into the journal; those that the source could not read end here. */
async function writeRows(
  engine: Engine,
  source: string,
  rows: readonly FileRow[],
): Promise<{ written: readonly WrittenRow[]; unwritten: readonly SettledRow[] }> {
  const good = rows.flatMap((from) => (from.submission ? [{ from, entry: journalEntry(engine, source, from.submission) }] : []))
  const bad = rows.flatMap((from) => (from.submission ? [] : [failed(from, from.problem ?? 'The source could not read it.')]))
  const answers = await engine.journal.appendAll(good.map(({ entry }) => entry))
  const written: WrittenRow[] = []
  for (const [index, { from }] of good.entries()) {
    const answer = answers[index]
    if (!answer || answer.status === 'conflict') bad.push(failed(from, 'Its key was imported before with other content.'))
    else written.push({ from, submissionId: answer.submissionId, isRepeat: answer.status === 'repeated' })
  }
  return { written, unwritten: bad }
}

const failed = (from: FileRow, reason: string): SettledRow => ({ from, end: 'failed', reason })

/** Counts rows that have come to their end, and reports those that failed, in the order of the file. */
async function tell(request: ImportRequest, before: ImportProgress, { rows, waiting }: Settled): Promise<Standing> {
  for (const { from, end, reason = '' } of rows.toSorted((a, b) => a.from.row - b.from.row)) {
    const { row, cells, columns = Object.keys(cells) } = from
    if (end === 'failed') await request.onFailedRow?.({ row, cells, columns, reason })
  }
  const ended = rows.reduce((sum, { end }) => plus(sum, { [end]: 1 }), before)
  const progress = { ...ended, waiting: waiting.length }
  request.onProgress?.(progress)
  return { progress, held: waiting }
}
