import { CrmError } from '../../errors.js'
import { type Dialect, type Fragment, isOneOf } from '../database/database.js'
import type { Column } from '../rows/columns.js'
import { equalTo, limitOf } from './comparable.js'

/** A comparison of one column, positive or under a negation. */
export interface ColumnComparison {
  readonly column: Column
  /** The column as SQL. */
  readonly ref: string
  readonly operator: string
  readonly value: unknown
  readonly isNegated: boolean
}

/**
 * Writes one comparison as SQL that is never unknown where it matters: a missing value is false for `equal`, `in`,
 * `contains` and comparisons, true for `notEqual` and `notIn`, and a negation turns each into its opposite.
 */
export function compare(comparison: ColumnComparison, dialect: Dialect): Fragment {
  const { column, operator, isNegated } = comparison
  if (column.kind === 'json' && operator !== 'present') notSql(`Field "${column.field}" holds any JSON`)
  if (operator === 'present') return presence(comparison)
  const opposite = OPPOSITE[operator]
  // Only these two answer true for a missing value, so they are the negations of their positives.
  if (opposite !== undefined) return compare({ ...comparison, operator: opposite, isNegated: !isNegated }, dialect)
  const compiler = COMPILERS[operator] ?? notSql(`Operator "${operator}"`)
  const positive = compiler(comparison, dialect)
  return isNegated ? negate(positive, comparison.ref) : positive
}

export const TRUE: Fragment = { sql: '1 = 1', bindings: [] }
export const FALSE: Fragment = { sql: '1 = 0', bindings: [] }

export function notSql(what: string): never {
  throw new CrmError('FILTER_NOT_SQL', `${what}: the database cannot answer that.`)
}

const negate = (positive: Fragment, ref: string): Fragment => {
  if (positive === FALSE) return TRUE
  if (positive === TRUE) return FALSE
  return { sql: `(${ref} is null or not (${positive.sql}))`, bindings: positive.bindings }
}

const OPPOSITE: Readonly<Record<string, string>> = { notEqual: 'equal', notIn: 'in' }

type Compiler = (comparison: ColumnComparison, dialect: Dialect) => Fragment

const COMPILERS: Readonly<Record<string, Compiler>> = {
  equal: isEqual,
  in: isIn,
  contains: listContains,
  doesNotContain: (comparison, dialect) => {
    if (comparison.column.kind !== 'list') return FALSE
    const holds = listContains(comparison, dialect)
    return holds === FALSE
      ? present(comparison)
      : { sql: `(${comparison.ref} is not null and not ${holds.sql})`, bindings: holds.bindings }
  },
  lessThan: (comparison) => order(comparison, '<'),
  lessThanInclusive: (comparison) => order(comparison, '<='),
  greaterThan: (comparison) => order(comparison, '>'),
  greaterThanInclusive: (comparison) => order(comparison, '>='),
}

/** Whether there is a value at all; anything but a boolean on the right is never so. */
function presence({ ref, value, isNegated }: ColumnComparison): Fragment {
  if (typeof value !== 'boolean') return isNegated ? TRUE : FALSE
  return { sql: value === isNegated ? `${ref} is null` : `${ref} is not null`, bindings: [] }
}

const present = ({ ref }: ColumnComparison): Fragment => ({ sql: `${ref} is not null`, bindings: [] })

/** Whether a stored value could be this very value; equality is that of `===`, so `'5'` is not `5`. */
export function canHold({ kind }: Column, value: unknown): value is string | number | boolean {
  if (kind === 'text') return typeof value === 'string' && !value.includes('\0')
  if (kind === 'boolean') return typeof value === 'boolean'
  return typeof value === 'number' && (kind === 'number' || Number.isSafeInteger(value))
}

function isEqual({ column, ref, value }: ColumnComparison): Fragment {
  const wanted = equalTo(column, value)
  return canHold(column, wanted) ? { sql: `${ref} = ?`, bindings: [wanted] } : FALSE
}

function isIn({ column, ref, value }: ColumnComparison, dialect: Dialect): Fragment {
  if (!Array.isArray(value)) notSql('"in" without a list')
  const values = value.map((each) => equalTo(column, each)).filter((each) => canHold(column, each))
  if (values.length === 0) return FALSE
  if (column.kind === 'text') return isOneOf(dialect, ref, values.map(String))
  return { sql: `${ref} in (${values.map(() => '?').join(', ')})`, bindings: values }
}

function listContains({ column, ref, value }: ColumnComparison, dialect: Dialect): Fragment {
  if (column.kind !== 'list' || typeof value !== 'string' || value.includes('\0')) return FALSE
  const sql = dialect === 'sqlite' ? `exists (select 1 from json_each(${ref}) where value = ?)` : `jsonb_exists(${ref}::jsonb, ?)`
  return { sql, bindings: [value] }
}

type Relation = '<' | '<=' | '>' | '>='

function order({ column, ref, value: given }: ColumnComparison, relation: Relation): Fragment {
  const value = limitOf(column, given)
  if (column.kind === 'boolean' || column.kind === 'list') return FALSE
  if (column.kind === 'text') return orderOfTexts({ column, ref, value }, relation)
  if (typeof value === 'object' && value !== null) notSql('A comparison with a list or an object')
  const limit = Number(value ?? (value === null ? 0 : Number.NaN))
  if (Number.isNaN(limit)) return FALSE
  if (column.kind === 'number' || Number.isSafeInteger(limit)) return { sql: `${ref} ${relation} ?`, bindings: [limit] }
  return { sql: `${ref} ${relation} ?`, bindings: [wholeLimit(limit, relation)] }
}

// Dates are the only texts whose order means something to people.
function orderOfTexts({ column, ref, value }: Pick<ColumnComparison, 'column' | 'ref' | 'value'>, relation: Relation): Fragment {
  if (column.declaration.type !== 'date') notSql(`Field "${column.field}" has no order`)
  return typeof value === 'string' ? { sql: `${ref} ${relation} ?`, bindings: [value.replaceAll('\0', '')] } : FALSE
}

// `> 5.5` on whole numbers is `> 5`, `< 5.5` is `< 6`; PostgreSQL takes no fraction where it expects an integer.
function wholeLimit(limit: number, relation: Relation): number {
  const whole = relation === '<' || relation === '>=' ? Math.ceil(limit) : Math.floor(limit)
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, whole))
}
