import type { JSONPath } from 'jsonc-parser'
import type { Comparison } from '../../model/conditions.js'
import { operatorDecorators, operatorTest } from '../compile/operator-test.js'
import { isFactReference } from '../compile/slot-table.js'
import { checkFactSide } from './check-fact-side.js'
import { checkFit } from './check-fit.js'
import { type Finding, suggestion } from './finding.js'
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

function checkOperator({ operator }: Comparison, { path, names }: Place): Finding[] {
  const { operators } = names.vocabulary
  if (operatorTest(operator, operators)) return []
  const parts = operator.split(':')
  const decorators = Object.keys(operatorDecorators)
  const wrong =
    parts.find((part, index) => !(index < parts.length - 1 ? decorators : Object.keys(operators)).includes(part)) ?? operator
  const known = wrong === parts.at(-1) ? Object.keys(operators) : decorators
  const message = `There is no operator "${wrong}".${suggestion(wrong, known)}`
  return [{ path: [...path, 'operator'], code: 'RULE_OPERATOR_UNKNOWN', message }]
}
