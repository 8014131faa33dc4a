import type { Decision } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import type { CompiledRuleSet } from '../compile/compile-rule-set.js'
import { withFields } from '../decide/session.js'
import { DERIVED_FACTS } from '../facts/core-facts.js'
import { deriveFact } from '../facts/derive-facts.js'
import type { RuleSet } from '../rule-set.js'

/** The lead as it was before each part of a decision. */
export interface DecisionStages {
  readonly start: Lead
  beforeMove(step: number): Lead
  readonly moved: Lead
  readonly end: Lead
}

/** The lead as it was before each part; all of it follows from the lead that came in and from what was decided. */
export function stagesOf(ruleSet: RuleSet, { facts, scores, transitions, routing, now }: Decision): DecisionStages {
  const start = facts['lead'] as Lead
  const main = scores[ruleSet.scoring[0]?.id ?? '']
  const scored: Lead = main ? ({ ...start, score: main.total, grade: main.grade } as Lead) : start
  const after = (steps: number): Lead => {
    const last = transitions[steps - 1]
    if (!last) return scored
    return withFields(scored, { status: last.to, statusReason: reasonOf(last.rule, ruleSet), statusSince: now })
  }
  const moved = after(transitions.length)
  const { queue = moved.queue, ownerId = moved.ownerId } = routing ?? {}
  const end = { ...moved, ...(queue === undefined ? {} : { queue }), ...(ownerId === undefined ? {} : { ownerId }) }
  return { start, beforeMove: after, moved, end }
}

/** The reason with which a rule moves a lead. */
function reasonOf(name: string, { transitions }: RuleSet): string | undefined {
  const group = transitions.find(({ id }) => name.startsWith(`${id}/`))
  return group?.rules.find(({ id }) => name === `${group.id}/${id}`)?.reason
}

/** Every fact in its place, as it was when the lead was this one. */
export function valuesAt(
  lead: Lead,
  { ruleSet, compiled, decision }: { readonly ruleSet: RuleSet; readonly compiled: CompiledRuleSet; readonly decision: Decision },
): readonly unknown[] {
  const state = {
    lead,
    scores: decision.scores,
    mainScore: ruleSet.scoring[0]?.id,
    now: decision.now,
    timeZone: decision.inputs?.timeZone ?? 'UTC',
    calendars: ruleSet.calendars,
  }
  return compiled.slots.slots.map((slot) => {
    const isStored = !DERIVED_FACTS.has(slot.fact) || slot.fact === 'jalali'
    return isStored ? decision.facts[slot.key] : deriveFact(slot, state)
  })
}
