import type { JSONPath } from 'jsonc-parser'
import type { Comparison } from '../../model/conditions.js'
import { isFactReference } from '../compile/slot-table.js'
import { checkFactSide } from './check-fact-side.js'
import { checkFit } from './check-fit.js'
import { checkOperator } from './check-operator.js'
import type { Finding } from './finding.js'
import type { KnownNames } from './known-names.js'

interface Place {
  readonly path: JSONPath
  readonly names: KnownNames
}

/** Checks one comparison: both sides, the operator, and whether operator and value fit what is compared. */
export function checkComparison(leaf: Comparison, { path, names }: Place): Finding[] {
  const sides = [
    ...checkFactSide(leaf, { path, names }),
    ...(isFactReference(leaf.value) ? checkFactSide(leaf.value, { path: [...path, 'value'], names }) : []),
  ]
  const operator = checkOperator(leaf, { path, names })
  if (sides.length > 0 || operator.length > 0) return [...sides, ...operator]
  return checkFit(leaf, { path, names })
}
