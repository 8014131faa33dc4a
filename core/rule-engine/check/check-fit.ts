import type { JSONPath } from 'jsonc-parser'
import type { Comparison } from '../../model/conditions.js'
import { type FieldDeclaration, type Option, optionsOf } from '../../model/fields.js'
import { coreOperators } from '../compile/core-operators.js'
import { type FactReference, isFactReference } from '../compile/slot-table.js'
import { literalOf } from '../files/shape-repairs.js'
import { declarationOf, wholeOf } from './check-fact-side.js'
import { dateMistake } from './date-mistake.js'
import { type Finding, nearest, suggestion } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'
import { labelMeant } from './label-meant.js'
import { oddLiteral } from './odd-literal.js'
import { EACH_VALUE, NATURE, READING, spelt, unfitOperator } from './operator-fit.js'

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
  const allowed = declaration && allowedValues(leaf, { declaration, names })
  const unfit = unfitOperator(leaf, { operator, declaration, allowed }, names)
  if (unfit) {
    const { at, ...found } = unfit
    return [{ path: [...path, at], code: 'RULE_OPERATOR_UNFIT', ...found }]
  }
  const base = operator.split(':').at(-1) ?? operator
  // What a plugin's operator takes on its right, only the plugin knows.
  if (isFactReference(leaf.value) || !declaration || !Object.hasOwn(coreOperators, base) || READING.has(base)) return []
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
    const message = joined(whole.what, {
      en: ` has several parts; say in "path" which one is compared, for example "${whole.example}".`,
      fa: ` چند بخش دارد؛ در «path» بگویید کدام بخش سنجیده می‌شود، برای نمونه «${whole.example}».`,
    })
    const place = [...at, side.path === undefined ? 'fact' : 'path']
    return [
      { path: place, code: 'RULE_PATH_MISSING' as const, message, ...(whole.isOnly ? { repair: { value: whole.example } } : {}) },
    ]
  })
}

const EQUALITY: ReadonlySet<string> = new Set(['equal', 'notEqual', 'in', 'notIn'])

type Literals = Place & { readonly operator: string; readonly declaration: FieldDeclaration }

function checkLiterals(leaf: Comparison, { operator, declaration, path, names }: Literals): Finding[] {
  if (operator === 'present') return []
  const allowed = allowedValues(leaf, { declaration, names })
  const depth = Number(EACH_VALUE.test(operator)) + Number(/(?:^|:)(?:in|notIn)$/.test(operator))
  return literalsIn(leaf.value, { at: [...path, 'value'], depth }).flatMap(({ value, at }) => {
    const labels = labelsOf(leaf, { declaration, names })
    const mistake =
      value === null ? undefined : (valueMistake(value, { operator, declaration, allowed, labels }) ?? oddLiteral(value, leaf))
    return mistake === undefined ? [] : [{ path: at, code: 'RULE_VALUE_UNKNOWN' as const, ...mistake }]
  })
}

interface Literal {
  readonly value: unknown
  readonly at: JSONPath
}

/** The single values of a comparison, which `in` finds in a list and `someValue:in` in lists of a list. */
function literalsIn(value: unknown, { at, depth }: { readonly at: JSONPath; readonly depth: number }): readonly Literal[] {
  if (depth === 0 || !Array.isArray(value)) return [{ value, at }]
  return value.flatMap((each: unknown, index) => literalsIn(each, { at: [...at, index], depth: depth - 1 }))
}

type ValueMistake = Pick<Finding, 'message' | 'repair' | 'name' | 'severity'>

