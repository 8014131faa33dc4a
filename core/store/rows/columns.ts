import type { FieldDeclaration, FieldType } from '../../model/fields.js'

/** What a column holds, in the few kinds that SQLite and PostgreSQL agree on. */
export type ColumnKind = 'text' | 'integer' | 'number' | 'boolean' | 'json' | 'list'

/** A column and the value of a record it holds: a field, or one half of a money field. */
export interface Column {
  readonly name: string
  readonly kind: ColumnKind
  readonly field: string
  readonly part?: 'amount' | 'currency'
  readonly declaration: FieldDeclaration
}

/** The columns of one field: two for money, one for everything else. */
export function columnsOf(field: string, declaration: FieldDeclaration): readonly Column[] {
  const name = snakeCase(field)
  if (declaration.type !== 'money') return [{ name, kind: KIND_OF_TYPE[declaration.type], field, declaration }]
  return [
    { name, kind: 'integer', field, part: 'amount', declaration },
    { name: `${name}_currency`, kind: 'text', field, part: 'currency', declaration },
  ]
}

/**
 * The database name of a field, entity or column.
 * @example snakeCase('nextChangeAt') // 'next_change_at'
 */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const KIND_OF_TYPE: Readonly<Record<Exclude<FieldType, 'money'>, ColumnKind>> = {
  string: 'text',
  text: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'text',
  dateTime: 'integer',
  select: 'text',
  multiSelect: 'list',
  phone: 'text',
  email: 'text',
  url: 'text',
  reference: 'text',
  json: 'json',
}
