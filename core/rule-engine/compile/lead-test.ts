import type { Conditions } from '../../model/conditions.js'
import type { Lead } from '../../model/entities/lead.js'
import { DERIVED_FACTS } from '../facts/core-facts.js'
import { deriveFact } from '../facts/derive-facts.js'
import type { RuleSet, Slot } from '../rule-set.js'
import { compileConditions } from './compile-conditions.js'
import { slotTable } from './slot-table.js'

interface Asked {
  readonly ruleSet: Pick<RuleSet, 'conditions' | 'vocabulary' | 'scoring' | 'calendars'>
  readonly now: number
  readonly timeZone: string
}

/** Conditions as a question about one lead as it stands, outside any decision. */
export interface LeadTest {
  /** What must be loaded for it. */
  readonly slots: readonly Slot[]
  /** Whether they hold, with the loaded facts by slot key. Score and grade are those kept on the lead. */
  test(lead: Lead, facts: Readonly<Record<string, unknown>>): boolean
}

/**
 * Compiles conditions for leads that nobody decides about now: a filter, a segment.
 * @throws {CrmError} RULE_OPERATOR_UNKNOWN, RULE_CONDITION_UNKNOWN or RULE_CONDITION_CYCLE.
 */
export function leadTest(conditions: Conditions, { ruleSet, now, timeZone }: Asked): LeadTest {
  const table = slotTable()
  const holds = compileConditions(conditions, {
    named: ruleSet.conditions,
    operators: ruleSet.vocabulary.operators,
    slots: table,
  })
  const asked = { scores: {}, mainScore: ruleSet.scoring[0]?.id, now, timeZone, calendars: ruleSet.calendars }
  return {
    slots: table.slots.filter(({ fact }) => !DERIVED_FACTS.has(fact)),
    test(lead, facts) {
      const state = { ...asked, lead }
      const read = (slot: Slot) => (DERIVED_FACTS.has(slot.fact) ? deriveFact(slot, state) : facts[slot.key])
      return holds(table.slots.map(read))
    },
  }
}
