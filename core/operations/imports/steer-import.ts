import { type Actor, actorName, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { StoredRecord } from '../../store/index.js'
import { openChangeSet } from '../changes/change-set.js'
import { pageLimit } from '../page-limit.js'
import { writeAudit } from '../write-audit.js'
import { importPermission, importPlan, requireImport } from './import-run.js'
import { otherState } from './other-state.js'
import { rememberMapping } from './suggest-mapping.js'

interface Steering {
  readonly actor: Actor
  readonly id: string
}

type State = ImportRun['state']

/** Lets an import run in the background; its mapping is remembered for the next file with the same columns. */
export async function startImport(engine: Engine, { actor, id }: Steering): Promise<ImportRun | Refusal> {
  authorize(actor, 'import:run')
  const run = await requireImport(engine, id)
  const { entity, mapping } = importPlan(run)
  authorize(actor, importPermission(entity))
  if (run.state !== 'draft') return otherState(run)
  const changeSet = openChangeSet(engine, { actor, kind: 'import', subject: id })
  const changes = { state: 'waiting', changeSetId: changeSet.id, actor: actorName(actor) }
  const written = await engine.store.records.write(
    {
      updates: [{ entity: 'importRun', id, expectedVersion: run.version, changes }],
      inserts: [{ entity: 'changeSet', record: changeSet as StoredRecord }],
    },
    engine.now(),
  )
  if (written === 'conflict') return otherState(run)
  await rememberMapping(engine, { columns: (run.columns as readonly string[] | undefined) ?? [], mapping })
  await writeAudit(engine, {
    actor: actorName(actor),
    action: 'import.start',
    subject: id,
    details: { entity, file: run.fileName },
  })
  engine.wake('imports')
  return requireImport(engine, id)
}

/** Stops an import between two batches; what is in stays in, and it can go on later. */
export const stopImport = (engine: Engine, steering: Steering): Promise<ImportRun | Refusal> =>
  steer(engine, steering, { from: ['waiting', 'running'], to: 'stopped', action: 'import.stop' })

/** Lets an import that was stopped or failed go on behind the last row that is settled. */
export const resumeImport = (engine: Engine, steering: Steering): Promise<ImportRun | Refusal> =>
  steer(engine, steering, { from: ['stopped', 'failed'], to: 'waiting', action: 'import.resume' })

/**
 * Takes an import back in the background: what it made is removed, what it changed is set back, each only where nobody has
 * changed or used it since.
 */
export const undoImport = (engine: Engine, steering: Steering): Promise<ImportRun | Refusal> =>
  steer(engine, steering, { from: ['done', 'stopped', 'failed'], to: 'undoing', action: 'import.undo' })

async function steer(
  engine: Engine,
  { actor, id }: Steering,
  { from, to, action }: { from: readonly State[]; to: State; action: string },
): Promise<ImportRun | Refusal> {
  authorize(actor, 'import:run')
  const answer = await moveImport(engine, id, { from, changes: { state: to, problem: null, endedAt: null } })
  if (isRefusal(answer)) return answer
  await writeAudit(engine, { actor: actorName(actor), action, subject: id, details: { file: answer.fileName } })
  engine.wake('imports')
  return answer
}

const MOST_CONFLICTS = 20

/** Moves an import to another state, also while a worker is writing how far it is. */
export async function moveImport(
  engine: Engine,
  id: string,
  { from, changes }: { from: readonly State[]; changes: Readonly<Record<string, unknown>> },
): Promise<ImportRun | Refusal> {
  for (let attempt = 0; ; attempt += 1) {
    const run = await requireImport(engine, id)
    if (!from.includes(run.state) || attempt === MOST_CONFLICTS) return otherState(run)
    const change = { id, expectedVersion: run.version, changes, now: engine.now() }
    const written = await engine.store.records.update('importRun', change)
    if (typeof written !== 'string') return written as ImportRun
  }
}

/** The imports, the newest first. */
export async function listImports(
  engine: Engine,
  { actor, limit, after }: { actor: Actor; limit?: number; after?: string },
): Promise<{ readonly records: readonly ImportRun[]; readonly next?: string }> {
  authorize(actor, 'import:run')
  const page = await engine.store.records.list('importRun', { limit: pageLimit(limit), ...(after ? { after } : {}) })
  return { ...page, records: page.records as unknown as readonly ImportRun[] }
}

/** One import as it is now. @throws {CrmError} IMPORT_UNKNOWN. */
export async function showImport(engine: Engine, { actor, id }: Steering): Promise<ImportRun> {
  authorize(actor, 'import:run')
  return requireImport(engine, id)
}
