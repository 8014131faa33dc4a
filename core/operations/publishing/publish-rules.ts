import { authorize } from '../../access/index.js'
import { decideEnvironment } from '../../intake/decide-leads.js'
import type { Engine } from '../../intake/engine.js'
import type { LoadedRules } from '../../intake/rule-shelf.js'
import { type RuleFile, runCases } from '../../rule-engine/index.js'
import { compareFiles } from './compare-files.js'
import { type ImpactAsked, impactOnTheDay } from './impact-on-the-day.js'
import type { CasesSummary } from './publication-report.js'
import { type FieldsChanged, type PublishedBy, type PutInForce, putInForce, refuseWhereFilesDecide } from './put-in-force.js'

/** How the files on disk are to be published. */
export interface PublishRequest extends PublishedBy, ImpactAsked {
  /** Publishes though cases fail; which do is written down. Mistakes in files are never passed over. */
  readonly forceFailingCases?: boolean
}

/** What came of publishing; only `published` has changed anything. */
export type Published =
  | PutInForce
  | FieldsChanged
  | { readonly outcome: 'unchanged'; readonly number: number }
  | { readonly outcome: 'cases-failed'; readonly cases: CasesSummary }

/**
 * Puts the rule files on disk in force for every process on this database: checked, their cases run, the difference and the
 * impact written down. All of it or nothing.
 * @throws {CrmErrors} with every mistake in the files.
 * @throws {CrmError} RULES_FROM_FILES, PUBLICATION_OVERTAKEN, SCHEMA_PENDING.
 */
export async function publishRules(engine: Engine, request: PublishRequest): Promise<Published> {
  const { actor, forceFailingCases = false, impact = true } = request
  authorize(actor, 'rule:publish')
  refuseWhereFilesDecide(engine)
  const after = await engine.store.publications.newest()
  const working = await engine.ruleShelf.working()
  if (after && after.digest === working.ruleSet.digest) return { outcome: 'unchanged', number: after.number }
  const cases = await casesOf(engine, working)
  if (cases.failed.length > 0 && !forceFailingCases) return { outcome: 'cases-failed', cases }
  const before = after && ((await engine.store.system.ruleSet(after.digest))?.files as readonly RuleFile[] | undefined)
  const report = async () => ({
    files: compareFiles(before ?? [], working.ruleSet.files),
    cases,
    ...(impact && after ? { impact: await impactOnTheDay(engine, working.ruleSet, request) } : {}),
  })
  return putInForce(engine, working, { ...request, after, report })
}

async function casesOf(engine: Engine, { ruleSet, sources }: LoadedRules): Promise<CasesSummary> {
  const results = await runCases(ruleSet, sources, (place) => decideEnvironment(engine, place))
  const failed = results.filter(({ passed }) => !passed)
  return { count: results.length, failed: failed.map(({ file, line, name }) => ({ file, line, name })) }
}
