import type { Engine } from '../intake/engine.js'
import type { Work } from '../jobs/index.js'
import { parseEvery } from '../model/calendar/duration.js'

const JOB_LIMIT_MS = 10 * 60_000

/** Runs the jobs of plugins at their intervals, each on one node at a time and in a lane of its own: one that hangs delays no other. */
export function pluginJobWorks(engine: Engine): readonly Work[] {
  return [...engine.registry.jobs.values()].map(({ id, plugin, value }) => {
    const everyMs = parseEvery(value.every) ?? JOB_LIMIT_MS
    return jobWork(engine, { id, plugin, value, everyMs })
  })
}

function jobWork(engine: Engine, job: PluginJob): Work {
  let dueAt = engine.now() + job.everyMs
  return {
    name: `plugin-jobs:${job.plugin}/${job.id}`,
    nextAt: async () => dueAt,
    async run() {
      if (engine.now() < dueAt) return 0
      dueAt = engine.now() + job.everyMs
      if (isOff(engine, job.plugin)) return 0
      await runJob(engine, job)
      // Counted from the end: a job that fails slowly is not due again at once.
      dueAt = Math.max(dueAt, engine.now() + job.everyMs)
      return 1
    },
  }
}

interface PluginJob {
  readonly id: string
  readonly plugin: string
  readonly everyMs: number
  readonly value: { run: (context: ReturnType<Engine['acting']>) => unknown }
}

const isOff = ({ registry }: Engine, plugin: string): boolean =>
  registry.plugins.some(({ name, state }) => name === plugin && state === 'off')

async function runJob(engine: Engine, job: PluginJob): Promise<void> {
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
