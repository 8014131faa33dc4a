import { asError, CrmError } from '../../errors.js'
import type { DecisionProblem } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import type { CompiledRule, CompiledRuleSet } from '../compile/compile-rule-set.js'
import { deriveFact, type LeadState } from '../facts/derive-facts.js'
import type { RuleEnvelope, RuleSet, Slot } from '../rule-set.js'
import type { DecideEnvironment, Situation } from './decide-request.js'

/**
 * One lead while it is decided. It lives for one decision only and is the one thing here that changes:
 * the lead as it is by now, the facts that follow from it, and what went wrong so far.
 */
export interface Session {
  readonly ruleSet: RuleSet
  readonly compiled: CompiledRuleSet
  readonly environment: DecideEnvironment
  readonly situation: Situation
  readonly values: readonly unknown[]
  readonly state: LeadState
  readonly problems: readonly DecisionProblem[]
  /** Takes over what a stage decided; facts that follow from it are worked out anew. */
  become(change: Partial<Pick<LeadState, 'lead' | 'scores'>>): void
  report(where: string, thrown: unknown): void
  /** Why a rule's facts could not be loaded, if they could not. */
  failureOf(rule: CompiledRule): string | undefined
}

/** Opens a session for one lead, with its loaded facts in their places. */
export function openSession(
  { ruleSet, compiled, environment }: Pick<Session, 'ruleSet' | 'compiled' | 'environment'>,
  situation: Situation,
): Session {
  const slots = compiled.slots.slots
  const values = slots.map(({ key }) => (Object.hasOwn(situation.facts, key) ? situation.facts[key] : undefined))
  const failed = failedPlaces(slots, situation)
  const problems: DecisionProblem[] = []
  let state: LeadState = {
    lead: situation.lead,
    scores: {},
    mainScore: ruleSet.scoring[0]?.id,
    now: environment.now,
    timeZone: environment.timeZone ?? 'UTC',
  }
  const derive = () => {
    for (const { slot, place } of compiled.derived) values[place] = deriveFact(slot, state)
  }
  derive()
  return {
    ruleSet,
    compiled,
    environment,
    situation,
    values,
    problems,
    get state() {
      return state
    },
    become(change) {
      state = { ...state, ...change }
      derive()
    },
    report: (where, thrown) => problems.push(problemOf(where, thrown)),
    failureOf: ({ reads }) => (failed.size === 0 ? undefined : reads.map((place) => failed.get(place)).find(Boolean)),
  }
}

/** Which of these rules hold now, in their order. A rule that cannot be answered is a problem, and the rest counts. */
export async function matching<C extends CompiledRule<RuleEnvelope>>(
  session: Session,
  rules: readonly C[],
  { onlyFirst = false }: { readonly onlyFirst?: boolean } = {},
): Promise<readonly C[]> {
  const found: C[] = []
  for (const rule of rules) {
    if (!isEffective(rule.rule, session.environment.now)) continue
    const answer = ask(session, rule)
    // Waiting even for a ready answer would cost more than the answer itself.
    const holds = typeof answer === 'boolean' ? answer : await answer.catch((thrown: unknown) => refuse(session, rule, thrown))
    if (!holds || rule.rule.mode === 'shadow') continue
    found.push(rule)
    if (onlyFirst) break
  }
  return found
}

/** Writes down what was thrown, with the plugin it came from where that is known. */
function problemOf(where: string, thrown: unknown): DecisionProblem {
  const plugin = thrown instanceof CrmError ? thrown.details['plugin'] : undefined
  return { where, message: asError(thrown).message, ...(typeof plugin === 'string' ? { plugin } : {}) }
}

function ask(session: Session, rule: CompiledRule): boolean | Promise<boolean> {
  const failure = session.failureOf(rule)
  if (failure !== undefined) return refuse(session, rule, new Error(failure))
  try {
    return rule.test(session.values)
  } catch (thrown) {
    return refuse(session, rule, thrown)
  }
}

function refuse(session: Session, { name }: CompiledRule, thrown: unknown): false {
  session.report(`rule ${name}`, thrown)
  return false
}

/** Whether a rule holds at an instant: from `from` on, up to but without `until`. */
export function isEffective({ effective }: Pick<RuleEnvelope, 'effective'>, now: number): boolean {
  if (!effective) return true
  const { from, until } = effective
  return !(from !== undefined && now < Date.parse(from)) && !(until !== undefined && now >= Date.parse(until))
}

function failedPlaces(slots: readonly Slot[], { failedFacts = {} }: Situation): ReadonlyMap<number, string> {
  const failed = slots.flatMap(({ key }, place) => {
    const message = Object.hasOwn(failedFacts, key) ? failedFacts[key] : undefined
    return message === undefined ? [] : [[place, `The fact ${key} could not be loaded: ${message}`] as const]
  })
  return new Map(failed)
}

/** The lead with some fields set, and without those that are given as undefined. */
export function withFields(lead: Lead, fields: Readonly<Record<string, unknown>>): Lead {
  const merged: Record<string, unknown> = { ...lead, ...fields }
  for (const name of Object.keys(fields)) if (merged[name] === undefined) delete merged[name]
  return merged as Lead
}
