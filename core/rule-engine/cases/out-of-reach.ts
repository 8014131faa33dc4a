import { findPoint } from '../analyse/find-point.js'
import type { RuleSet } from '../rule-set.js'
import { ruleNamed } from './rule-named.js'
import type { Aspect, CaseWatch } from './watch-cases.js'
import { type Asking, whenAsked } from './when-asked.js'

interface Known {
  readonly ruleSet: RuleSet
  readonly watch: Pick<CaseWatch, 'leavesOf'>
}

/** Whether it is proved that no record at all shows this, in any rule that asks the comparison. */
export function isOutOfReach({ place, see }: Aspect, { ruleSet, watch }: Known): boolean {
  const { leaf } = place
  if (!leaf || see === 'done') return false
  const isImpossible = ({ holds, fails }: Asking): boolean => {
    const wanted = see === 'true' ? { holds: [...holds, leaf], fails } : { holds, fails: [...fails, leaf] }
    const { point, exact } = findPoint(wanted, ruleSet)
    return point === undefined && exact
  }
  const asking = [...watch.leavesOf].filter(([, leaves]) => leaves.includes(place.id)).map(([name]) => ruleNamed(ruleSet, name))
  return asking.every((rule) => rule !== undefined && whenAsked(rule, ruleSet).every(isImpossible))
}
