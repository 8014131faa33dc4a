import { type Actor, authorize } from '../../access/index.js'
import { CrmError, CrmErrors } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { RETIMING, type Retiming } from '../../intake/retime-work.js'
import type { RulesFrom } from '../../intake/rule-shelf.js'
import type { RuleFile } from '../../rule-engine/index.js'
import { compareFiles, type FileChange } from './compare-files.js'
import { type ShownPublication, shownPublications } from './publication-report.js'

const MOST = 100

/** The history of what was published, newest first. */
export async function listPublications(
  engine: Engine,
  { actor, limit = 20, before }: { actor: Actor; limit?: number; before?: number },
): Promise<readonly ShownPublication[]> {
  authorize(actor, 'rule:read')
  const query = { limit: Math.min(MOST, limit), ...(before === undefined ? {} : { before }) }
  return shownPublications(engine, await engine.store.publications.list(query))
}

/**
 * One publication by its number or the digest of its rule set (the newest that has it), with the files as they decided.
 * @throws {CrmError} PUBLICATION_UNKNOWN.
 */
export async function showPublication(
  engine: Engine,
  { actor, name }: { actor: Actor; name: string },
): Promise<ShownPublication & { readonly files: readonly RuleFile[] }> {
  authorize(actor, 'rule:read')
  const { publications } = engine.store
  const found = isNumber(name) ? await publications.get(Number(name)) : await publications.withDigest(name)
  const [shown] = await shownPublications(engine, found ? [found] : [])
  if (!shown) throw new CrmError('PUBLICATION_UNKNOWN', `There is no publication "${name.slice(0, 100)}".`)
  return { ...shown, files: await filesByDigest(engine, shown.digest) }
}

/**
 * Compares two rule sets, each named by the number of its publication, by its digest, as `working` (the files on disk),
 * or as `published` (what decides).
 * @throws {CrmError} PUBLICATION_UNKNOWN.
 * @throws {CrmErrors} when the files on disk are asked for and have mistakes.
 */
export async function compareRules(
  engine: Engine,
  { actor, before, after }: { actor: Actor; before: string; after: string },
): Promise<readonly FileChange[]> {
  authorize(actor, 'rule:read')
  return compareFiles(await filesNamed(engine, before), await filesNamed(engine, after))
}

/** What decides, what lies on disk, and whether they differ. */
export interface RulesStatus {
  readonly from: RulesFrom
  readonly digest: string
  readonly publication?: ShownPublication
  /** Of the files on disk; absent when they have mistakes. */
  readonly workingDigest?: string
  readonly mistakes: readonly CrmError[]
  /** What publishing the files would change. */
  readonly changes: readonly FileChange[]
  /** How many open leads were asked when these rules can next change something about them; absent when all were. */
  readonly retimed?: number
}

/** Tells what decides, what lies on disk, and how far the new rules have come. */
export async function rulesStatus(engine: Engine, { actor }: { actor: Actor }): Promise<RulesStatus> {
  authorize(actor, 'rule:read')
  const { ruleShelf, store } = engine
  const { ruleSet, publication } = ruleShelf.inForce()
  const found = publication === undefined ? undefined : await store.publications.get(publication)
  const [shown] = await shownPublications(engine, found ? [found] : [])
  const working = await ruleShelf.working().catch((thrown: unknown) => {
    if (thrown instanceof CrmErrors) return thrown
    throw thrown
  })
  const { digest } = ruleSet
  const about = {
    ...{ from: ruleShelf.from, digest },
    ...(shown ? { publication: shown } : {}),
    ...retimedSoFar((await store.system.getSetting(RETIMING)) as Retiming | undefined, digest),
  }
  if (working instanceof CrmErrors) return { ...about, mistakes: working.errors, changes: [] }
  const changes = compareFiles(ruleSet.files, working.ruleSet.files)
  return { ...about, workingDigest: working.ruleSet.digest, mistakes: [], changes }
}

function retimedSoFar(retiming: Retiming | undefined, digest: string): Pick<RulesStatus, 'retimed'> {
  if (!retiming) return {}
  if (retiming.digest !== digest) return { retimed: 0 }
  return retiming.after === undefined ? {} : { retimed: retiming.done }
}

async function filesNamed(engine: Engine, name: string): Promise<readonly RuleFile[]> {
  if (name === 'working') return (await engine.ruleShelf.working()).ruleSet.files
  if (name === 'published') return engine.ruleShelf.inForce().ruleSet.files
  const publication = isNumber(name) ? await engine.store.publications.get(Number(name)) : undefined
  return filesByDigest(engine, publication?.digest ?? name)
}

/** Digests are longer. */
const isNumber = (name: string): boolean => /^\d{1,9}$/.test(name)

async function filesByDigest({ store }: Engine, digest: string): Promise<readonly RuleFile[]> {
  const kept = await store.system.ruleSet(digest)
  if (!kept) throw new CrmError('PUBLICATION_UNKNOWN', `There is no publication or rule set "${digest.slice(0, 100)}".`)
  return kept.files as readonly RuleFile[]
}
