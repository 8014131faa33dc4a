import type { Work } from '../jobs/index.js'
import type { Engine } from './engine.js'
import { processSubmissions } from './process-submissions.js'

const BATCH = 200
const LEASE_MS = 60_000

/** Takes what waits in the journal through intake, oldest first. */
export function intakeWork(engine: Engine): Work {
  return { name: 'intake', nextAt: () => engine.store.journal.nextWaiting(), run: () => decideWaiting(engine) }
}

/** Decides about the submissions that have waited longest, as one batch; answers how many they were. */
export async function decideWaiting(engine: Engine, { limit = BATCH }: { limit?: number } = {}): Promise<number> {
  const submissions = await engine.store.journal.claim({ limit, now: engine.now(), leaseMs: LEASE_MS })
  if (submissions.length > 0) await processSubmissions(engine, { submissions, trigger: 'capture' })
  return submissions.length
}
