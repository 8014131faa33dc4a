import type { Crm } from '../../crm/crm.js'
import { type RuleFile, type RuleSet, rebuildRuleSet } from '../../rule-engine/index.js'

/** Rule sets that were rebuilt, by digest; a few, because a lead's decisions come from a few. */
const rebuilt = new WeakMap<Crm['registry'], Map<string, RuleSet | undefined>>()
const MOST_KEPT = 12

/** The rule set with this digest: the one in force, or one of the past made anew from its files; `undefined` when it cannot be. */
export async function rulesThatDecided(crm: Crm, digest: string): Promise<RuleSet | undefined> {
  const current = crm.rules()
  if (current.digest === digest) return current
  const kept = rebuilt.get(crm.registry) ?? new Map<string, RuleSet | undefined>()
  rebuilt.set(crm.registry, kept)
  if (kept.has(digest)) return kept.get(digest)
  const stored = await crm.store.system.ruleSet(digest)
  const ruleSet = stored && rebuildRuleSet(stored.files as readonly RuleFile[], current.vocabulary)
  const [oldest] = kept.keys()
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(digest, ruleSet?.digest === digest ? ruleSet : undefined)
  return kept.get(digest)
}
