import type { Comparison } from '../../model/conditions.js'
import { coreOperators } from '../compile/core-operators.js'
import { isFactReference } from '../compile/slot-table.js'
import type { AnalysisScope, Variable } from './analysis.js'
import { candidatesOf } from './candidates.js'
import { valueDomain } from './value-domain.js'
import { variableKey } from './variables.js'

/**
 * The values of a variable at which the answer of these comparisons can turn: every literal and threshold and its
 * neighbours, options, a value that nobody mentions, and `undefined` for missing where it can be. Two variables that are
 * compared with each other share their values.
 * @example criticalValues(employees, leaves, ruleSet) // [500, 499, 501, undefined]
 */
export function criticalValues(variable: Variable, leaves: readonly Comparison[], scope: AnalysisScope): readonly unknown[] {
  const keys = connectedWith(variable.key, leaves)
  const mentioned = leaves
    .filter((leaf) => sidesOf(leaf).some((key) => keys.has(key)))
    .flatMap((leaf) => mentionedBy(leaf, scope))
  return candidatesOf(mentioned, { domain: valueDomain(variable, scope), reach: keys.size }).values
}

/** Values that a comparison mentions, as far as an operator tells; undefined where nobody can. */
export function mentionedBy(leaf: Comparison, { vocabulary }: Pick<AnalysisScope, 'vocabulary'>): readonly unknown[] {
  if (isFactReference(leaf.value)) return []
  const base = baseOf(leaf)
  if (base === 'present') return []
  const asked = vocabulary.operators[base]?.criticalValues?.(leaf.value) ?? []
  const values: readonly unknown[] = Array.isArray(leaf.value) ? leaf.value : [leaf.value]
  return TEXT_OPERATORS.has(base) ? [...values, ...values.flatMap(around)] : [...values, ...asked]
}

/** Operators that look into texts, letter case and the like aside. */
const TEXT_OPERATORS: ReadonlySet<string> = new Set(['sameText', 'includesText', 'startsWithText', 'endsWithText'])

const baseOf = ({ operator }: Comparison): string => operator.split(':').at(-1) ?? operator

/** Several parts of one text can be put together in more ways than are tried. */
export const looksIntoText = (leaf: Comparison): boolean => TEXT_OPERATORS.has(baseOf(leaf))

/** Texts that differ where only a few of these operators see it. */
const around = (text: unknown): string[] =>
  typeof text === 'string' ? [text.toUpperCase(), `${text} other`, `other ${text}`, `other ${text} other`] : []

/** Whether the values around which an operator turns are known. */
export function isForeseeable(leaf: Comparison, { vocabulary }: Pick<AnalysisScope, 'vocabulary'>): boolean {
  const base = baseOf(leaf)
  return Object.hasOwn(coreOperators, base) || vocabulary.operators[base]?.criticalValues !== undefined
}

function sidesOf(leaf: Comparison): string[] {
  return isFactReference(leaf.value) ? [variableKey(leaf), variableKey(leaf.value)] : [variableKey(leaf)]
}

/** A variable and those it is compared with, over any number of comparisons. */
function connectedWith(key: string, leaves: readonly Comparison[]): ReadonlySet<string> {
  const found = new Set([key])
  const pairs = leaves.map(sidesOf).filter(({ length }) => length > 1)
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const pair of pairs) if (pair.some((side) => found.has(side))) for (const side of pair) found.add(side)
  }
  return found
}
