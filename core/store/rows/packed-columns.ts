import { quote, type Row } from '../database/database.js'
import type { Column } from './columns.js'

/**
 * SQLite's driver makes a value for each column of each row, which takes several times as long as reading them. So the
 * columns travel as one JSON text per row; numbers with a point stay apart, because SQLite would round them on the way.
 */
export function packedColumns(columns: readonly Column[]): {
  readonly packed: readonly Column[]
  readonly apart: readonly Column[]
} {
  const shown = columns.filter(({ declaration }) => !declaration.secret)
  return { packed: shown.filter(({ kind }) => kind !== 'number'), apart: shown.filter(({ kind }) => kind === 'number') }
}

/** What a query selects, so that `unpack` finds it. */
export function packedSelection(columns: readonly Column[]): string {
  const { packed, apart } = packedColumns(columns)
  const texts = chunks(packed).map(
    (chunk, number) => `json_array(${chunk.map(({ name }) => quote(name)).join(', ')}) as ${quote(textName(number))}`,
  )
  return [...texts, ...apart.map(({ name }) => quote(name))].join(', ')
}

/** The values of the packed columns of a row, in their order. */
export function unpack(row: Row): readonly unknown[] {
  const values = JSON.parse(String(row[textName(0)])) as unknown[]
  for (let number = 1; textName(number) in row; number += 1) {
    for (const value of JSON.parse(String(row[textName(number)])) as unknown[]) values.push(value)
  }
  return values
}

/** A name that no field can have. */
const textName = (number: number): string => `packed ${number}`

/** SQLite lets a function have 127 arguments. */
const MOST_ARGUMENTS = 100

function chunks(columns: readonly Column[]): readonly (readonly Column[])[] {
  const count = Math.ceil(columns.length / MOST_ARGUMENTS)
  return Array.from({ length: count }, (_, number) => columns.slice(number * MOST_ARGUMENTS, (number + 1) * MOST_ARGUMENTS))
}
