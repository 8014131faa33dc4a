import type { Operator } from '../../plugin-api/index.js'
import { coreOperators } from './core-operators.js'

/** Compares what a fact says with what a rule asks. */
export type OperatorTest = (factValue: unknown, ruleValue: unknown) => boolean

type Decorator = (factValue: unknown, ruleValue: unknown, next: OperatorTest) => boolean

/** Words before an operator, as in `everyFact:greaterThan`; the leftmost is applied first. */
export const operatorDecorators: Readonly<Record<string, Decorator>> = {
  someFact: (left, right, next) => Array.isArray(left) && left.some((element) => next(element, right)),
  everyFact: (left, right, next) => Array.isArray(left) && left.every((element) => next(element, right)),
  someValue: (left, right, next) => listOf(right).some((element) => next(left, element)),
  everyValue: (left, right, next) => listOf(right).every((element) => next(left, element)),
  swap: (left, right, next) => next(right, left),
  not: (left, right, next) => !next(left, right),
}

/** The test behind an operator's name, decorators included; undefined when a part of the name is unknown. */
export function operatorTest(name: string, operators: Readonly<Record<string, Operator>>): OperatorTest | undefined {
  if (Object.hasOwn(operators, name)) return operators[name]?.test
  const colon = name.indexOf(':')
  const word = name.slice(0, colon)
  const decorator = colon > 0 && Object.hasOwn(operatorDecorators, word) ? operatorDecorators[word] : undefined
  const next = decorator ? operatorTest(name.slice(colon + 1), operators) : undefined
  return decorator && next ? (left, right) => decorator(left, right, next) : undefined
}

/** Whether an operator answers on every value; one that may throw is run even where the answer is known already. */
export function neverThrows(name: string, ruleValue: unknown, operators: Readonly<Record<string, Operator>>): boolean {
  const base = name.replace(/^(?:(?:not|someFact|everyFact):)*/, '')
  if (!isCoreOperator(base, operators)) return false
  return base !== 'in' && base !== 'notIn' ? true : Array.isArray(ruleValue) || typeof ruleValue === 'string'
}

/** Whether a name stands for the operator of the core, and not for another that took its place. */
export function isCoreOperator(name: string, operators: Readonly<Record<string, Operator>>): name is keyof typeof coreOperators {
  if (!Object.hasOwn(coreOperators, name) || !Object.hasOwn(operators, name)) return false
  return operators[name]?.test === coreOperators[name as keyof typeof coreOperators].test
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new TypeError('"someValue" and "everyValue" need a list on the right.')
}
