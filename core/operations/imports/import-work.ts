import { type Actor, SYSTEM } from '../../access/index.js'
import { asError, CrmError, formatError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Work } from '../../jobs/index.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { User } from '../../model/entities/user.js'
import type { FileRow } from '../../plugin-api/index.js'
import { importLeadRows } from './import-lead-rows.js'
import { importRecords } from './import-records.js'
import { importPlan } from './import-run.js'
import { type OpenImport, openAt } from './open-at.js'
import { moveImport } from './steer-import.js'
import { undoStep } from './undo-import.js'

/** Small enough that a lead batch is decided long before its lease ends. */
const BATCH = 250
const LEASE_MS = 20_000
const LOOK_AGAIN_MS = 1_000

/** Takes files in, one after the other, batch by batch; whatever ends the process, the next one goes on behind the last batch. */
export function importWork(engine: Engine): Work {
  const open = new Map<string, OpenImport>()
  const token = engine.newId()
  return {
    name: 'imports',
    nextAt: async () => ((await nextRun(engine)) ? engine.now() + LOOK_AGAIN_MS : undefined),
    async run() {
      const run = await nextRun(engine)
      if (!run) return 0
      const { store, now } = engine
      const lease = { name: `import:${run.id}`, token }
      if (!(await store.system.tryLease({ ...lease, now: now(), ms: LEASE_MS }))) return 0
      const goesOn = run.state === 'undoing' ? await undoStep(engine, run) : await importStep(engine, { run, open })
      if (goesOn) return 1
      await open.get(run.id)?.close()
      open.delete(run.id)
      await store.system.tryLease({ ...lease, now: now(), ms: 0 })
      return goesOn === undefined ? 0 : 1
    },
  }
}

/** The oldest import that has something to do. */
async function nextRun({ store }: Engine): Promise<ImportRun | undefined> {
  const where = { all: [{ fact: 'importRun', path: '$.state', operator: 'in', value: ['waiting', 'running', 'undoing'] }] }
  const { records } = await store.records.list('importRun', { where, sort: { field: 'createdAt', direction: 'asc' }, limit: 1 })
  return records[0] as ImportRun | undefined
}

interface Step {
  readonly run: ImportRun
  readonly open: Map<string, OpenImport>
}

/** One batch. Answers whether there is more; undefined where it must be waited for somebody else. */
async function importStep(engine: Engine, { run, open }: Step): Promise<boolean | undefined> {
  try {
    const actor = await actorOf(engine, run)
    const reading = await openAt(engine, { run, open })
    const now = reading.run
    const { rows, isLast, failure } = await reading.take(BATCH)
    const after = rows.length === 0 ? now : await importRows(engine, { actor, run: now, reading, rows })
    if (after === 'later') return undefined
    if (after === undefined) return false
    reading.settled(after)
    if (!isLast || after.rowsDone < now.rowsDone + rows.length) return true
    await endImport(engine, after, failure)
    return false
  } catch (thrown) {
    const error = asError(thrown)
    // A database that is away comes back: the batch is tried again as it was.
    if (error instanceof CrmError && error.code.startsWith('DATABASE_')) throw error
    await endImport(engine, run, error)
    return false
  }
}

interface Rows {
  readonly actor: Actor
  readonly run: ImportRun
  readonly reading: OpenImport
  readonly rows: readonly FileRow[]
}

function importRows(engine: Engine, { actor, run, reading, rows }: Rows) {
  const batch = { actor, run, rows, prepare: reading.prepare }
  return importPlan(run).entity === 'lead' ? importLeadRows(engine, batch) : importRecords(engine, batch)
}

/** On behalf of whoever started it, with the rights they have now. */
async function actorOf({ store }: Engine, { actor }: ImportRun): Promise<Actor> {
  if (actor === 'system') return SYSTEM
  if (actor.startsWith('key:')) return { kind: 'key', id: actor.slice('key:'.length), scopes: ['import:run', 'lead:write'] }
  const user = (await store.records.get('user', actor)) as User | undefined
  return { kind: 'user', id: actor, role: user?.active ? user.role : 'read-only' }
}

async function endImport(engine: Engine, run: ImportRun, failure?: Error): Promise<void> {
  const problem = failure instanceof CrmError ? formatError(failure) : (failure?.message ?? null)
  const changes = { state: failure ? 'failed' : 'done', endedAt: engine.now(), problem, rowsTotal: run.rowsDone }
  const { rowsTotal: _total, ...unfinished } = changes
  await moveImport(engine, run.id, { from: ['waiting', 'running'], changes: failure ? unfinished : changes })
  engine.wake('effects', 'timers')
}
