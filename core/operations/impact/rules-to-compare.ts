import { CrmError, CrmErrors } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { RuleSet } from '../../rule-engine/index.js'

/** The rules that decide now, and those that would. */
export interface RulesToCompare {
  readonly before: RuleSet
  readonly after: RuleSet
}

/** Names of what decides now; every other text is a number of a publication, or a digest. */
const NOW: ReadonlySet<string> = new Set(['published', 'running'])

/**
 * The working files beside the rules they are compared with: those of a publication by its number, those with a
 * digest, or those that decide now.
 * Where files decide as they lie on disk, those are the rules of the latest decision that is stored.
 * @throws {CrmError} PUBLICATION_UNKNOWN, RULE_SET_UNKNOWN; {CrmErrors} where the files, or the rules with the digest, do not fit here.
 */
export async function rulesToCompare(engine: Engine, against = 'running'): Promise<RulesToCompare> {
  const { ruleSet: after } = await engine.ruleShelf.working()
  const digest = NOW.has(against) ? await digestInForce(engine) : await digestNamed(engine, against)
  if (digest === after.digest) return { before: after, after }
  const inForce = engine.ruleShelf.inForce().ruleSet
  return { before: digest === inForce.digest ? inForce : await restored(engine, digest), after }
}

/** Digests are longer than numbers. */
async function digestNamed({ store }: Engine, against: string): Promise<string> {
  if (!/^\d{1,9}$/.test(against)) return against
  const publication = await store.publications.get(Number(against))
  if (publication) return publication.digest
  throw new CrmError('PUBLICATION_UNKNOWN', `There is no publication ${against}.`)
}

async function digestInForce({ ruleShelf, store }: Engine): Promise<string> {
  const { digest } = ruleShelf.inForce().ruleSet
  if (ruleShelf.from === 'published') return digest
  const { records } = await store.records.list('decision', { sort: { field: 'at', direction: 'desc' }, limit: 1 })
  const latest = records[0]?.['ruleSet']
  return typeof latest === 'string' ? latest : digest
}

async function restored({ ruleShelf }: Engine, digest: string): Promise<RuleSet> {
  const rules = await ruleShelf.restored(digest)
  if (rules instanceof CrmErrors) throw rules
  if (rules) return rules.ruleSet
  throw new CrmError('RULE_SET_UNKNOWN', `No rules with the digest "${digest}" are kept.`, { details: { digest } })
}
