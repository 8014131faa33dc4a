import { CrmError } from '../../errors.js'
import type { Dialect } from '../database/database.js'
import type { Column } from '../rows/columns.js'
import type { EntityTable } from '../rows/entity-table.js'
import type { ActualColumn } from './actual-schema.js'
import { typeSql } from './declared-schema.js'

/** A field and the column of another type that stands under its name. */
export interface TypeClash {
  readonly table: string
  readonly column: string
  readonly field: string
  readonly declared: string
  readonly actual: string
}

/** Finds the columns of a table that hold another type than their fields are declared as; equal types of other names are one. */
export function typeClashes(
  table: EntityTable,
  { dialect, present }: { dialect: Dialect; present: ReadonlyMap<string, ActualColumn> },
): readonly TypeClash[] {
  return table.columns.flatMap((column) => {
    const actual = present.get(column.name)?.type
    if (actual === undefined || fits(column, { actual, dialect })) return []
    return [{ table: table.table, column: column.name, field: column.field, declared: column.declaration.type, actual }]
  })
}

/**
 * Refuses declarations that would read or write columns of another type.
 * @throws {CrmError} SCHEMA_COLUMN_CLASH naming each of them.
 */
export function refuseClashes(clashes: readonly TypeClash[]): void {
  const [first] = clashes
  if (first === undefined) return
  const said = clashes.map(
    ({ table, column, field, declared, actual }) =>
      `Field "${field}" is declared as ${declared}, but column "${column}" of table "${table}" is ${actual}.`,
  )
  throw new CrmError(
    'SCHEMA_COLUMN_CLASH',
    `${said.join(' ')} Declare the field under a new name, or convert the column by hand.`,
    { details: { entity: first.table, field: first.field, clashes } },
  )
}

function fits({ kind }: Column, { actual, dialect }: { actual: string; dialect: Dialect }): boolean {
  const family = familyOf(actual)
  // Without a type, or with one that an administrator made, a column may well hold what is written to it.
  if (actual === '' || actual === 'user-defined') return true
  return family === familyOf(typeSql(kind, dialect)) || (dialect === 'sqlite' && kind === 'boolean' && family === 'boolean')
}

const familyOf = (type: string): string => FAMILIES.find(([pattern]) => pattern.test(type))?.[1] ?? type

const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^(text|n?varchar|n?char|character|clob)\b/, 'text'],
  [/^(big|small|medium|tiny)?int(eger|\d)?\b/, 'integer'],
  [/^(real|double|float|numeric|decimal)/, 'number'],
  [/^bool/, 'boolean'],
]
