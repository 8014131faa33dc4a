import { ruleList } from '../files/rule-list.js'
import type { SourceFile } from '../files/source-file.js'
import { columnsOf, type SheetColumn } from './sheet-columns.js'
import { sheetText } from './sheet-value.js'

/** A cell of a sheet: its text, or a day or an instant that a spreadsheet has made of it. */
export type SheetCell = string | Date

/** A table as a spreadsheet shows it: names of columns first, then a line for each row. */
export type Sheet = readonly (readonly SheetCell[])[]

/**
 * Lays a decision table out as a sheet. A row's cells stand under the names of the columns, what follows from it in columns
 * such as `then.queue`. Undefined where the file holds no table.
 */
export function tableSheet({ value }: Pick<SourceFile, 'value'>): readonly (readonly string[])[] | undefined {
  const { table } = ruleList(value)
  if (!table) return undefined
  const columns = columnsOf(table)
  return [columns.map(({ name }) => name), ...table.rows.map((row) => columns.map((column) => textAt(row, column)))]
}

/** What stands in a column of a row; nothing where the row does not have it. */
export function textAt(row: unknown, column: SheetColumn): string {
  const value = valueAt(row, column.path)
  return value === undefined ? '' : sheetText(value, column)
}

/** What stands at a path in a row. */
export function valueAt(row: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => own(inner, key), row)
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Readonly<Record<string, unknown>>)[key]
}
