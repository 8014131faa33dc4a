import { effectWork } from '../intake/effect-work.js'
import type { Engine, WorkKind } from '../intake/engine.js'
import { intakeWork } from '../intake/intake-work.js'
import { retimeWork } from '../intake/retime-work.js'
import { timerWork } from '../intake/timer-work.js'
import { createWorker, type Work, type Worker } from '../jobs/index.js'
import { pluginJobWork } from './plugin-job-work.js'
import { publicationWork } from './publication-work.js'
import { sessionCleanUpWork } from './session-clean-up-work.js'

/** The workers of a CRM, together. */
export interface CrmWorkers {
  wake(kinds: readonly WorkKind[]): void
  settle(): Promise<void>
  start(): void
  stop(): Promise<void>
}

const LONGEST_SLEEP_MS = 15_000
const MOST_ROUNDS = 100

/** Makes the workers: intake, effects, timers, plugin jobs, and what cleans up behind sessions. */
export function createCrmWorkers(engine: Engine): CrmWorkers {
  const kinds = [intakeWork(engine), effectWork(engine), timerWork(engine)]
  const workers = new Map(
    [...kinds, pluginJobWork(engine), publicationWork(engine), retimeWork(engine), sessionCleanUpWork(engine)].map((work) => [
      work.name,
      workerOf(engine, work),
    ]),
  )
  return {
    wake(kinds) {
      for (const kind of kinds) workers.get(kind)?.wake()
    },
    /** An effect can make a lead due, and a decision an effect: rounds until nothing is left. */
    async settle() {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        let done = 0
        for (const work of kinds) done += await runAll(work)
        if (done === 0) return
      }
    },
    start() {
      for (const worker of workers.values()) worker.start()
    },
    async stop() {
      await Promise.all([...workers.values()].map((worker) => worker.stop()))
    },
  }
}

function workerOf(engine: Engine, work: Work): Worker {
  return createWorker(work, {
    now: engine.now,
    longestSleepMs: LONGEST_SLEEP_MS,
    onError: (error) => engine.log('error', 'Work failed; it is tried again.', { work: work.name, error: String(error) }),
  })
}

async function runAll(work: { run(): Promise<number> }): Promise<number> {
  let sum = 0
  for (let done = await work.run(); done > 0; done = await work.run()) sum += done
  return sum
}
