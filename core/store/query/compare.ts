import { CrmError } from '../../errors.js'
import { type Dialect, isOneOf } from '../database/database.js'
import type { Column } from '../rows/columns.js'
import { type Answer, FALSE, join, negated, TRUE, unanswered } from './answer.js'
import type { ColumnComparison } from './column-comparison.js'
import { equalTo, limitOf } from './comparable.js'
import { compareElements } from './compare-elements.js'
import { isWithin } from './is-within.js'
import { matchText } from './match-text.js'

/**
 * Writes one comparison as SQL with the answers of the closure: false or unknown for a missing value where the closure is
 * false, true where it is true (`notEqual`, `notIn`, `not:…`).
 * @throws {CrmError} FILTER_INVALID for a text beside a number, an instant or a truth value.
 */
export function compare(comparison: ColumnComparison, dialect: Dialect): Answer {
  const { column, operator } = comparison
  const decorated = /^(not|someFact|everyFact|someValue|everyValue):(.+)$/.exec(operator)
  if (decorated) return compareDecorated({ ...comparison, operator: decorated[2] ?? '' }, { word: decorated[1] ?? '', dialect })
  if (operator === 'present') return presence(comparison)
  if (column.kind === 'json') return unanswered(`Field "${column.field}" holds any JSON`)
  const opposite = OPPOSITE[operator]
  // Only these two answer true for a missing value, so they are the negations of their positives.
  if (opposite !== undefined) return negated(compare({ ...comparison, operator: opposite }, dialect))
  const compiler = Object.hasOwn(COMPILERS, operator) ? COMPILERS[operator] : undefined
  return compiler === undefined ? unanswered(`Operator "${operator}"`) : compiler(comparison, dialect)
}

function compareDecorated(inner: ColumnComparison, { word, dialect }: { word: string; dialect: Dialect }): Answer {
  const ask = (comparison: ColumnComparison) => compare(comparison, dialect)
  if (word === 'not') return negated(ask(inner))
  if (word === 'someFact' || word === 'everyFact') return compareElements(inner, { every: word === 'everyFact', ask, dialect })
  const { value } = inner
  if (!Array.isArray(value)) return refuseNoList(word, inner)
  if (value.length > MOST_VALUES) return unanswered(`"${word}" without a short list`)
  const answers = value.map((each: unknown) => ask({ ...inner, value: each }))
  const every = word === 'everyValue'
  if (answers.length === 0) return every ? TRUE : FALSE
  const doubts = answers.flatMap(({ doubt }) => doubt ?? [])
  const why = answers.find((answer) => answer.why !== undefined)?.why
  if (why !== undefined) return unanswered(why)
  return { ...join(answers, every ? ' and ' : ' or '), ...(doubts.length === 0 ? {} : { doubt: join(doubts, ' or ') }) }
}

const MOST_VALUES = 100
const OPPOSITE: Readonly<Record<string, string>> = { notEqual: 'equal', notIn: 'in' }

type Compiler = (comparison: ColumnComparison, dialect: Dialect) => Answer

const COMPILERS: Readonly<Record<string, Compiler>> = {
  equal: isEqual,
  in: isIn,
  contains: listContains,
  doesNotContain: (comparison, dialect) => {
    if (comparison.column.kind !== 'list') return FALSE
    const holds = listContains(comparison, dialect)
    if (holds.doubt) return holds
    return join([{ sql: `${comparison.ref} is not null`, bindings: [] }, negated(holds)], ' and ')
  },
  lessThan: (comparison) => order(comparison, '<'),
  lessThanInclusive: (comparison) => order(comparison, '<='),
  greaterThan: (comparison) => order(comparison, '>'),
  greaterThanInclusive: (comparison) => order(comparison, '>='),
  sameText: matchText,
  includesText: matchText,
  startsWithText: matchText,
  endsWithText: matchText,
  '#within': isWithin,
}

/** Whether there is a value at all; an empty text is none, and anything but a boolean on the right is never so. */
function presence({ column, ref, value }: ColumnComparison): Answer {
  if (typeof value !== 'boolean') return FALSE
  const empty = EMPTY[column.kind]
  const sql = value ? `${ref} is not null` : `${ref} is null`
  if (empty === undefined) return { sql, bindings: [] }
  return { sql: value ? `(${sql} and ${ref} <> ?)` : `(${sql} or ${ref} = ?)`, bindings: [empty] }
}

