import { asError, CrmError } from '../../errors.js'
import type { DecisionProblem } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import type { Awaitable } from '../../plugin-api/index.js'
import { type CompiledRule, type CompiledRuleSet, matcherOf } from '../compile/compile-rule-set.js'
import type { RuleMatcher } from '../compile/rule-matcher.js'
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
  /** The facts in the places of the slots, as they follow from the lead by now. */
  readonly values: readonly unknown[]
  readonly state: LeadState
  readonly problems: readonly DecisionProblem[]
  /** Rules in shadow that would have counted. */
  readonly shadow: ReadonlySet<string>
  /** Takes over what a stage decided; facts that follow from it are worked out anew. */
  become(change: Partial<Pick<LeadState, 'lead' | 'scores'>>): void
  report(where: string, thrown: unknown): void
  /** Notes a rule in shadow that holds. */
  watch(rule: string): void
  /** Whether any fact could not be loaded. */
  readonly hasFailures: boolean
  /** Why a rule's facts could not be loaded, if they could not. */
  failureOf(rule: CompiledRule): string | undefined
}

/** What all sessions of a batch share. */
export interface SessionFrame extends Pick<Session, 'ruleSet' | 'compiled' | 'environment'> {
  /** Before anything is decided about any lead. */
  readonly start: Omit<LeadState, 'lead'>
  readonly derived: readonly DerivedPlace[]
}

type Part = 'clock' | 'lead' | 'scores'

/** The place of a fact that is worked out, and what it follows from. */
interface DerivedPlace {
  readonly slot: Slot
  readonly place: number
  readonly from: Part
}

/** Prepares what all sessions of a batch share. */
export function sessionFrame(frame: Pick<Session, 'ruleSet' | 'compiled' | 'environment'>): SessionFrame {
  const { ruleSet, compiled, environment } = frame
  const { now, timeZone = 'UTC' } = environment
  const derived = compiled.derived.map(({ slot, place }) => ({ slot, place, from: partBehind(slot) }))
  const start = { scores: {}, mainScore: ruleSet.scoring[0]?.id, now, timeZone, calendars: ruleSet.calendars }
  return { ...frame, start, derived }
}

function partBehind({ fact, params }: Slot): Part {
  if (fact === 'now' || (fact === 'jalali' && params['of'] === undefined)) return 'clock'
  return fact === 'score' || fact === 'grade' ? 'scores' : 'lead'
}

/** Opens a session for one lead, with its loaded facts in their places. */
export function openSession(frame: SessionFrame, situation: Situation): Session {
  const { ruleSet, compiled, environment, derived, start } = frame
  const values = loadedValues(compiled.slots.slots, situation)
  const failed = failedPlaces(compiled.slots.slots, situation)
  const problems: DecisionProblem[] = []
  const session: Changing<Session> = {
    ruleSet,
    compiled,
    environment,
    situation,
    values,
    problems,
    shadow: NONE,
    state: { ...start, lead: situation.lead },
    become({ lead = session.state.lead, scores = session.state.scores }) {
      const { state: before } = session
      session.state = { ...start, lead, scores }
      const isNewLead = lead !== before.lead
      for (const { slot, place, from } of derived) {
        const isNew = from === 'lead' ? isNewLead : from === 'scores' && (isNewLead || scores !== before.scores)
        if (isNew) values[place] = deriveFact(slot, session.state)
      }
    },
    report: (where, thrown) => problems.push(problemOf(where, thrown)),
    watch: (rule) => {
      session.shadow = new Set([...session.shadow, rule])
    },
    hasFailures: failed !== undefined,
    failureOf: ({ reads }) => (failed === undefined ? undefined : reads.map((place) => failed.get(place)).find(Boolean)),
  }
  for (const { slot, place } of derived) values[place] = deriveFact(slot, session.state)
  return session
}

type Changing<T> = { -readonly [K in keyof T]: T[K] }

