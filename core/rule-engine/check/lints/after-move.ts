import type { Comparison, ConditionNode } from '../../../model/conditions.js'
import type { AnalysisScope } from '../../analyse/analysis.js'
import { EVERY_LEAD } from '../../analyse/rule-entries.js'
import { operatorTest } from '../../compile/operator-test.js'
import { isFactReference } from '../../compile/slot-table.js'

interface Step {
  readonly status: string
  /** Whether the lead has just come to this status. */
  readonly arrived: boolean
}

/**
 * Conditions as they read for a lead in a status: what they ask of the status, and of the time since the lead came to it, is
 * answered, the rest stays to be asked.
 */
export function afterMove(node: ConditionNode, step: Step, scope: Pick<AnalysisScope, 'vocabulary'>): ConditionNode {
  if ('all' in node) return { all: node.all.map((child) => afterMove(child, step, scope)) }
  if ('any' in node) return { any: node.any.map((child) => afterMove(child, step, scope)) }
  if ('not' in node) return { not: afterMove(node.not, step, scope) }
  if (!('fact' in node)) return node
  const known = knownValue(node, step)
  if (!known || isFactReference(node.value)) return node
  const holds = operatorTest(node.operator, scope.vocabulary.operators)?.(known.value, node.value) === true
  return holds ? EVERY_LEAD : { not: EVERY_LEAD }
}

function knownValue({ fact, path, params = {} }: Comparison, { status, arrived }: Step): { readonly value: unknown } | undefined {
  if (fact === 'lead' && path === '$.status') return { value: status }
  const since = params['since']
  const sinceArrival = fact === 'elapsed' && Array.isArray(since) && since[0] === 'statusSince'
  return arrived && sinceArrival ? { value: 0 } : undefined
}
