import type { JSONPath } from 'jsonc-parser'
import { parseDay } from '../../model/calendar/parse-day.js'
import type { Comparison } from '../../model/conditions.js'
import { type FieldDeclaration, type FieldType, optionsOf } from '../../model/fields.js'
import { coreOperators } from '../compile/core-operators.js'
import { type FactReference, isFactReference } from '../compile/slot-table.js'
import { declarationOf, wholeOf } from './check-fact-side.js'
import { type Finding, suggestion } from './finding.js'
import type { KnownNames } from './known-names.js'

interface Place {
  readonly path: JSONPath
  readonly names: KnownNames
}

/** Checks whether operator and value fit what is compared; every name in the comparison is known already. */
export function checkFit(leaf: Comparison, { path, names }: Place): Finding[] {
  const operator = leaf.operator.replace(/^(?:not:)*/, '')
  const wholes = checkWholes(leaf, { operator, path, names })
  if (wholes.length > 0) return wholes
  const declaration = declarationOf(leaf, names)
  const unfit = operatorMistake(leaf, { operator, declaration }) ?? sidesMistake(leaf, { operator, declaration, names })
  if (unfit) return [{ path: [...path, unfit.at], code: 'RULE_OPERATOR_UNFIT', message: unfit.message }]
  const base = operator.split(':').at(-1) ?? operator
  // What a plugin's operator takes on its right, only the plugin knows.
  if (isFactReference(leaf.value) || !declaration || !Object.hasOwn(coreOperators, base)) return []
  return checkLiterals(leaf, { operator, declaration, path, names })
}

/** An object is no value: the comparison means one of its parts. Only whether it is there can be asked of the whole. */
function checkWholes(leaf: Comparison, { operator, path, names }: Place & { readonly operator: string }): Finding[] {
  if (!Object.hasOwn(coreOperators, operator)) return []
  const right: JSONPath = [...path, 'value']
  const sides = [
    ...(operator === 'present' && leaf.fact !== 'lead' ? [] : [{ side: leaf as FactReference, at: path }]),
    ...(isFactReference(leaf.value) ? [{ side: leaf.value, at: right }] : []),
  ]
  return sides.flatMap(({ side, at }) => {
    const whole = wholeOf(side, names)
    if (!whole) return []
    const message = `${whole.what} has several parts; say in "path" which one is compared, for example "${whole.example}".`
    return [{ path: [...at, side.path === undefined ? 'fact' : 'path'], code: 'RULE_PATH_MISSING' as const, message }]
  })
}

const ORDERING: ReadonlySet<string> = new Set(['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'])
const EQUALITY: ReadonlySet<string> = new Set(['equal', 'notEqual', 'in', 'notIn'])

type Nature = 'number' | 'text' | 'day' | 'yes or no' | 'list'

/** What values of a type are to an operator; money and JSON are none of these. */
const NATURE: Readonly<Partial<Record<FieldType, Nature>>> = {
  integer: 'number',
  number: 'number',
  dateTime: 'number',
  string: 'text',
  text: 'text',
  select: 'text',
  phone: 'text',
  email: 'text',
  url: 'text',
  reference: 'text',
  date: 'day',
  boolean: 'yes or no',
  multiSelect: 'list',
}
const ORDERED: ReadonlySet<Nature | undefined> = new Set<Nature | undefined>(['number', 'day', undefined])

interface Unfit {
  readonly at: 'operator' | 'value'
  readonly message: string
}

interface Compared {
  readonly operator: string
  readonly declaration: FieldDeclaration | undefined
}

