import { SESSION_LONGEST_MS } from '../access/index.js'
import type { Engine } from '../intake/engine.js'
import type { Work } from '../jobs/index.js'

const EVERY_MS = 24 * 3_600_000

/** Deletes the sessions that nobody ended by signing out: once at the start, then daily. */
export function sessionCleanUpWork({ store, now }: Pick<Engine, 'store' | 'now'>): Work {
  let dueAt = now()
  return {
    name: 'session-clean-up',
    nextAt: async () => dueAt,
    async run() {
      if (now() < dueAt) return 0
      const deleted = await store.access.deleteEndedSessions(now() - SESSION_LONGEST_MS)
      dueAt = now() + EVERY_MS
      return deleted
    },
  }
}
