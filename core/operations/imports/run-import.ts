import { setTimeout as wait } from 'node:timers/promises'
import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import { requireImport } from './import-run.js'
import { importWork } from './import-work.js'

const LOOK_AGAIN_MS = 500
const UNDER_WAY: ReadonlySet<ImportRun['state']> = new Set(['waiting', 'running', 'undoing'])

/**
 * Works in this process until an import that was started, or is being undone, is over; where another process has it in its
 * hands, waits for that one.
 */
export async function runImport(
  engine: Engine,
  { actor, id, onProgress }: { actor: Actor; id: string; onProgress?: (run: ImportRun) => void },
): Promise<ImportRun> {
  authorize(actor, 'import:run')
  const work = importWork(engine)
  for (;;) {
    const run = await requireImport(engine, id)
    onProgress?.(run)
    if (!UNDER_WAY.has(run.state)) return run
    if ((await work.run()) === 0) await wait(LOOK_AGAIN_MS)
  }
}
