import type { Engine } from '../../intake/engine.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { FileRow } from '../../plugin-api/index.js'
import type { RowsRead } from '../read-file-rows.js'
import { importPlan } from './import-run.js'
import { openRows } from './open-rows.js'
import { rowPreparer } from './prepare-rows.js'
import { moveImport } from './steer-import.js'

/** A file that is being imported, open behind the last row that is settled. */
export interface OpenImport {
  /** As it was when the last batch was settled. */
  readonly run: ImportRun
  readonly prepare: ReturnType<typeof rowPreparer>
  /** The next rows; those of the batch before that were not settled come first. */
  take(count: number): Promise<RowsRead>
  settled(run: ImportRun): void
  close(): Promise<void>
}

const SKIP = 1_000

/** The open file of a run; opened anew, and read up to where the run is, when this process has not done its last batch. */
export async function openAt(
  engine: Engine,
  { run, open }: { readonly run: ImportRun; readonly open: Map<string, OpenImport> },
): Promise<OpenImport> {
  const known = open.get(run.id)
  if (known && known.run.version === run.version) return known
  await known?.close()
  open.delete(run.id)
  const fresh = await openBehind(engine, await begun(engine, run))
  open.set(run.id, fresh)
  return fresh
}

/** A run that begins counts its rows first, so that people see how far it is; what a plugin reads in its own way is read once. */
async function begun(engine: Engine, run: ImportRun): Promise<ImportRun> {
  const isCounted = run.rowsTotal !== undefined || importPlan(run).mapping.reads !== 'csv'
  if (run.state === 'running' && isCounted) return run
  const counted = isCounted ? {} : { rowsTotal: await countRows(engine, run) }
  const answer = await moveImport(engine, run.id, { from: ['waiting', 'running'], changes: { state: 'running', ...counted } })
  return 'refused' in answer ? run : (answer as ImportRun)
}

async function countRows(engine: Engine, run: ImportRun): Promise<number> {
  const rows = await openRows(engine, { file: run.file, mapping: importPlan(run).mapping })
  try {
    for (let count = 0; ; ) {
      const read = await rows.take(SKIP)
      count += read.rows.length
      if (read.isLast) return count
    }
  } finally {
    await rows.close()
  }
}

async function openBehind(engine: Engine, start: ImportRun): Promise<OpenImport> {
  const rows = await openRows(engine, { file: start.file, mapping: importPlan(start).mapping })
  let run = start
  let unsettled: readonly FileRow[] = []
  let end: Pick<RowsRead, 'isLast' | 'failure'> = { isLast: false }

  async function read(count: number): Promise<void> {
    if (end.isLast) return
    const more = await rows.take(count)
    unsettled = [...unsettled, ...more.rows]
    end = { isLast: more.isLast, ...(more.failure ? { failure: more.failure } : {}) }
  }
  for (let left = start.rowsDone; left > 0 && !end.isLast; ) {
    await read(Math.min(left, SKIP))
    left -= unsettled.length
    unsettled = []
  }
  return {
    get run() {
      return run
    },
    prepare: rowPreparer(engine, importPlan(start)),
    async take(count) {
      if (unsettled.length < count) await read(count - unsettled.length)
      return { rows: unsettled, ...end }
    },
    settled(after) {
      unsettled = unsettled.slice(after.rowsDone - run.rowsDone)
      run = after
    },
    close: () => rows.close(),
  }
}
