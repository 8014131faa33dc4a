import type { DecidedLead } from '../../../model/decision.js'
import { compiledRuleSet } from '../../compile/compile-rule-set.js'
import type { RuleSet } from '../../rule-set.js'
import { stagesOf, valuesAt } from '../decision-stages.js'

/** What somebody would like to come of a lead. A score is reached from that total on, a rule is `<file id>/<rule id>`. */
export type Goal =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'grade'; readonly grade: string }
  | { readonly kind: 'score'; readonly score: number }
  | { readonly kind: 'status'; readonly status: string }
  | { readonly kind: 'queue'; readonly queue: string }

/** Whether a decision came to it; a rule in shadow when it would have counted. */
export function isReached(goal: Goal, { lead, decision }: DecidedLead, ruleSet: RuleSet): boolean {
  const main = decision.scores[ruleSet.scoring[0]?.id ?? '']
  if (goal.kind === 'grade') return (main ? main.grade : lead.grade) === goal.grade
  if (goal.kind === 'score') return (main?.total ?? lead.score ?? -Infinity) >= goal.score
  if (goal.kind === 'status') return lead.status === goal.status
  if (goal.kind === 'queue') return lead.queue === goal.queue
  return countsRule(goal.rule, decision, ruleSet)
}

function countsRule(rule: string, decision: DecidedLead['decision'], ruleSet: RuleSet): boolean {
  if (decision.shadow?.includes(rule)) return true
  if (decision.transitions.some((taken) => taken.rule === rule) || decision.routing?.rule === rule) return true
  if (decision.rulesTrue.includes(rule)) return true
  const scores = Object.entries(decision.scores)
  if (scores.some(([file, { contributions }]) => contributions.some((given) => `${file}/${given.rule}` === rule))) return true
  return holdsElsewhere(rule, decision, ruleSet)
}

/** A model that is not one of points need not name the rules that hold. */
function holdsElsewhere(rule: string, decision: DecidedLead['decision'], ruleSet: RuleSet): boolean {
  const compiled = compiledRuleSet(ruleSet)
  const found = compiled.scoring.find(({ file, rules }) => file.model !== 'points' && rules.some(({ name }) => name === rule))
  if (!found) return false
  const values = valuesAt(stagesOf(ruleSet, decision).start, { ruleSet, compiled, decision })
  try {
    return found.rules.find(({ name }) => name === rule)?.test(values) === true
  } catch {
    return false
  }
}
