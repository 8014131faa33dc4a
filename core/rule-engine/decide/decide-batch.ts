import type { DecidedLead, Decision, ResponseTaken, RoutingTaken } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { compiledRuleSet } from '../compile/compile-rule-set.js'
import type { RuleSet, Slot } from '../rule-set.js'
import type { DecidedQueues, DecideEnvironment, Situation } from './decide-request.js'
import { decisionInputs, type GuardWatch, watchGuards } from './decision-inputs.js'
import { fireAutomations } from './fire-automations.js'
import { queuesOnLeave } from './leave.js'
import { nextChange } from './next-change.js'
import { type QueueBoard, queueBoard } from './queue-board.js'
import { routeLead } from './route-lead.js'
import { scoreLead } from './score-lead.js'
import { openSession, type Session, sessionFrame, withFields } from './session.js'
import { takeTransitions } from './take-transitions.js'
import { timedRules } from './timed-rules.js'
import { watchResponse } from './watch-response.js'

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
  const guards = watchGuards(environment)
  const frame = sessionFrame({ ruleSet, compiled, environment: guards.environment })
  const board = queueBoard(queuesOnLeave(ruleSet, environment))
  const decided: DecidedLead[] = []
  for (const situation of situations) decided.push(await decideLead(openSession(frame, situation), { board, guards }))
  return { decided, queues: board.decided() }
}

async function decideLead(
  session: Session,
  { board, guards }: { readonly board: QueueBoard; readonly guards: GuardWatch },
): Promise<DecidedLead> {
  const { without = [] } = session.situation
  const scores = without.includes('scoring') ? {} : await scoreLead(session)
  const transitions = without.includes('transitions') ? [] : await takeTransitions(session)
  const routing = without.includes('routing') ? undefined : await routeLead(session, board)
  const response = await watchResponse(session)
  const automations = await fireAutomations(session)
  const nextChangeAt = nextChange(timedRules(session, routing), session)
  const lead = Object.freeze(withFields(session.state.lead, { nextChangeAt }))
  const inputs = decisionInputs(session, { queue: board.takeAsked(), guards: guards.take() })
  return { lead, decision: decisionOf(session, { scores, transitions, routing, response, automations, nextChangeAt, inputs }) }
}

interface Stages extends Pick<Decision, 'scores' | 'transitions'>, Required<Pick<Decision, 'inputs'>> {
  readonly routing: RoutingTaken | undefined
  readonly response: ResponseTaken | undefined
  readonly automations: Pick<Decision, 'fired' | 'rulesTrue' | 'actions'>
  readonly nextChangeAt: number | undefined
}

function decisionOf(session: Session, stages: Stages): Decision {
  const { scores, transitions, routing, response, automations, nextChangeAt, inputs } = stages
  const { compiled, values, situation } = session
  const reading = { slots: compiled.slots.slots, values, lead: situation.lead }
  let facts: Decision['facts'] | undefined
  return Object.freeze({
    trigger: session.situation.trigger,
    ruleSet: session.ruleSet.digest,
    now: session.environment.now,
    // Most decisions of a rescoring change nothing and are read by nobody.
    get facts() {
      facts ??= factsOf(reading)
      return facts
    },
    ...(situation.factChanges ? { factChanges: situation.factChanges } : {}),
    scores,
    transitions,
    ...(routing ? { routing } : {}),
    ...(response ? { response } : {}),
    ...automations,
    ...(session.shadow.size > 0 ? { shadow: [...session.shadow] } : {}),
    problems: session.problems,
    ...(nextChangeAt === undefined ? {} : { nextChangeAt }),
    inputs,
  })
}

/** The lead as it came in, every other fact as it was at the end; what lies between follows from the decision itself. */
function factsOf({ slots, values, lead }: Reading): Decision['facts'] {
  const entries = slots.map(({ key }, place) => [key, values[place]] as const)
  return { ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)), lead }
}

interface Reading {
  readonly slots: readonly Slot[]
  readonly values: readonly unknown[]
  readonly lead: Lead
}
