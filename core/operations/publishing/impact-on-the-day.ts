import { SYSTEM } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { RuleSet } from '../../rule-engine/index.js'
import { type ImpactSummary, impactSummary } from '../impact/impact-summary.js'
import { measureImpact } from '../impact/measure-impact.js'

/** Whether and for how long it is measured what rules change that are about to decide. */
export interface ImpactAsked {
  /** Whether it is measured at all; it is without saying. */
  readonly impact?: boolean
  /** Milliseconds after which the impact is about the leads looked at so far; half a minute otherwise. */
  readonly impactBudgetMs?: number
  readonly onProgress?: (asked: number, of: number) => void
}

const LONGEST_MS = 30_000

/** Measured for the record, whoever publishes; a large database is looked at for as long as a person waits. */
export async function impactOnTheDay(engine: Engine, after: RuleSet, asked: ImpactAsked): Promise<ImpactSummary> {
  const { impactBudgetMs = LONGEST_MS, onProgress } = asked
  const rules = { before: engine.ruleShelf.inForce().ruleSet, after }
  const impact = await measureImpact(engine, {
    actor: SYSTEM,
    rules,
    budgetMs: impactBudgetMs,
    ...(onProgress ? { onProgress } : {}),
  })
  return impactSummary(impact)
}
