import { access } from 'node:fs/promises'
import type { Deployment } from '../deployment/index.js'
import { CrmError, CrmErrors } from '../errors.js'
import type { LoadedRules, RuleShelf } from '../intake/rule-shelf.js'
import type { Registry } from '../registry/index.js'
import type { RuleFile } from '../rule-engine/index.js'
import { openStore, type Store } from '../store/index.js'
import { loadRules, restoreRules } from './load-rules.js'

/** The rules that a process begins with. */
export interface FirstRules {
  readonly loaded: LoadedRules
  /** The number under which they were published; absent where files decide, and where nothing was published yet. */
  readonly publication?: number
}

/**
 * Finds the rules to begin with: those that were published last where published rules decide, else the files on disk.
 * They are needed before the database is opened for work, because they declare its columns.
 * @throws {CrmErrors} with every mistake of the files, or every reason why today's plugins no longer fit the published ones.
 */
export async function firstRules(deployment: Deployment, registry: Registry): Promise<FirstRules> {
  const published = deployment.config.rules.from === 'published' ? await newestPublished(deployment, registry) : undefined
  return published ?? { loaded: await loadRules(deployment.layers, registry) }
}

/** Publishes the files as number 1, where published rules decide and none are there yet; of several processes one does. */
export async function publishFirst({
  store,
  ruleShelf,
  now,
}: {
  readonly store: Store
  readonly ruleShelf: RuleShelf
  now(): number
}): Promise<void> {
  const { ruleSet, publication } = ruleShelf.inForce()
  const { digest, files, queues } = ruleSet
  if (ruleShelf.from === 'files' || publication !== undefined) return
  await store.publications.add({ digest, author: 'system', at: now(), report: { files: [] } }, { after: 0, files, queues })
  await ruleShelf.follow()
}

async function newestPublished({ connection }: Deployment, registry: Registry): Promise<FirstRules | undefined> {
  if (!(await isThere(connection))) return undefined
  const store = await openStore({ connection })
  try {
    const newest = await store.publications.newest()
    const kept = newest && (await store.system.ruleSet(newest.digest))
    if (!kept) return undefined
    const loaded = restoreRules(kept.files as readonly RuleFile[], registry)
    if (loaded instanceof CrmErrors) throw loaded
    return { loaded, publication: newest.number }
  } catch (thrown) {
    if (thrown instanceof CrmError && thrown.code === 'DATABASE_NOT_PREPARED') return undefined
    throw thrown
  } finally {
    await store.close()
  }
}

/** A SQLite file is made by the first who opens it; one that is only asked should not leave it behind. */
async function isThere(connection: string): Promise<boolean> {
  if (connection === ':memory:' || connection.includes('://')) return connection !== ':memory:'
  return access(connection).then(
    () => true,
    () => false,
  )
}
