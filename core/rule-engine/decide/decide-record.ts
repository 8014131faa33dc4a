import type { Decision } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import type { RuledEntity, RuledRecord } from '../../model/ruled-entity.js'
import { compiledRuleSet, completeRuleSet } from '../compile/compile-rule-set.js'
import type { RuleSet, Slot } from '../rule-set.js'
import type { DecideEnvironment, Situation } from './decide-request.js'
import { fireAutomations } from './fire-automations.js'
import { nextChange } from './next-change.js'
import { openSession, sessionFrame } from './session.js'
import { timedRules } from './timed-rules.js'

/** A record that automations watch, with every fact that they ask for. */
export interface RecordSituation extends Pick<Situation, 'facts' | 'failedFacts' | 'chain' | 'without'> {
  readonly record: RuledRecord
}

/** What the automations say of a record now, and until when they say the same. */
export interface DecidedRecord extends Pick<Decision, 'fired' | 'rulesTrue' | 'actions' | 'problems' | 'nextChangeAt'> {
  /** With the marks of rules that have fired, which it keeps. */
  readonly rulesKept: readonly string[]
}

/** The facts that must be loaded for the rules about these records; none where there are no such rules. */
export const recordSlots = (ruleSet: RuleSet, entity: RuledEntity): readonly Slot[] =>
  watches(ruleSet, entity) ? rulesAbout(ruleSet, entity).slots : []

/** Whether any automation watches these records. */
export const watches = ({ recordAutomations }: Pick<RuleSet, 'recordAutomations'>, entity: RuledEntity): boolean =>
  (recordAutomations?.[entity]?.length ?? 0) > 0

/**
 * Asks the automations about a record that is no lead. It is the same deciding as for leads with nothing but automations in it:
 * edges, how often a rule has fired and the keys of its effects follow the same rules.
 */
export async function decideRecord(
  ruleSet: RuleSet,
  entity: RuledEntity,
  { situation, environment }: { readonly situation: RecordSituation; readonly environment: DecideEnvironment },
): Promise<DecidedRecord> {
  const own = rulesAbout(ruleSet, entity)
  const compiled = compiledRuleSet(own, environment.engine)
  const { record, ...asked } = situation
  // To the engine the subject of a decision is "the lead", whatever it is.
  const lead = record as unknown as Lead
  const session = openSession(sessionFrame({ ruleSet: own, compiled, environment }), { ...asked, lead, trigger: 'edit' })
  const fired = await fireAutomations(session)
  const nextChangeAt = nextChange(timedRules(session, undefined), session, [])
  const kept: unknown = session.state.lead.rulesTrue
  return {
    ...fired,
    rulesKept: Array.isArray(kept) ? (kept as readonly string[]) : [],
    problems: session.problems,
    ...(nextChangeAt === undefined ? {} : { nextChangeAt }),
  }
}

const known = new WeakMap<RuleSet, Map<RuledEntity, RuleSet>>()

/** The rule set as far as it is about these records, compiled once. */
export function rulesAbout(ruleSet: RuleSet, entity: RuledEntity): RuleSet {
  const made = known.get(ruleSet) ?? new Map<RuledEntity, RuleSet>()
  known.set(ruleSet, made)
  const own = made.get(entity) ?? ownRules(ruleSet, entity)
  made.set(entity, own)
  return own
}

function ownRules({ slots: _slots, ...content }: RuleSet, entity: RuledEntity): RuleSet {
  const automations = content.recordAutomations?.[entity] ?? []
  return completeRuleSet({ ...content, scoring: [], transitions: [], routing: [], recycling: [], sla: [], automations })
}
