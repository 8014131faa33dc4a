import { CrmError } from '../../errors.js'
import type { StandaloneRule } from './standalone-rule.js'

/** Higher priority first, then as they were given; json-rules-engine leaves rules of one priority in any order. */
export function inRuleOrder<R extends StandaloneRule>(rules: readonly R[]): readonly R[] {
  rules.forEach(({ priority }, place) => {
    if (priority === undefined || (Number.isInteger(priority) && priority >= 0)) return
    const field = `rules[${place}].priority`
    throw new CrmError('RULE_CONDITIONS_INVALID', `At ${field}: it must be a whole number from 1; 0 counts as 1.`, {
      details: { field },
    })
  })
  return rules.toSorted((left, right) => priorityOf(right) - priorityOf(left))
}

/** 0 means 1, as in json-rules-engine. */
export const priorityOf = ({ priority }: StandaloneRule): number => priority || 1
