import { decideEnvironment } from '../../intake/decide-leads.js'
import type { Engine } from '../../intake/engine.js'
import type { DecidedLead, Decision } from '../../model/decision.js'
import { decideBatch, type RuleSet, recordedGuards, recordedQueues, recordedSituation } from '../../rule-engine/index.js'

/**
 * Makes a stored decision again by a rule set: the same lead, facts, clock, queue and guards; scoring models and strategies
 * are asked anew. Nothing is read, written or performed.
 */
export async function decideAgain(engine: Engine, decision: Decision, ruleSet: RuleSet): Promise<DecidedLead | undefined> {
  const { now, inputs } = decision
  const today = decideEnvironment(engine, { now, queues: recordedQueues(decision) })
  const environment = {
    ...today,
    ...recordedGuards(decision),
    ...(inputs ? { timeZone: inputs.timeZone, ...(inputs.plugins ? { plugins: inputs.plugins } : {}) } : {}),
  }
  const { decided } = await decideBatch(ruleSet, [recordedSituation(decision)], environment)
  return decided[0]
}
