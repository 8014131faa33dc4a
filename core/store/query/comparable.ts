import { CrmError } from '../../errors.js'
import { readDateLiteral } from '../../model/calendar/date-literal.js'
import type { Column } from '../rows/columns.js'

/**
 * The right side of an equality as the column would hold it: an instant that is written as a text is its milliseconds.
 * @throws {CrmError} FILTER_INVALID for a text beside a number, an instant or a truth value, which no record could equal.
 */
export function equalTo(column: Column, value: unknown): unknown {
  if (typeof value !== 'string') return value
  return instantIn(column, value) ?? (HOLDS[column.kind] === undefined ? value : refuse(column, value))
}

/**
 * The right side of an order likewise. A text of a number counts as the number, as in rules.
 * @throws {CrmError} FILTER_INVALID for any other text beside a number, an instant or a truth value.
 */
export function limitOf(column: Column, value: unknown): unknown {
  if (typeof value !== 'string') return value
  const isNumeric = column.kind !== 'boolean' && value.trim() !== '' && !Number.isNaN(Number(value))
  return isNumeric ? value : equalTo(column, value)
}

function instantIn({ declaration }: Column, text: string): number | undefined {
  const read = declaration.type === 'dateTime' ? readDateLiteral(text) : undefined
  return read && 'ms' in read ? read.ms : undefined
}

function refuse(column: Column, text: string): never {
  const expected = column.declaration.type === 'dateTime' ? INSTANT : HOLDS[column.kind]
  throw new CrmError(
    'FILTER_INVALID',
    `Field "${column.field}" is compared with ${expected}, not with the text ${JSON.stringify(text.slice(0, 80))}.`,
    { details: { field: column.field } },
  )
}

const INSTANT = 'an instant such as 2026-03-21T09:30:00Z'
const HOLDS: { readonly [K in Column['kind']]?: string } = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
}
