import { effectWorks } from '../intake/effect-work.js'
import type { Engine, WorkKind } from '../intake/engine.js'
import { intakeWork } from '../intake/intake-work.js'
import { recordsWork } from '../intake/record-rules/records-work.js'
import { retimeRecordsWork } from '../intake/record-rules/retime-records-work.js'
import { retimeWork } from '../intake/retime-work.js'
import { sequenceWork } from '../intake/sequences/sequence-work.js'
import { timerWork } from '../intake/timer-work.js'
import { visitCleanUpWork } from '../intake/visits/visit-clean-up-work.js'
import { visitWork } from '../intake/visits/visit-work.js'
import { createWorker, type Work, type Worker } from '../jobs/index.js'
import { importWork } from '../operations/imports/import-work.js'
import { retrainWork } from '../operations/learning/retrain-work.js'
import { notificationWork } from '../operations/notifications/notification-work.js'
import { remindWork } from '../operations/notifications/remind-work.js'
import { retentionWork } from '../operations/privacy/retention-work.js'
import { queueWork } from '../operations/queues/queue-work.js'
import { scheduleWork } from '../operations/reports/schedules/schedule-work.js'
import { deliveryWork } from '../operations/webhooks/delivery-work.js'
import { pluginJobWorks } from './plugin-job-work.js'
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
  const kinds = [
    intakeWork(engine),
    ...effectWorks(engine),
    timerWork(engine),
    recordsWork(engine),
    sequenceWork(engine),
    deliveryWork(engine),
    notificationWork(engine),
    remindWork(engine),
    visitWork(engine),
    queueWork(engine),
    importWork(engine),
    scheduleWork(engine),
  ]
  const workers = new Map(
    [
      ...kinds,
      ...pluginJobWorks(engine),
      publicationWork(engine),
      retimeWork(engine),
      retimeRecordsWork(engine),
      retrainWork(engine),
      sessionCleanUpWork(engine),
      visitCleanUpWork(engine),
      retentionWork(engine),
    ].map((work) => [work.name, workerOf(engine, work)]),
  )
  return {
    wake(kinds) {
      for (const [name, worker] of workers) if (kinds.some((kind) => name === kind || name.startsWith(`${kind}:`))) worker.wake()
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
