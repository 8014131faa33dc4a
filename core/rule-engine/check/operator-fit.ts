import type { SaidMessage } from '../../errors.js'
import type { Comparison } from '../../model/conditions.js'
import type { FieldDeclaration, FieldType } from '../../model/fields.js'
import { isFactReference } from '../compile/slot-table.js'
import type { Repair } from '../files/fix.js'
import { listMeant, literalOf } from '../files/shape-repairs.js'
import { declarationOf } from './check-fact-side.js'
import type { KnownNames } from './known-names.js'

/** Why an operator does not go with what it compares, and on which side of it. */
export interface Unfit {
  readonly at: 'operator' | 'value'
  readonly message: SaidMessage
  readonly repair?: Repair
}

/** The operator without what negates it, and what is compared, where declarations tell. */
export interface Compared {
  readonly operator: string
  readonly declaration: FieldDeclaration | undefined
  /** The values that it can have, where they can be listed. */
  readonly allowed?: readonly string[] | undefined
}

const ORDERING: ReadonlySet<string> = new Set(['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'])
/** Operators that compare texts as people read them. */
export const READING: ReadonlySet<string> = new Set(['sameText', 'includesText', 'startsWithText', 'endsWithText'])

/** Words before an operator that ask about each value of a list. */
export const EACH_VALUE = /^(?:[a-zA-Z]+:)*?(?:someValue|everyValue):/

type Nature = 'number' | 'text' | 'day' | 'yes or no' | 'list'

