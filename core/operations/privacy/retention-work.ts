import { SYSTEM } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Work } from '../../jobs/index.js'
import { applyRetention } from './apply-retention.js'

const DAY_MS = 86_400_000
const AT_ONCE = 100

/** Removes whose time of keeping is over: at the start, then daily, a hundred at a time. */
export function retentionWork(engine: Engine): Work {
  let dueAt = engine.now()
  return {
    name: 'retention',
    nextAt: async () => (engine.rules().retention.length > 0 ? dueAt : undefined),
    async run() {
      if (engine.now() < dueAt || engine.rules().retention.length === 0) return 0
      const done = await applyRetention(engine, { actor: SYSTEM, limit: AT_ONCE })
      if (done < AT_ONCE) dueAt = engine.now() + DAY_MS
      return done
    },
  }
}