const NONE: ReadonlySet<string> = new Set()

function loadedValues(slots: readonly Slot[], { facts }: Situation): unknown[] {
  const values: unknown[] = []
  for (const { key } of slots) values.push(Object.hasOwn(facts, key) ? facts[key] : undefined)
  return values
}

interface MatchOptions {
  /** Stops at the first that holds. */
  readonly onlyFirst?: boolean
}

/**
 * Which of these rules hold now, in their order. A rule that cannot be answered is a problem, and the rest counts.
 * Compiled conditions answer at once; only those of the reference engine are waited for.
 */
export function matching<C extends CompiledRule<RuleEnvelope>>(
  session: Session,
  rules: readonly C[],
  options: MatchOptions = {},
): Awaitable<readonly C[]> {
  const matcher = session.hasFailures ? undefined : matcherOf(rules)
  if (matcher) return matchingAtOnce(session, rules, { ...options, matcher })
  const found: C[] = []
  for (let place = 0; place < rules.length; place += 1) {
    const rule = rules[place]
    if (!rule || !isEffective(rule.rule, session.environment.now)) continue
    const holds = ask(session, rule)
    if (typeof holds !== 'boolean') return matchingLater(session, rules.slice(place), { ...options, found })
    if (holds && take(session, rule, found) && options.onlyFirst) break
  }
  return found
}

function matchingAtOnce<C extends CompiledRule<RuleEnvelope>>(
  session: Session,
  rules: readonly C[],
  { onlyFirst = false, matcher }: MatchOptions & { readonly matcher: RuleMatcher },
): readonly C[] {
  const found: C[] = []
  const awake = (place: number): C | undefined => {
    const rule = rules[place]
    return rule && isEffective(rule.rule, session.environment.now) ? rule : undefined
  }
  matcher.visit(session.values, {
    found: (place) => {
      const rule = awake(place)
      return rule !== undefined && take(session, rule, found) && onlyFirst
    },
    failed: (place, thrown) => {
      const rule = awake(place)
      if (rule) refuse(session, rule, thrown)
    },
  })
  return found
}

async function matchingLater<C extends CompiledRule<RuleEnvelope>>(
  session: Session,
  rules: readonly C[],
  { onlyFirst, found }: MatchOptions & { readonly found: C[] },
): Promise<readonly C[]> {
  for (const rule of rules) {
    if (!isEffective(rule.rule, session.environment.now)) continue
    const holds = await Promise.resolve(ask(session, rule)).catch((thrown: unknown) => refuse(session, rule, thrown))
    if (holds && take(session, rule, found) && onlyFirst) break
  }
  return found
}

/** What holds counts; one in shadow is only watched. */
function take<C extends CompiledRule<RuleEnvelope>>(session: Session, rule: C, found: C[]): boolean {
  if (rule.rule.mode === 'shadow') session.watch(rule.name)
  else found.push(rule)
  return rule.rule.mode !== 'shadow'
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

function failedPlaces(slots: readonly Slot[], { failedFacts = {} }: Situation): ReadonlyMap<number, string> | undefined {
  if (Object.keys(failedFacts).length === 0) return undefined
  const failed = slots.flatMap(({ key }, place) => {
    const message = Object.hasOwn(failedFacts, key) ? failedFacts[key] : undefined
    return message === undefined ? [] : [[place, `The fact ${key} could not be loaded: ${message}`] as const]
  })
  return new Map(failed)
}

/** The lead with some fields set, and without those that are given as undefined; the same lead where nothing is different. */
export function withFields(lead: Lead, fields: Readonly<Record<string, unknown>>): Lead {
  const names = Object.keys(fields)
  if (names.every((name) => lead[name] === fields[name])) return lead
  const merged: Record<string, unknown> = { ...lead, ...fields }
  for (const name of names) if (merged[name] === undefined) delete merged[name]
  return merged as Lead
}
