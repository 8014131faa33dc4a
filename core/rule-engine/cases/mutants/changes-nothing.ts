import type { ConditionNode } from '../../../model/conditions.js'
import { findPoint } from '../../analyse/find-point.js'
import { inlineConditions } from '../../compile/inline-conditions.js'
import type { RuleSet, ScoringFile } from '../../rule-set.js'
import { type Brought, ruleNamed } from '../rule-named.js'
import { type Asking, whenAsked } from '../when-asked.js'
import { changesNoScore } from './changes-no-score.js'
import type { Mutant } from './mutant.js'

/** A rule set before and after a mistake was put into it. */
export interface BeforeAndAfter {
  readonly ruleSet: RuleSet
  readonly mutated: RuleSet
}

/** Whether a mistake is proved to change no decision; where nobody can tell, it counts as one that changes something. */
export function changesNothing({ rules, source }: Mutant, both: BeforeAndAfter): boolean {
  if (rules.length > 0) return rules.every((name) => decidesAlike(name, both))
  const fileOf = ({ scoring }: RuleSet): ScoringFile | undefined => scoring.find(({ id }) => id === source.id)
  const [before, after] = [fileOf(both.ruleSet), fileOf(both.mutated)]
  return before !== undefined && after !== undefined && changesNoScore(before, after)
}

/** A rule that brings about the same, and for which there is no record on which its conditions before and after disagree. */
function decidesAlike(name: string, { ruleSet, mutated }: BeforeAndAfter): boolean {
  const [before, after] = [ruleNamed(ruleSet, name), ruleNamed(mutated, name)]
  if (!before || !after || effects(before) !== effects(after)) return false
  const [was, is] = [meaning(before, ruleSet), meaning(after, mutated)]
  return whenAsked(before, ruleSet).every((asking) => {
    const counting = { ...asking, holds: [...asking.holds, ...someActivity(before)] }
    return (
      isImpossible(counting, { holds: was, fails: is, ruleSet }) && isImpossible(counting, { holds: is, fails: was, ruleSet })
    )
  })
}

function effects({ rule: { conditions: _conditions, ...rest } }: Brought): string {
  return JSON.stringify(rest)
}

/** What always holds is a group of which nothing is asked. */
function meaning({ rule }: Brought, ruleSet: RuleSet): ConditionNode {
  return rule.conditions ? inlineConditions(ruleSet, rule.conditions) : { all: [] }
}

/** Points for each activity are none without one, whether the rule holds or not. */
function someActivity({ rule }: Brought): readonly ConditionNode[] {
  const then = 'then' in rule ? (rule.then as { readonly pointsPer?: { readonly activity: string } }) : {}
  if (!then.pointsPer) return []
  return [{ fact: 'activityCount', params: { type: then.pointsPer.activity }, operator: 'greaterThan', value: 0 }]
}

interface Disagreement {
  readonly holds: ConditionNode
  readonly fails: ConditionNode
  readonly ruleSet: RuleSet
}

function isImpossible(asking: Asking, { holds, fails, ruleSet }: Disagreement): boolean {
  const { point, exact } = findPoint({ holds: [...asking.holds, holds], fails: [...asking.fails, fails] }, ruleSet)
  return point === undefined && exact
}
