import type { Engine } from '../../intake/engine.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { RecordChanges } from '../../store/index.js'
import type { EndedRow, RowEnd } from './row-end.js'

/** Counters of a run after some more of its rows have ended. */
function progressAfter(run: ImportRun, ended: readonly EndedRow[]): Readonly<Record<RowEnd | 'rowsDone', number>> {
  const count = (end: RowEnd) => ended.filter((row) => row.end === end).length
  return {
    rowsDone: run.rowsDone + ended.length,
    created: run.created + count('created'),
    updated: run.updated + count('updated'),
    unchanged: run.unchanged + count('unchanged'),
    failed: run.failed + count('failed'),
  }
}

/** What is written with a batch: how far the run is now, and the rows that failed or lost cells. */
export function progressChanges(
  engine: Pick<Engine, 'newId' | 'now'>,
  run: ImportRun,
  ended: readonly EndedRow[],
): RecordChanges {
  const now = engine.now()
  return {
    updates: [{ entity: 'importRun', id: run.id, expectedVersion: run.version, changes: progressAfter(run, ended) }],
    inserts: ended.flatMap(({ row, end, problem }) => {
      if (problem === undefined) return []
      const stamps = { id: engine.newId(), version: 1, createdAt: now, updatedAt: now }
      const record = { ...stamps, importId: run.id, row: row.row, cells: row.cells, problem, isPartial: end !== 'failed' }
      return [{ entity: 'importProblem' as const, record }]
    }),
  }
}

/** The run as it is after that was written. */
export const runAfter = (run: ImportRun, ended: readonly EndedRow[]): ImportRun => ({
  ...run,
  ...progressAfter(run, ended),
  version: run.version + 1,
})

/** The change set of a run as rows refer to it; it was written when the run began. */
export function changeSetOf(run: ImportRun): ChangeSet {
  const stamps = { version: 1, createdAt: run.createdAt, updatedAt: run.createdAt, at: run.createdAt }
  return { ...stamps, id: run.changeSetId ?? run.id, kind: 'import', subject: run.id, actor: run.actor }
}
