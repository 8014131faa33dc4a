import type { JSONPath } from 'jsonc-parser'
import type { Comparison } from '../../model/conditions.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { operatorDecorators, operatorTest } from '../compile/operator-test.js'
import { type Finding, suggestion, thereIsNo } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'

/** Checks that an operator exists, with every word before it. */
export function checkOperator(
  { operator }: Pick<Comparison, 'operator'>,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const { operators } = names.vocabulary
  if (operatorTest(operator, operators)) return []
  const decorators = Object.keys(operatorDecorators)
  const parts = operator.split(':')
  const knownAt = (index: number) => (index < parts.length - 1 ? decorators : Object.keys(operators))
  const meant = parts.map((part, index) => (knownAt(index).includes(part) ? part : meaningOf(part, knownAt(index))))
  const place = parts.findIndex((part, index) => !knownAt(index).includes(part))
  const wrong = parts[place] ?? operator
  const sign = SIGNS.get(wrong.trim().toLowerCase())
  const isSign = sign !== undefined && knownAt(place).includes(sign)
  const way = isSign ? { en: ` Write "${sign}".`, fa: ` بنویسید «${sign}».` } : suggestion(wrong, knownAt(place))
  const whole = meant.join(':')
  return [
    {
      path: [...path, 'operator'],
      code: 'RULE_OPERATOR_UNKNOWN',
      message: joined(thereIsNo('operator', wrong), way),
      ...(operatorTest(whole, operators) ? { repair: { value: whole } } : {}),
    },
  ]
}

function meaningOf(part: string, known: readonly string[]): string {
  const sign = SIGNS.get(part.trim().toLowerCase())
  return (sign !== undefined && known.includes(sign) ? sign : didYouMean(part.trim(), known)) ?? part
}

/** How other languages write what is meant. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['=', 'equal'],
  ['==', 'equal'],
  ['===', 'equal'],
  ['eq', 'equal'],
  ['is', 'equal'],
  ['!=', 'notEqual'],
  ['!==', 'notEqual'],
  ['<>', 'notEqual'],
  ['≠', 'notEqual'],
  ['ne', 'notEqual'],
  ['neq', 'notEqual'],
  ['is not', 'notEqual'],
  ['>', 'greaterThan'],
  ['gt', 'greaterThan'],
  ['>=', 'greaterThanInclusive'],
  ['≥', 'greaterThanInclusive'],
  ['gte', 'greaterThanInclusive'],
  ['<', 'lessThan'],
  ['lt', 'lessThan'],
  ['<=', 'lessThanInclusive'],
  ['≤', 'lessThanInclusive'],
  ['lte', 'lessThanInclusive'],
  ['not in', 'notIn'],
  ['includes', 'contains'],
  ['exists', 'present'],
])
