import { decideEnvironment } from '../../intake/decide-leads.js'
import type { ReadingEngine } from '../../intake/reading-engine.js'
import type { Decision } from '../../model/decision.js'
import {
  type DecideEnvironment,
  decideBatch,
  type RuleSet,
  recordedGuards,
  recordedQueues,
  recordedSituation,
  type WhyRequest,
} from '../../rule-engine/index.js'

/** A decision as it was stored, with what it takes to ask how it would have been otherwise. */
export async function leadAsItWas(
  reading: ReadingEngine,
  decision: Decision,
  ruleSet: RuleSet,
): Promise<Pick<WhyRequest, 'decided' | 'situation' | 'environment'> | undefined> {
  const situation = recordedSituation(decision)
  const environment = environmentOf(reading, decision)
  const [again] = (await decideBatch(ruleSet, [situation], environment)).decided
  return again && { decided: { lead: again.lead, decision }, situation, environment }
}

/** Guards say what they said then, however often they are asked. */
function environmentOf(reading: ReadingEngine, decision: Decision): DecideEnvironment {
  const { now, inputs } = decision
  return {
    ...decideEnvironment(reading, { now, queues: recordedQueues(decision) }),
    guardTransition: (request) => recordedGuards(decision).guardTransition(request),
    guardAssign: (request) => recordedGuards(decision).guardAssign(request),
    ...(inputs ? { timeZone: inputs.timeZone } : {}),
  }
}
