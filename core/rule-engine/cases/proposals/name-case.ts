import type { Comparison } from '../../../model/conditions.js'
import type { Point } from '../../analyse/analysis.js'
import { variableOf } from '../../analyse/variables.js'
import { describeConditions } from '../../explain/describe-conditions.js'
import type { RuleSet } from '../../rule-set.js'
import { leafKnowledge } from '../mutants/leaf-knowledge.js'

/**
 * A name for a case, in English as files of cases are written: whose case it is, and the record in the words of its fields.
 * @example nameCase('large-company', { ruleSet, point: { 'lead$.employees': 500 } }) // 'large-company: Employees is 500'
 */
export function nameCase(subject: string, { ruleSet, point }: { readonly ruleSet: RuleSet; readonly point: Point }): string {
  const telling = Object.entries(point)
    .map(([key, value]) => comparisonOf(key, value))
    .filter((comparison) => isTelling(comparison, ruleSet))
  if (telling.length === 0) return `${subject}: nothing is known`
  const instants = leafKnowledge(ruleSet)
  const plain = telling.map((comparison) => (instants.isInstant(comparison) ? asPresence(comparison) : comparison))
  return `${subject}: ${describeConditions(ruleSet, { all: plain }, 'en')}`
}

function comparisonOf(key: string, value: unknown): Comparison {
  const { fact, params, path } = variableOf(key)
  const side = { fact, ...(Object.keys(params).length > 0 ? { params } : {}), ...(path === undefined ? {} : { path }) }
  if (value === undefined) return { ...side, operator: 'present', value: false }
  // Adding nothing makes of minus zero, which an analysis may find, the zero that people write.
  return { ...side, operator: 'equal', value: typeof value === 'number' ? value + 0 : value }
}

/** A score follows from the rest, none of something is what every lead begins with, as is the first status. */
function isTelling({ fact, path, value }: Comparison, { lifecycle }: RuleSet): boolean {
  if (fact === 'score' || (fact === 'activityCount' && value === 0)) return false
  return !(path === '$.status' && value === lifecycle.start)
}

/** Of an instant it matters whether it is there; zero is none. */
function asPresence({ value, ...side }: Comparison): Comparison {
  return { ...side, operator: 'present', value: typeof value === 'number' && value > 0 }
}
