import type { RuleEnvelope, RuleSet } from '../rule-set.js'
import { groupsOf, type RuleSite, TESTED_KINDS } from './rule-sites.js'

/** A rule with everything that follows from it. */
export type Brought = Pick<RuleSite, 'kind' | 'name' | 'rule'>

/** The rule of this name, `<file id>/<rule id>`. */
export function ruleNamed(ruleSet: RuleSet, name: string): Brought | undefined {
  for (const kind of TESTED_KINDS)
    for (const { id, rules } of groupsOf(ruleSet, kind)) {
      const rule = rules.find((one: RuleEnvelope) => name === `${id}/${one.id}`)
      if (rule) return { kind, name, rule }
    }
  return undefined
}
