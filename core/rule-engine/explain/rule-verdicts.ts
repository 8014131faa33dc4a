import type { Decision } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { textIn } from '../../model/text/localized-text.js'
import { type CompiledRule, compiledRuleSet } from '../compile/compile-rule-set.js'
import { isEffective } from '../decide/session.js'
import { isSingleHit } from '../files/rule-list.js'
import type { RuleEnvelope, RuleSet } from '../rule-set.js'
import { valuesAt } from './decision-stages.js'
import type { RuleVerdict } from './explanation.js'
import { leafVerdicts } from './leaf-verdicts.js'
import type { Reader } from './reader.js'

export interface Judging {
  readonly ruleSet: RuleSet
  readonly decision: Decision
  /** The lead as it was when they were asked. */
  readonly lead: Lead
  /** Names of those that counted. */
  readonly counted: ReadonlySet<string>
  readonly reader: Reader
}

/** Asks rules again what they answered in a decision, comparison by comparison. */
export function ruleVerdicts<R extends RuleEnvelope>(
  rules: readonly CompiledRule<R>[],
  { ruleSet, decision, lead, counted, reader }: Judging,
): readonly RuleVerdict[] {
  const compiled = compiledRuleSet(ruleSet)
  const values = valuesAt(lead, { ruleSet, compiled, decision })
  const tables = singleHitTables(ruleSet)
  return rules.map(({ rule, name, conditions }) => {
    const leaves = conditions ? leafVerdicts(conditions, { compiled, values }, reader) : []
    const isPassedOver = !counted.has(name) && tables.has(name.slice(0, name.indexOf('/'))) && leaves.every(({ holds }) => holds)
    const verdict = { rule: name, title: textIn(rule.title, reader.language), counted: counted.has(name), leaves }
    return { ...verdict, ...(isPassedOver ? { asleep: 'earlier-row' } : {}), ...asleep(rule, decision.now) }
  })
}

/** Tables of which one row counts, in kinds of which otherwise every rule does. */
function singleHitTables({ scoring, automations }: RuleSet): ReadonlySet<string> {
  return new Set([...scoring, ...automations].filter(({ hitPolicy }) => isSingleHit(hitPolicy)).map(({ id }) => id))
}

function asleep(rule: RuleEnvelope, now: number): Pick<RuleVerdict, 'asleep'> {
  if (rule.mode === 'shadow') return { asleep: 'shadow' }
  return isEffective(rule, now) ? {} : { asleep: 'out-of-dates' }
}
