import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Conditions } from '../../model/conditions.js'
import type { Decision } from '../../model/decision.js'
import type { RuleSet } from '../../rule-engine/index.js'
import type { StoredRecord } from '../../store/index.js'
import { readDecision } from '../read-decision.js'
import { decideAgain } from '../replay/decide-again.js'

interface Asked {
  /** The rules that are returned to. */
  readonly ruleSet: RuleSet
  /** When rules after them began to decide, milliseconds UTC. */
  readonly since: number
  readonly budgetMs: number
}

const BATCH = 100

/**
 * How many leads are in a status to which rules moved them that are taken back, and these rules would not have: moves go one way,
 * and nothing moves them again. As many as were found in the time.
 */
export async function countKeptStatuses(engine: Engine, { ruleSet, since, budgetMs }: Asked): Promise<number> {
  const where: Conditions = { all: [{ fact: 'decision', path: '$.at', operator: 'greaterThanInclusive', value: since }] }
  const until = performance.now() + budgetMs
  let kept = 0
  for await (const batch of engine.store.records.each('decision', { where, batch: BATCH })) {
    const moves = batch.flatMap((record) => movedBy(record, ruleSet))
    const leads = await engine.store.records.getMany('lead', [...new Set(moves.map(({ leadId }) => leadId))])
    const byId = new Map(leads.map((lead) => [lead.id, lead]))
    for (const { leadId, decision, to } of moves) {
      const lead = byId.get(leadId)
      const isTheLast = lead?.['status'] === to && lead['statusSince'] === decision.now
      if (isTheLast && (await decideAgain(engine, decision, ruleSet))?.lead.status !== to) kept += 1
    }
    if (performance.now() > until) break
  }
  return kept
}

/** A decision of other rules that has moved its lead. */
function movedBy(
  record: StoredRecord,
  { digest }: RuleSet,
): readonly { readonly leadId: string; readonly decision: Decision; readonly to: string }[] {
  const decision = readDecision(record)
  if (decision instanceof CrmError || decision.ruleSet === digest) return []
  const to = decision.transitions.at(-1)?.to
  return to === undefined ? [] : [{ leadId: String(record['leadId']), decision, to }]
}
