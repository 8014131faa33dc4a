import type { Deployment } from '../deployment/index.js'
import { asError, CrmError, CrmErrors } from '../errors.js'
import type { Registry } from '../registry/index.js'
import { fieldChanges, type RuleSet } from '../rule-engine/index.js'
import type { Store } from '../store/index.js'
import { type LoadedRules, loadRules } from './load-rules.js'

/** Holds the rule set that decides, and exchanges it whole or not at all. */
export interface RuleShelf {
  current(): RuleSet
  /** What is wrong with the files on disk, while the last good set goes on deciding. */
  problems(): CrmErrors | undefined
  reload(): Promise<RuleSet | CrmErrors>
}

interface ShelfRequest {
  readonly deployment: Deployment
  readonly registry: Registry
  readonly store: Store
  now(): number
  readonly loaded: LoadedRules
}

/** Puts a first rule set on the shelf; each that comes to decide is kept in the database under its digest. */
export async function createRuleShelf({ deployment, registry, store, now, loaded }: ShelfRequest): Promise<RuleShelf> {
  let current = loaded.ruleSet
  let problems: CrmErrors | undefined
  await keep(store, current, now())

  return {
    current: () => current,
    problems: () => problems,
    async reload() {
      try {
        const next = await loadRules(deployment.layers, registry)
        const changes = fieldChanges(loaded.fieldFiles, next.fieldFiles)
        if (changes.length > 0) throw new CrmErrors(changes)
        await keep(store, next.ruleSet, now())
        current = next.ruleSet
        problems = undefined
        return current
      } catch (thrown) {
        problems = mistakesIn(thrown)
        return problems
      }
    },
  }
}

async function keep(store: Store, ruleSet: RuleSet, at: number): Promise<void> {
  await store.system.saveRuleSet({ digest: ruleSet.digest, files: ruleSet.files, at })
  await store.system.syncQueues(ruleSet.queues, at)
}

function mistakesIn(thrown: unknown): CrmErrors {
  if (thrown instanceof CrmErrors) return thrown
  if (thrown instanceof CrmError) return new CrmErrors([thrown])
  return new CrmErrors([
    new CrmError('INTERNAL', `The rule files could not be read: ${asError(thrown).message}`, { cause: thrown }),
  ])
}
