import type { RoutingTaken } from '../../model/decision.js'
import { statusOf } from '../../model/lifecycle.js'
import type { CompiledRuleSet } from '../compile/compile-rule-set.js'
import { canChange } from './next-change.js'
import type { TimedRule } from './rule-at.js'
import type { Session } from './session.js'

/** Rules whose answer can still change something for the lead as it is now. */
export function timedRules({ compiled, ruleSet, state }: Session, taken: RoutingTaken | undefined): readonly TimedRule[] {
  const { scoring, transitions, routing, automations, recycling, sla, count } = timedRulesOf(compiled)
  if (count === 0) return NONE
  const { status, ownerId } = state.lead
  const isOpen = (statusOf(ruleSet.lifecycle, status)?.category ?? 'open') === 'open'
  return [
    ...scoring,
    ...transitions.filter(({ rule }) => rule.from.includes(status)),
    ...(isOpen && ownerId === undefined ? upTo(compiled.routing, taken?.rule).filter((rule) => routing.has(rule)) : NONE),
    ...(isOpen && ownerId !== undefined ? recycling : NONE),
    ...(isOpen ? sla : NONE),
    ...automations,
  ]
}

const NONE: readonly TimedRule[] = []

/** The first that matches wins, so those behind it count only once it no longer does. */
function upTo<R extends TimedRule>(rules: readonly R[], name: string | undefined): readonly R[] {
  const place = rules.findIndex((rule) => rule.name === name)
  return place < 0 ? rules : rules.slice(0, place + 1)
}

interface TimedRules {
  readonly count: number
  readonly scoring: readonly TimedRule[]
  readonly transitions: CompiledRuleSet['transitions']
  readonly routing: ReadonlySet<TimedRule>
  readonly automations: readonly TimedRule[]
  readonly recycling: readonly TimedRule[]
  readonly sla: readonly TimedRule[]
}

const known = new WeakMap<CompiledRuleSet, TimedRules>()

/** Those rules of a set whose answer the clock alone can change, sorted out once. */
function timedRulesOf(compiled: CompiledRuleSet): TimedRules {
  const made = known.get(compiled)
  if (made) return made
  const isTimed = (rule: TimedRule): boolean => canChange(rule, compiled)
  const scoring = compiled.scoring.flatMap(({ rules }) => rules.filter(isTimed))
  const transitions = compiled.transitions.filter(isTimed)
  const routing = new Set<TimedRule>(compiled.routing.filter(isTimed))
  const automations = compiled.automations.filter(isTimed)
  const recycling = compiled.recycling.filter(isTimed)
  const sla = compiled.sla.filter(isTimed)
  const lists = [scoring, transitions, automations, recycling, sla]
  const count = lists.reduce((sum, { length }) => sum + length, routing.size)
  const timed = { count, scoring, transitions, routing, automations, recycling, sla }
  known.set(compiled, timed)
  return timed
}
