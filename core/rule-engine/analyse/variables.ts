import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { comparisonsIn, inlineConditions } from '../compile/inline-conditions.js'
import { slotKey } from '../compile/slot-key.js'
import { type FactReference, isFactReference } from '../compile/slot-table.js'
import type { AnalysisScope, Variable } from './analysis.js'

/** Every variable that conditions read, on either side of a comparison, through names as well; each once. */
export function variablesIn(conditions: ConditionNode, scope: Pick<AnalysisScope, 'conditions'>): readonly Variable[] {
  const sides = leavesOf(conditions, scope).flatMap((leaf) => (isFactReference(leaf.value) ? [leaf, leaf.value] : [leaf]))
  return [...new Map(sides.map((side) => [variableKey(side), asVariable(side)])).values()]
}

/** Every comparison in conditions, those of named conditions included. */
export function leavesOf(node: ConditionNode, scope: Pick<AnalysisScope, 'conditions'>): readonly Comparison[] {
  return comparisonsIn(inlineConditions(scope, { all: [node] } satisfies Conditions))
}

/**
 * The key of what one side of a comparison reads.
 * @example variableKey({ fact: 'lead', path: '$.employees' }) // 'lead$.employees'
 */
export function variableKey({ fact, params, path = '' }: FactReference): string {
  return `${slotKey(fact, params)}${path}`
}

/** Reads a key back; the inverse of `variableKey`. */
export function variableOf(key: string): Variable {
  const [, fact = key, params, path] = KEY.exec(key) ?? []
  return { key, fact, params: params === undefined ? {} : JSON.parse(params), ...(path ? { path } : {}) }
}

const KEY = /^([^($]+)(?:\((\{.*\})\))?(\$.*)?$/s

function asVariable(side: FactReference): Variable {
  const { fact, params = {}, path } = side
  return { key: variableKey(side), fact, params, ...(path === undefined ? {} : { path }) }
}
