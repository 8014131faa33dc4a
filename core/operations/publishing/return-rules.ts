import { authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { RuleFile, RuleSet } from '../../rule-engine/index.js'
import type { Publication } from '../../store/index.js'
import { compareFiles } from './compare-files.js'
import { type ImpactAsked, impactOnTheDay } from './impact-on-the-day.js'
import { countKeptStatuses } from './kept-statuses.js'
import type { PublicationReport } from './publication-report.js'
import {
  type FieldsChanged,
  type PublishedBy,
  type PutInForce,
  putInForce,
  refuseWhereFilesDecide,
  restoredRules,
} from './put-in-force.js'

/** To which publication; the one before the newest without a number. */
export interface ReturnRequest extends PublishedBy, ImpactAsked {
  readonly number?: number
}

/**
 * Puts the rule set of an earlier publication in force again, as a publication of its own: the history only grows. What that changes
 * is written down, and how many leads keep what the rules taken back gave them.
 * @throws {CrmErrors} with every reason why today's plugins no longer fit it.
 * @throws {CrmError} PUBLICATION_UNKNOWN, RULES_FROM_FILES, PUBLICATION_OVERTAKEN, SCHEMA_PENDING.
 */
export async function returnRules(
  engine: Engine,
  request: ReturnRequest,
): Promise<PutInForce | FieldsChanged | { readonly outcome: 'unchanged'; readonly number: number }> {
  authorize(request.actor, 'rule:publish')
  refuseWhereFilesDecide(engine)
  const after = await engine.store.publications.newest()
  const target = await targetOf(engine, { number: request.number, newest: after })
  if (after && target.digest === after.digest) return { outcome: 'unchanged', number: after.number }
  const rules = await restoredRules(engine, target.digest)
  const before = after && ((await engine.store.system.ruleSet(after.digest))?.files as readonly RuleFile[] | undefined)
  const { impact = true } = request
  const report = async () => ({
    files: compareFiles(before ?? [], rules.ruleSet.files),
    ...(impact ? await whatReturningDoes(engine, { ruleSet: rules.ruleSet, target, request }) : {}),
  })
  return putInForce(engine, rules, { ...request, after, returnsTo: target.number, report })
}

/** Leads that were moved are looked for as long as a person waits, like the impact. */
async function whatReturningDoes(
  engine: Engine,
  { ruleSet, target, request }: { readonly ruleSet: RuleSet; readonly target: Publication; readonly request: ReturnRequest },
): Promise<Pick<PublicationReport, 'impact' | 'kept'>> {
  const impact = await impactOnTheDay(engine, ruleSet, request)
  const next = await engine.store.publications.get(target.number + 1)
  const { impactBudgetMs: budgetMs = LONGEST_MS } = request
  const status = await countKeptStatuses(engine, { ruleSet, since: next?.at ?? target.at, budgetMs })
  return { impact, kept: { status, grade: impact.keptGrades } }
}

const LONGEST_MS = 30_000

async function targetOf(
  { store }: Engine,
  { number, newest }: { readonly number: number | undefined; readonly newest: Publication | undefined },
): Promise<Publication> {
  const wanted = number ?? (newest?.number ?? 0) - 1
  const found = await store.publications.get(wanted)
  if (found) return found
  const message = number === undefined ? 'There is nothing before what decides now.' : `There is no publication ${number}.`
  throw new CrmError('PUBLICATION_UNKNOWN', message)
}
