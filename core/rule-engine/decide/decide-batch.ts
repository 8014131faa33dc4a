import type { DecidedLead, Decision, RoutingTaken } from '../../model/decision.js'
import { statusOf } from '../../model/lifecycle.js'
import { compiledRuleSet } from '../compile/compile-rule-set.js'
import type { RuleSet } from '../rule-set.js'
import type { DecidedQueues, DecideEnvironment, Situation } from './decide-request.js'
import { fireAutomations } from './fire-automations.js'
import { nextChange, type TimedRule } from './next-change.js'
import { type QueueBoard, queueBoard } from './queue-board.js'
import { routeLead } from './route-lead.js'
import { scoreLead } from './score-lead.js'
import { openSession, type Session, withFields } from './session.js'
import { takeTransitions } from './take-transitions.js'

/**
 * Decides about leads one after the other: score, status, owner, automations. Nothing is read or written outside;
 * whatever a rule or a plugin breaks becomes a problem of that decision, and the rest counts.
 * @example const { decided } = await decideBatch(ruleSet, [{ lead, trigger: 'capture', facts }], environment)
 */
export async function decideBatch(
  ruleSet: RuleSet,
  situations: readonly Situation[],
  environment: DecideEnvironment,
): Promise<{ readonly decided: readonly DecidedLead[]; readonly queues: readonly DecidedQueues[] }> {
  const compiled = compiledRuleSet(ruleSet, environment.engine)
  const board = queueBoard(environment.queues)
  const decided: DecidedLead[] = []
  for (const situation of situations)
    decided.push(await decideLead(openSession({ ruleSet, compiled, environment }, situation), board))
  return { decided, queues: board.decided() }
}

async function decideLead(session: Session, board: QueueBoard): Promise<DecidedLead> {
  const scores = await scoreLead(session)
  const transitions = await takeTransitions(session)
  const routing = await routeLead(session, board)
  const automations = await fireAutomations(session)
  const nextChangeAt = nextChange(timedRules(session), session)
  const lead = Object.freeze(withFields(session.state.lead, { nextChangeAt }))
  const decision: Decision = {
    trigger: session.situation.trigger,
    ruleSet: session.ruleSet.digest,
    now: session.environment.now,
    facts: factsOf(session),
    scores,
    transitions,
    ...asRouting(routing),
    ...automations,
    problems: [...session.problems],
    ...(nextChangeAt === undefined ? {} : { nextChangeAt }),
  }
  return { lead, decision: Object.freeze(decision) }
}

const asRouting = (routing: RoutingTaken | undefined) => (routing ? { routing } : {})

/** The lead as it came in, every other fact as it was at the end; what lies between follows from the decision itself. */
function factsOf({ compiled, values, situation }: Session): Decision['facts'] {
  const entries = compiled.slots.slots.map(({ key }, place) => [key, key === 'lead' ? situation.lead : values[place]] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** Rules whose answer can still change something for the lead as it is now. */
function timedRules({ compiled, ruleSet, state }: Session): TimedRule[] {
  const { status, ownerId } = state.lead
  const isOpen = (statusOf(ruleSet.lifecycle, status)?.category ?? 'open') === 'open'
  return [
    ...compiled.scoring.flatMap(({ rules }) => rules),
    ...compiled.transitions.filter(({ rule }) => rule.from.includes(status)),
    ...(isOpen && ownerId === undefined ? compiled.routing : []),
    ...compiled.automations,
  ]
}
