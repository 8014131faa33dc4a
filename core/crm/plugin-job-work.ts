import type { Engine } from '../intake/engine.js'
import type { Work } from '../jobs/index.js'
import { parseEvery } from '../model/calendar/duration.js'

const JOB_LIMIT_MS = 10 * 60_000

/** Runs the jobs of plugins at their intervals, each on one node at a time. */
export function pluginJobWork(engine: Engine): Work {
  const jobs = [...engine.registry.jobs.values()].map(({ id, plugin, value }) => ({
    id,
    plugin,
    value,
    everyMs: parseEvery(value.every) ?? JOB_LIMIT_MS,
    dueAt: engine.now() + (parseEvery(value.every) ?? JOB_LIMIT_MS),
  }))
  return {
    name: 'plugin-jobs',
    nextAt: async () => (jobs.length === 0 ? undefined : Math.min(...jobs.map(({ dueAt }) => dueAt))),
    async run() {
      const now = engine.now()
      const due = jobs.filter(({ dueAt }) => dueAt <= now)
      const off = pluginsThatAreOff(engine)
      const running = due.filter(({ plugin }) => !off.has(plugin))
      for (const job of due) job.dueAt = now + job.everyMs
      for (const job of running) {
        await runJob(engine, job)
        // Counted from the end: a job that fails slowly is not due again at once.
        job.dueAt = Math.max(job.dueAt, engine.now() + job.everyMs)
      }
      return running.length
    },
  }
}

function pluginsThatAreOff({ registry }: Engine): ReadonlySet<string> {
  return new Set(registry.plugins.filter(({ state }) => state === 'off').map(({ name }) => name))
}

async function runJob(
  engine: Engine,
  job: { id: string; plugin: string; everyMs: number; value: { run: (context: ReturnType<Engine['acting']>) => unknown } },
): Promise<void> {
  const lease = {
    name: `job:${job.plugin}/${job.id}`,
    token: engine.newId(),
    now: engine.now(),
    ms: Math.floor(job.everyMs * 0.9),
  }
  if (!(await engine.store.system.tryLease(lease))) return
  const { plugin } = job
  await engine.registry
    .call({ plugin, where: `job ${job.id}`, limitMs: JOB_LIMIT_MS }, async (signal) => {
      await job.value.run(engine.acting({ plugin, signal }))
    })
    .catch((error: unknown) => engine.log('warn', 'A plugin job failed.', { plugin, job: job.id, error: String(error) }))
}
