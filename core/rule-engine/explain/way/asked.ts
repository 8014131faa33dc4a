import type { DecidedLead } from '../../../model/decision.js'
import { type CompiledRuleSet, compiledRuleSet } from '../../compile/compile-rule-set.js'
import { decideBatch } from '../../decide/decide-batch.js'
import type { DecideEnvironment, Situation } from '../../decide/decide-request.js'
import type { RuleSet } from '../../rule-set.js'
import { afterChange, type Change, inTurn } from './change.js'
import { type Goal, isReached } from './goal.js'

/** A lead that was decided about, what is wished for it, and what it takes to decide about it again. */
export interface Asked {
  readonly ruleSet: RuleSet
  readonly environment: DecideEnvironment
  readonly goal: Goal
  /** The lead as it came in. */
  readonly situation: Situation
  readonly decided: DecidedLead
  /** A decision of the past: it is asked how it would have been, not what could be done after it. */
  readonly isPast?: boolean
}

export const compiledOf = ({ ruleSet }: Asked): CompiledRuleSet => compiledRuleSet(ruleSet)

export const isThere = (asked: Asked, decided: DecidedLead): boolean => isReached(asked.goal, decided, asked.ruleSet)

/** Decides about the lead as it would be; nothing is written. */
export async function decideAs(asked: Asked, situation: Situation, now = asked.environment.now): Promise<DecidedLead> {
  const { decided } = await decideBatch(asked.ruleSet, [situation], { ...asked.environment, now })
  const [only] = decided
  if (!only) throw new TypeError('A batch of one lead was decided without an answer.')
  return only
}

/** The same question about the lead after a change. */
export async function askedAfter(asked: Asked, change: Change): Promise<Asked> {
  const doing = { slots: compiledOf(asked).slots.slots, now: asked.environment.now }
  const situation = afterChange(asked.situation, change, doing)
  return { ...asked, situation, decided: await decideAs(asked, situation) }
}

/** The same question after people have done it step by step, the rules deciding in between. */
export async function askedInTurn(asked: Asked, change: Change): Promise<Asked> {
  let after = asked
  for (const step of inTurn(change)) {
    const { situation, decided } = after
    const { reroute: _, ...rest } = situation
    const { lead } = decided
    after = await askedAfter({ ...after, situation: { ...rest, lead, facts: { ...situation.facts, lead } } }, step)
  }
  return after
}
