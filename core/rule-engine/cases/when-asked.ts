import type { ConditionNode } from '../../model/conditions.js'
import type { PointQuestion } from '../analyse/analysis.js'
import { compiledRuleSet } from '../compile/compile-rule-set.js'
import { comparisonsIn, inlineConditions } from '../compile/inline-conditions.js'
import { isSingleHit } from '../files/rule-list.js'
import type { RuleSet } from '../rule-set.js'
import { possibleTotals } from './possible-totals.js'
import type { RuleSite } from './rule-sites.js'

/** The part of a question about a record that says when a rule is asked at all. */
export type Asking = Required<Pick<PointQuestion, 'holds' | 'fails'>>

/**
 * The situations in which a rule is asked: a row after every row before it has failed, a move in each status it starts from,
 * after the moves before it. An analysis of a rule is about these records alone.
 */
export function whenAsked({ kind, name, rule }: Pick<RuleSite, 'kind' | 'name' | 'rule'>, ruleSet: RuleSet): readonly Asking[] {
  const compiled = compiledRuleSet(ruleSet)
  const known = kind === 'scoring' ? [] : [...knownTotals(rule, ruleSet)]
  if (kind === 'routing') return [{ holds: known, fails: meanings(before(compiled.routing, name), ruleSet) }]
  if (kind !== 'transition') return [{ holds: known, fails: meanings(rowsBefore(name, ruleSet), ruleSet) }]
  const from = 'from' in rule && Array.isArray(rule.from) ? rule.from.map(String) : []
  return from.map((status) => {
    const earlier = before(compiled.transitions, name).filter((move) => move.rule.from.includes(status))
    return { holds: [hasStatus(status), ...known], fails: meanings(earlier, ruleSet) }
  })
}

/** The rows above one in a table of points or actions of which one row counts; elsewhere every rule is asked. */
function rowsBefore(name: string, ruleSet: RuleSet): readonly Named[] {
  const id = name.slice(0, name.indexOf('/'))
  const { scoring, automations } = compiledRuleSet(ruleSet)
  const isTable = [...ruleSet.scoring, ...ruleSet.automations].some((file) => file.id === id && isSingleHit(file.hitPolicy))
  const rows = [...scoring.flatMap(({ rules }): readonly Named[] => rules), ...automations]
  return isTable
    ? before(
        rows.filter((row) => row.name.startsWith(`${id}/`)),
        name,
      )
    : []
}

/** The totals that can come out at all, where a rule asks for one. */
function knownTotals({ conditions }: RuleSite['rule'], ruleSet: RuleSet): readonly ConditionNode[] {
  if (!conditions) return []
  const asked = comparisonsIn(inlineConditions(ruleSet, conditions)).filter(
    ({ fact, path }) => fact === 'score' && path === '$.total',
  )
  return asked.flatMap(({ fact, params, path }) => {
    const model = params?.['model'] ?? ruleSet.scoring[0]?.id
    const file = ruleSet.scoring.find(({ id }) => id === model)
    const totals = file && possibleTotals(file)
    return totals ? [{ fact, ...(params ? { params } : {}), ...(path ? { path } : {}), operator: 'in', value: totals }] : []
  })
}

interface Named {
  readonly name: string
  readonly conditions?: RuleSite['rule']['conditions']
}

function before<R extends Named>(rules: readonly R[], name: string): readonly R[] {
  return rules.slice(
    0,
    Math.max(
      0,
      rules.findIndex((rule) => rule.name === name),
    ),
  )
}

/** One that always holds leaves nothing for the rules after it; such a rule set is refused before. */
function meanings(rules: readonly Named[], ruleSet: RuleSet): readonly ConditionNode[] {
  return rules.flatMap(({ conditions }) => (conditions ? [inlineConditions(ruleSet, conditions)] : []))
}

const hasStatus = (status: string): ConditionNode => ({ fact: 'lead', path: '$.status', operator: 'equal', value: status })
