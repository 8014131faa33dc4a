import { decideEnvironment, loadSituations, queueSituation } from '../../intake/decide-leads.js'
import type { ReadingEngine } from '../../intake/reading-engine.js'
import { workingLead } from '../../intake/working-lead.js'
import type { Lead } from '../../model/entities/lead.js'
import { openStatuses } from '../../model/lifecycle.js'
import { decideBatch, type RuleSet, type WhyRequest } from '../../rule-engine/index.js'

/** A lead with its facts of now, and what the rules of now say of it. */
export async function leadAsItStands(
  reading: ReadingEngine,
  lead: Lead,
  ruleSet: RuleSet,
): Promise<Pick<WhyRequest, 'decided' | 'situation' | 'environment'> | undefined> {
  const now = reading.now()
  const gathering = { matchKeys: [], nameKeys: [], leadIds: [], openStatuses: openStatuses(ruleSet.lifecycle), queues: true }
  const { queues } = await reading.store.intake.gather(gathering)
  const [situation] = await loadSituations(reading, [workingLead(lead)], { now, trigger: 'rescore', ruleSet })
  const environment = decideEnvironment(reading, { now, queues: queues.map((queue) => queueSituation(queue, ruleSet)) })
  if (!situation) return undefined
  const [decided] = (await decideBatch(ruleSet, [situation], environment)).decided
  return decided && { decided, situation, environment }
}
