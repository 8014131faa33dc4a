import { failpoint } from '../failpoint.js'
import type { Work } from '../jobs/index.js'
import type { Engine } from './engine.js'
import { redecide } from './redecide.js'

const BATCH = 100

/** Decides again about leads whose decision can have changed because time has passed; late ones first, each once. */
export function timerWork(engine: Engine): Work {
  const { intake } = engine.store
  return {
    name: 'timers',
    nextAt: () => intake.nextDue(),
    async run() {
      const leadIds = await intake.due(engine.now(), BATCH)
      if (leadIds.length === 0) return 0
      failpoint('timer.before-decide')
      await redecideAll(engine, leadIds)
      failpoint('timer.after-commit')
      return leadIds.length
    },
  }
}

/** One lead whose decision fails does not hold up the others; its error is thrown when they are done. */
async function redecideAll(engine: Engine, leadIds: readonly string[]): Promise<void> {
  try {
    await redecide(engine, { leadIds, trigger: 'timer' })
  } catch (error) {
    if (leadIds.length === 1) throw error
    const outcomes = await Promise.allSettled(leadIds.map((id) => redecide(engine, { leadIds: [id], trigger: 'timer' })))
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed) throw failed.reason
  }
}