/** The single values that a field or fact can have; undefined when they cannot be listed. */
export function allowedValues(
  leaf: Pick<Comparison, 'fact' | 'path'>,
  { declaration, names }: { readonly declaration: FieldDeclaration; readonly names: KnownNames },
): readonly string[] | undefined {
  if (leaf.fact === 'opportunity' && names.pipelines) {
    if (leaf.path === '$.pipeline') return Object.keys(names.pipelines)
    if (leaf.path === '$.stage')
      return [...new Set(Object.values(names.pipelines).flatMap(({ statuses }) => statuses.map(({ id }) => id)))]
  }
  const path = leaf.fact === 'lead' ? leaf.path : undefined
  if (path === '$.status') return names.statuses
  if (path === '$.queue') return names.queues
  if (path === '$.grade' || leaf.fact === 'grade') return names.grades
  const options = optionsOf(declaration).map(({ value }) => value)
  return options.length > 0 ? options : undefined
}

/** What the values of a field or fact are called where people see them. */
function labelsOf(
  { fact, path }: Comparison,
  { declaration, names }: Pick<Literals, 'declaration' | 'names'>,
): readonly Option[] {
  if (fact === 'lead' && path === '$.status') return names.labels.statuses
  if (fact === 'lead' && path === '$.queue') return names.labels.queues
  if (fact === 'grade' || (fact === 'lead' && path === '$.grade')) return names.labels.grades
  return optionsOf(declaration)
}

function valueMistake(
  value: unknown,
  {
    operator,
    declaration,
    allowed,
    labels,
  }: Pick<Literals, 'operator' | 'declaration'> & { allowed: readonly string[] | undefined; labels: readonly Option[] },
): ValueMistake | undefined {
  const shown = JSON.stringify(value)
  const { type } = declaration
  const nature = NATURE[type]
  if (allowed && !allowed.some((known) => known === value)) return noneOf(value, allowed, labels)
  if ((type === 'date' || type === 'dateTime') && typeof value === 'string' && literalOf(value, ['number']) === undefined)
    return dateMistake(value, type)
  if (nature === 'number' && typeof value !== 'number') {
    const number = literalOf(value, [type])
    const never = { en: 'it would never be equal.', fa: 'هرگز برابر نمی‌شود.' }
    const way = number === undefined ? never : { en: `write ${number}.`, fa: `بنویسید ${number}.` }
    const wrong = {
      en: `${shown} is no number, and this is of type ${type}; `,
      fa: `${shown} عدد نیست و این از نوع ${type} است؛ `,
    }
    return { message: joined(wrong, way), ...spelt(value, [type]) }
  }
  if (nature === 'text' && EQUALITY.has(operator) && typeof value !== 'string') {
    const message = {
      en: `${shown} is no text, and this is of type ${type}; it would never be equal. Write it in quotes.`,
      fa: `${shown} متن نیست و این از نوع ${type} است؛ هرگز برابر نمی‌شود. آن را در گیومه بنویسید.`,
    }
    return { message, ...(typeof value === 'number' ? { repair: { value: String(value) } } : {}) }
  }
  if (nature === 'day')
    return { message: { en: `${shown} is no day such as 2026-03-21.`, fa: `${shown} روزی مانند 2026-03-21 نیست.` } }
  if (nature === 'yes or no' && typeof value !== 'boolean')
    return {
      message: { en: `${shown} is neither true nor false.`, fa: `${shown} نه true است و نه false.` },
      ...spelt(value, ['boolean']),
    }
  return undefined
}

function noneOf(value: unknown, allowed: readonly string[], labels: readonly Option[]): ValueMistake {
  const shown = JSON.stringify(value)
  const none = { en: `${shown} is none of its values.`, fa: `${shown} هیچ‌یک از مقدارهای آن نیست.` }
  if (typeof value !== 'string') return { message: none }
  const meant = labelMeant(value, labels)
  const isSpelling = meant?.toLowerCase() === value.toLowerCase()
  if (meant === undefined || isSpelling || !allowed.includes(meant))
    return { message: joined(none, suggestion(value, allowed)), name: value, ...nearest(value, allowed) }
  const message = {
    en: `${shown} is what people see; rules name the value. Write "${meant}".`,
    fa: `${shown} برچسبی است که مردم می‌بینند؛ قاعده خود مقدار را نام می‌برد. بنویسید «${meant}».`,
  }
  return { message, repair: { value: meant } }
}
