import type { Engine } from '../intake/engine.js'
import type { Work } from '../jobs/index.js'

const EVERY_MS = 2_000

/** Looks for rules that another process has published, so that one with nothing to decide shows them too. */
export function publicationWork({ ruleShelf, now }: Pick<Engine, 'ruleShelf' | 'now'>): Work {
  let dueAt = now() + EVERY_MS
  return {
    name: 'publications',
    nextAt: async () => (ruleShelf.from === 'published' ? dueAt : undefined),
    async run() {
      if (ruleShelf.from === 'files' || now() < dueAt) return 0
      await ruleShelf.follow()
      dueAt = now() + EVERY_MS
      return 0
    },
  }
}