const EMPTY: { readonly [K in Column['kind']]?: string } = { text: '', json: '""' }

/** Whether a stored value could be this very value; equality is that of `===`, so `'5'` is not `5`. */
export function canHold({ kind }: Column, value: unknown): value is string | number | boolean {
  if (kind === 'text') return typeof value === 'string' && isStorable(value)
  if (kind === 'boolean') return typeof value === 'boolean'
  return typeof value === 'number' && (kind === 'number' ? Number.isFinite(value) : Number.isSafeInteger(value))
}

/** No database keeps U+0000 or half a surrogate pair in a text. */
const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text)

/** A closure would fail on the first record it meets. */
function refuseNoList(operator: string, { column }: Pick<ColumnComparison, 'column'>): never {
  throw new CrmError('FILTER_INVALID', `"${operator}" needs a list of values in brackets beside "${column.field}".`, {
    details: { field: column.field },
  })
}

function isEqual({ column, ref, value }: ColumnComparison): Answer {
  const wanted = equalTo(column, value)
  return canHold(column, wanted) ? { sql: `${ref} = ?`, bindings: [wanted] } : FALSE
}

function isIn({ column, ref, value }: ColumnComparison, dialect: Dialect): Answer {
  if (typeof value === 'string') return unanswered('"in" without a list')
  if (!Array.isArray(value)) return refuseNoList('in', { column })
  const values = value.map((each) => equalTo(column, each)).filter((each) => canHold(column, each))
  if (values.length === 0) return FALSE
  if (column.kind === 'text') return isOneOf(dialect, ref, values.map(String))
  return { sql: `${ref} in (${values.map(() => '?').join(', ')})`, bindings: values }
}

function listContains({ column, ref, value }: ColumnComparison, dialect: Dialect): Answer {
  if (column.kind !== 'list' || typeof value !== 'string') return FALSE
  if (!isStorable(value)) return unanswered('A text that is no text')
  const sql = dialect === 'sqlite' ? `exists (select 1 from json_each(${ref}) where value = ?)` : `jsonb_exists(${ref}::jsonb, ?)`
  return { sql, bindings: [value] }
}

type Relation = '<' | '<=' | '>' | '>='

function order({ column, ref, value: given }: ColumnComparison, relation: Relation): Answer {
  const value = limitOf(column, given)
  if (column.kind === 'boolean') return FALSE
  if (column.kind === 'list') return unanswered(`The order of the list "${column.field}"`)
  if (column.kind === 'text') return orderOfTexts({ column, ref, value }, relation)
  if (typeof value === 'object' && value !== null) return unanswered('A comparison with a list or an object')
  const limit = Number(value ?? (value === null ? 0 : Number.NaN))
  if (Number.isNaN(limit)) return FALSE
  if (column.kind === 'number' || Number.isSafeInteger(limit)) return { sql: `${ref} ${relation} ?`, bindings: [limit] }
  if (Math.abs(limit) <= Number.MAX_SAFE_INTEGER) return { sql: `${ref} ${relation} ?`, bindings: [wholeLimit(limit, relation)] }
  // Every whole number that a column keeps lies on the same side of such a limit.
  return limit > 0 === relation.startsWith('<') ? { sql: `${ref} is not null`, bindings: [] } : FALSE
}

// Dates are the only texts whose order means something to people.
function orderOfTexts({ column, ref, value }: Pick<ColumnComparison, 'column' | 'ref' | 'value'>, relation: Relation): Answer {
  if (column.declaration.type !== 'date') return unanswered(`Field "${column.field}" has no order`)
  if (typeof value !== 'string') return typeof value === 'object' && value !== null ? unanswered('A list or an object') : FALSE
  return isStorable(value) ? { sql: `${ref} ${relation} ?`, bindings: [value] } : unanswered('A text that is no text')
}

// `> 5.5` on whole numbers is `> 5`, `< 5.5` is `< 6`; PostgreSQL takes no fraction where it expects an integer.
function wholeLimit(limit: number, relation: Relation): number {
  return relation === '<' || relation === '>=' ? Math.ceil(limit) : Math.floor(limit)
}
