import type { FactChange } from '../../model/decision.js'
import type { CompiledRule } from '../compile/compile-rule-set.js'
import { isTimeFact } from '../compile/time-leaves.js'
import { deriveFact } from '../facts/derive-facts.js'
import { isEffective, type Session } from './session.js'

/** A rule as far as the clock can change its answer. */
export type TimedRule = Pick<CompiledRule, 'rule' | 'times' | 'reads' | 'test' | 'name'>

/** A lead after its decision. */
export type Decided = Pick<Session, 'ruleSet' | 'compiled' | 'situation' | 'values' | 'state'>

/** What the rule will say at an instant though no data changes. */
export function answerAt(rule: TimedRule, decided: Decided, at: number): unknown {
  return isEffective(rule.rule, at) ? answerFor(rule, valuesAt(rule, decided, at)) : false
}

/** What the rule says of these values; an answer that has to be waited for is never the same as another. */
export function answerFor({ test }: Pick<TimedRule, 'test'>, values: readonly unknown[]): unknown {
  try {
    const answer = test(values)
    if (typeof answer === 'boolean') return answer
    answer.catch(() => undefined)
    return answer
  } catch {
    return 'error'
  }
}

/** The facts as they will be at an instant, those that the rule reads. */
export function valuesAt({ reads }: TimedRule, decided: Decided, at: number): readonly unknown[] {
  const { compiled, state } = decided
  const values = [...decided.values]
  for (const place of reads) {
    const slot = compiled.slots.slots[place]
    if (slot && isTimeFact(slot)) values[place] = deriveFact(slot, { ...state, now: at })
    const change = changesOf(place, decided).findLast((later) => Math.ceil(later.at) <= at)
    if (change) values[place] = change.value
  }
  return values
}

/** The later values of the fact in a place, as they were told when it was loaded. */
export function changesOf(
  place: number,
  { compiled, situation }: Pick<Decided, 'compiled' | 'situation'>,
): readonly FactChange[] {
  const key = compiled.slots.slots[place]?.key
  const { factChanges } = situation
  return factChanges && key !== undefined && Object.hasOwn(factChanges, key) ? (factChanges[key] ?? []) : []
}
