import type { Deployment } from '../deployment/index.js'
import { asError, CrmError, CrmErrors } from '../errors.js'
import type { LoadedRules, RuleShelf, RulesInForce } from '../intake/rule-shelf.js'
import type { Registry } from '../registry/index.js'
import { fieldChanges, type RuleFile, type RuleSet } from '../rule-engine/index.js'
import { openStore, type Publication, type Store } from '../store/index.js'
import { loadRules, restoreRules } from './load-rules.js'

interface ShelfRequest {
  readonly deployment: Deployment
  readonly registry: Registry
  readonly store: Store
  now(): number
  /** What decides at first, with the fields that the store was opened with. */
  readonly loaded: LoadedRules
  /** The number under which it was published; absent where files decide, and where nothing was published yet. */
  readonly publication?: number
}

/** Puts a first rule set on the shelf; each that comes to decide by its files is kept in the database under its digest. */
export async function createRuleShelf(request: ShelfRequest): Promise<RuleShelf> {
  const { deployment, registry, store, now, loaded, publication } = request
  const { from } = deployment.config.rules
  let inForce: RulesInForce = { ruleSet: loaded.ruleSet, ...(publication === undefined ? {} : { publication }) }
  let problems: CrmErrors | undefined
  if (from === 'files') await keep(store, inForce.ruleSet, now())
  // A publication brought its queues with it; what files declared here meanwhile is taken back.
  else if (publication !== undefined) await store.system.syncQueues(inForce.ruleSet.queues, now(), { publication })

  /** Two that follow at once may end in any order; the later publication stays. */
  const takeOver = async (next: Publication): Promise<void> => {
    const isSame = next.digest === inForce.ruleSet.digest
    const ruleSet = isSame ? inForce.ruleSet : await publishedRuleSet(request, next)
    if (next.number <= (inForce.publication ?? 0)) return
    inForce = { ruleSet, publication: next.number }
    problems = undefined
  }

  return {
    from,
    inForce: () => inForce,
    problems: () => problems,
    working: () => loadRules(deployment.layers, registry),
    fieldChanges: (rules) => fieldChanges(loaded.fieldFiles, rules.fieldFiles),
    missingColumns: ({ customFields }) => missingColumns(request, customFields),
    async restored(digest) {
      const kept = await store.system.ruleSet(digest)
      return kept && restoreRules(kept.files as readonly RuleFile[], registry)
    },
    async reload() {
      try {
        const next = await loadRules(deployment.layers, registry)
        if (from === 'published') return inForce.ruleSet
        refuseOtherFields(loaded, next)
        await keep(store, next.ruleSet, now())
        inForce = { ruleSet: next.ruleSet }
        problems = undefined
        return next.ruleSet
      } catch (thrown) {
        const mistakes = mistakesIn(thrown)
        if (from === 'files') problems = mistakes
        return mistakes
      }
    },
    async follow() {
      if (from === 'files') return
      const newest = await store.publications.newest()
      if (!newest || newest.number === inForce.publication) return
      try {
        await takeOver(newest)
      } catch (thrown) {
        problems = mistakesIn(thrown)
        const [first] = problems.errors
        const message = `Publication ${newest.number} (${newest.digest}) cannot decide here: ${first?.message ?? ''}`
        throw new CrmError('RULES_NOT_FOLLOWED', message, { cause: thrown })
      }
    },
  }
}

/** The rule set of a publication, made of the files it was kept as. */
async function publishedRuleSet({ store, registry, loaded }: ShelfRequest, { digest }: Publication): Promise<RuleSet> {
  const kept = await store.system.ruleSet(digest)
  if (!kept) throw new CrmError('PUBLICATION_UNKNOWN', `The files of rule set ${digest} are not in the database.`)
  const restored = restoreRules(kept.files as readonly RuleFile[], registry)
  if (restored instanceof CrmErrors) throw restored
  refuseOtherFields(loaded, restored)
  return restored.ruleSet
}

/** Fields are columns, and the store was opened with those of its day. */
function refuseOtherFields(before: LoadedRules, after: LoadedRules): void {
  const changes = fieldChanges(before.fieldFiles, after.fieldFiles)
  if (changes.length > 0) throw new CrmErrors(changes)
}

/** Opened a second time, because a store knows the fields it was opened with; a database in memory cannot be, and has no others. */
async function missingColumns(
  { deployment: { connection }, registry }: ShelfRequest,
  customFields: LoadedRules['customFields'],
): Promise<readonly string[]> {
  if (connection === ':memory:') return []
  const store = await openStore({ connection, customFields, migrations: registry.migrations })
  try {
    return (await store.schema.plan()).map(({ description }) => description)
  } finally {
    await store.close()
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
