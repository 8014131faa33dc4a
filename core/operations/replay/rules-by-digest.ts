import { CrmErrors } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { RuleSet } from '../../rule-engine/index.js'

/** Answers the rule set with a digest, why it cannot be made any more, or nothing where it was never kept. */
export type RulesByDigest = (digest: string) => Promise<RuleSet | CrmErrors | undefined>

const MOST_KEPT = 12

/** Makes rule sets again from their files, a few of them remembered: many decisions come from few rule sets. */
export function rulesByDigest({ ruleShelf }: Pick<Engine, 'ruleShelf'>): RulesByDigest {
  const kept = new Map<string, RuleSet | CrmErrors | undefined>()
  return async (digest) => {
    if (kept.has(digest)) return kept.get(digest)
    const restored = await ruleShelf.restored(digest)
    const [oldest] = kept.keys()
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    kept.set(digest, restored instanceof CrmErrors ? restored : restored?.ruleSet)
    return kept.get(digest)
  }
}
