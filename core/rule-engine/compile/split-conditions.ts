import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { comparisonsIn, inlineConditions } from './inline-conditions.js'
import { type Asking, lowerConditions } from './lower-conditions.js'
import { lowerDates } from './lower-dates.js'

/** Whether a database alone can answer a comparison: for every lead, for most of them, or for none. */
export type AnswersAlone = (leaf: Comparison) => 'all' | 'most' | 'none'

/** A question over leads, divided between a database and closures. The leads asked for are those of `sql` for which `rest` holds. */
export interface SplitConditions {
  /** All of it as a database may ask it: what it cannot answer, it takes as "perhaps". */
  readonly sql: Conditions
  /** What must hold besides, one lead after the other; absent where the database alone answers. */
  readonly rest?: Conditions
  /** The comparisons because of which there is a rest. */
  readonly inMemory: readonly Comparison[]
}

/**
 * Divides conditions between a database and closures.
 * @throws {CrmError} FILTER_NOT_SQL for a score that is not kept; RULE_CONDITION_UNKNOWN, RULE_CONDITION_CYCLE.
 */
export function splitConditions(
  conditions: Conditions,
  { answers, ...asking }: Asking & { readonly answers: AnswersAlone },
): SplitConditions {
  const whole = lowerDates(inlineConditions(asking.ruleSet, conditions), asking.ruleSet.vocabulary)
  const needsMemory = (leaf: Comparison) =>
    comparisonsIn(lowerConditions(leaf, asking)).some((lowered) => answers(lowered) !== 'all')
  const rest = conjuncts(whole).filter((part) => comparisonsIn(part).some(needsMemory))
  const inMemory = rest.flatMap((part) => comparisonsIn(part).filter(needsMemory))
  return { sql: lowerConditions(whole, asking) as Conditions, ...(rest.length === 0 ? {} : { rest: { all: rest } }), inMemory }
}

/** Parts that must all hold; each is answered by itself. */
function conjuncts(node: ConditionNode): readonly ConditionNode[] {
  if ('all' in node) return node.all.flatMap(conjuncts)
  if ('not' in node && 'not' in node.not) return conjuncts(node.not.not)
  return [node]
}