function operatorMistake({ fact, value }: Comparison, { operator, declaration }: Compared): Unfit | undefined {
  if ((operator === 'in' || operator === 'notIn') && !Array.isArray(value) && !isFactReference(value))
    return { at: 'value', message: `"${operator}" needs a list of values in brackets.` }
  if (operator === 'present' && typeof value !== 'boolean')
    return { at: 'value', message: '"present" is compared with true or false.' }
  if (fact === 'elapsed' && (operator === 'equal' || operator === 'notEqual'))
    return {
      at: 'operator',
      message: 'Time passes without ever being exactly equal; compare "elapsed" by greaterThanInclusive or lessThan.',
    }
  if (!declaration) return undefined
  const { type } = declaration
  if (ORDERING.has(operator) && !ORDERED.has(NATURE[type]))
    return {
      at: 'operator',
      message: `"${operator}" compares numbers and dates, and this is of type ${type}. Use equal, notEqual, in or notIn.`,
    }
  if ((operator === 'contains' || operator === 'doesNotContain') && type !== 'multiSelect' && type !== 'json')
    return { at: 'operator', message: `"${operator}" looks into lists, and this is of type ${type}. Use equal or in.` }
  return undefined
}

/** Two facts of different natures are never equal, and have no order. */
function sidesMistake(
  { value }: Comparison,
  { operator, declaration, names }: Compared & { readonly names: KnownNames },
): Unfit | undefined {
  if (!isFactReference(value) || !declaration) return undefined
  if (operator !== 'equal' && operator !== 'notEqual' && !ORDERING.has(operator)) return undefined
  const other = declarationOf(value, names)
  const natures = [NATURE[declaration.type], other && NATURE[other.type]]
  if (natures.includes(undefined) || natures[0] === natures[1]) return undefined
  return { at: 'value', message: `This is of type ${other?.type}; what it is compared with is of type ${declaration.type}.` }
}

type Literals = Place & { readonly operator: string; readonly declaration: FieldDeclaration }

function checkLiterals(leaf: Comparison, { operator, declaration, path, names }: Literals): Finding[] {
  const literals = operator === 'in' || operator === 'notIn' ? leaf.value : [leaf.value]
  if (!Array.isArray(literals) || operator === 'present') return []
  const allowed = allowedValues(leaf, { declaration, names })
  return literals.flatMap((value: unknown, index) => {
    const mistake = value === null ? undefined : valueMistake(value, { operator, declaration, allowed })
    const at = Array.isArray(leaf.value) ? [...path, 'value', index] : [...path, 'value']
    return mistake === undefined ? [] : [{ path: at, code: 'RULE_VALUE_UNKNOWN' as const, message: mistake }]
  })
}

function allowedValues(
  leaf: Comparison,
  { declaration, names }: { readonly declaration: FieldDeclaration; readonly names: KnownNames },
): readonly string[] | undefined {
  const path = leaf.fact === 'lead' ? leaf.path : undefined
  if (path === '$.status') return names.statuses
  if (path === '$.queue') return names.queues
  if (path === '$.grade' || leaf.fact === 'grade') return names.grades
  const options = optionsOf(declaration).map(({ value }) => value)
  return options.length > 0 ? options : undefined
}

function valueMistake(
  value: unknown,
  { operator, declaration, allowed }: Pick<Literals, 'operator' | 'declaration'> & { allowed: readonly string[] | undefined },
): string | undefined {
  const shown = JSON.stringify(value)
  const { type } = declaration
  const nature = NATURE[type]
  if (allowed && !allowed.some((known) => known === value))
    return `${shown} is none of its values.${typeof value === 'string' ? suggestion(value, allowed) : ''}`
  if (nature === 'number' && typeof value !== 'number')
    return `${shown} is no number, and this is a ${type}; ${ORDERING.has(operator) ? 'write it without quotes' : 'it would never be equal'}.`
  if (nature === 'text' && EQUALITY.has(operator) && typeof value !== 'string')
    return `${shown} is no text, and this is of type ${type}; it would never be equal. Write it in quotes.`
  if (nature === 'day' && !(typeof value === 'string' && parseDay(value) === value))
    return `${shown} is no day such as 2026-03-21.`
  if (nature === 'yes or no' && typeof value !== 'boolean') return `${shown} is neither true nor false.`
  return undefined
}