/** What values of a type are to an operator; money and JSON are none of these. */
export const NATURE: Readonly<Partial<Record<FieldType, Nature>>> = {
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

/** What is wrong between an operator and its two sides, if anything is. */
export function unfitOperator(leaf: Comparison, compared: Compared, names: KnownNames): Unfit | undefined {
  return valueUnfit(leaf, compared) ?? typeUnfit(leaf, compared) ?? sidesUnfit(leaf, compared, names)
}

const LISTS: Readonly<Record<string, string>> = { equal: 'in', notEqual: 'notIn' }

/** A value on the right that the operator can do nothing with, whatever it is compared with. */
function valueUnfit({ value, operator: whole }: Comparison, { operator, declaration, allowed }: Compared): Unfit | undefined {
  if (isFactReference(value)) return undefined
  if (EACH_VALUE.test(operator)) return eachUnfit({ value, operator: whole } as Comparison, { operator, declaration })
  const base = operator.split(':').at(-1) ?? operator
  const meant = listMeant(value, allowed)
  if ((operator === 'in' || operator === 'notIn') && !Array.isArray(value))
    return {
      at: 'value',
      message: {
        en: `"${operator}" needs a list of values in brackets.`,
        fa: `«${operator}» فهرستی از مقدارها در کروشه می‌خواهد.`,
      },
      ...(meant ? { repair: { value: meant } } : {}),
    }
  if (Array.isArray(value) && declaration?.type === 'multiSelect' && LISTS[operator])
    return {
      at: 'operator',
      message: {
        en: `No list is ever "${operator}" to another. Use contains or doesNotContain, once for each value.`,
        fa: `هیچ فهرستی با «${operator}» با فهرست دیگر سنجیده نمی‌شود. برای هر مقدار یک بار contains یا doesNotContain بنویسید.`,
      },
    }
  const list = LISTS[base]
  if (Array.isArray(value) && list)
    return {
      at: 'operator',
      message: {
        en: `"${base}" compares with one value, and this is a list. Use "${list}".`,
        fa: `«${base}» با یک مقدار می‌سنجد و این یک فهرست است. «${list}» را به کار ببرید.`,
      },
      ...(operator === base ? { repair: { value: `${whole.slice(0, whole.length - base.length)}${list}` } } : {}),
    }
  if (operator === 'present' && typeof value !== 'boolean')
    return {
      at: 'value',
      message: { en: '"present" is compared with true or false.', fa: '«present» با true یا false سنجیده می‌شود.' },
      ...spelt(value, ['boolean']),
    }
  if (ORDERING.has(base) && typeof value !== 'number' && typeof value !== 'string')
    return {
      at: 'value',
      message: {
        en: `"${base}" needs a number or a day, and ${JSON.stringify(value)} is neither.${value === null ? ' Whether a value is there at all asks "present".' : ''}`,
        fa: `«${base}» عدد یا روز می‌خواهد و ${JSON.stringify(value)} هیچ‌کدام نیست.${value === null ? ' بودن یا نبودن مقدار را «present» می‌پرسد.' : ''}`,
      },
    }
  if (READING.has(base) && (typeof value !== 'string' || value.trim() === ''))
    return {
      at: 'value',
      message: { en: `"${operator}" needs a text in quotes.`, fa: `«${operator}» متنی در گیومه می‌خواهد.` },
    }
  return undefined
}

/** Each value of a list, as the operator behind the word takes it. */
function eachUnfit(leaf: Comparison, { operator, declaration }: Compared): Unfit | undefined {
  if (!Array.isArray(leaf.value)) {
    const message = {
      en: `"${operator}" needs a list of values in brackets.`,
      fa: `«${operator}» فهرستی از مقدارها در کروشه می‌خواهد.`,
    }
    return { at: 'value', message }
  }
  const inner = { operator: operator.replace(EACH_VALUE, ''), declaration }
  for (const value of leaf.value as readonly unknown[]) {
    const unfit = valueUnfit({ ...leaf, value }, inner)
    if (unfit) return { at: unfit.at, message: unfit.message }
  }
  return undefined
}

/** An operator that asks what this fact, or values of this type, cannot answer. */
function typeUnfit({ fact }: Comparison, { operator, declaration }: Compared): Unfit | undefined {
  const unfit = (en: string, fa: string): Unfit => ({ at: 'operator', message: { en, fa } })
  if (fact === 'elapsed' && (operator === 'equal' || operator === 'notEqual'))
    return unfit(
      'Time passes without ever being exactly equal; compare "elapsed" by greaterThanInclusive or lessThan.',
      'زمانِ گذشته هرگز دقیقاً برابر نمی‌شود؛ «elapsed» را با greaterThanInclusive یا lessThan بسنجید.',
    )
  if (!declaration) return undefined
  const { type } = declaration
  if (READING.has(operator) && NATURE[type] !== 'text' && NATURE[type] !== undefined)
    return unfit(
      `"${operator}" compares texts, and this is of type ${type}.`,
      `«${operator}» متن‌ها را می‌سنجد و این از نوع ${type} است.`,
    )
  if (ORDERING.has(operator) && !ORDERED.has(NATURE[type]))
    return unfit(
      `"${operator}" compares numbers and dates, and this is of type ${type}. Use equal, notEqual, in or notIn.`,
      `«${operator}» عدد و تاریخ را می‌سنجد و این از نوع ${type} است. equal، notEqual، in یا notIn بنویسید.`,
    )
  if ((operator === 'contains' || operator === 'doesNotContain') && type !== 'multiSelect' && type !== 'json')
    return unfit(
      `"${operator}" looks into lists, and this is of type ${type}. Use equal or in.`,
      `«${operator}» در فهرست‌ها می‌گردد و این از نوع ${type} است. equal یا in بنویسید.`,
    )
  return undefined
}

/** Two facts of different natures are never equal, and have no order. */
function sidesUnfit({ value }: Comparison, { operator, declaration }: Compared, names: KnownNames): Unfit | undefined {
  if (!isFactReference(value) || !declaration) return undefined
  if (operator !== 'equal' && operator !== 'notEqual' && !ORDERING.has(operator)) return undefined
  const other = declarationOf(value, names)
  const natures = [NATURE[declaration.type], other && NATURE[other.type]]
  if (natures.includes(undefined) || natures[0] === natures[1]) return undefined
  const message = {
    en: `This is of type ${other?.type}; what it is compared with is of type ${declaration.type}.`,
    fa: `این از نوع ${other?.type} است و آنچه با آن سنجیده می‌شود از نوع ${declaration.type}.`,
  }
  return { at: 'value', message }
}

/** The number or the truth value that stands in quotes. */
export function spelt(value: unknown, types: readonly string[]): { readonly repair?: Repair } {
  const literal = literalOf(value, types)
  return literal === undefined ? {} : { repair: { value: literal } }
}
