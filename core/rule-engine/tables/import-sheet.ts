import type { CrmError } from '../../errors.js'
import { ruleList } from '../files/rule-list.js'
import type { SourceFile } from '../files/source-file.js'
import { readColumns } from './read-columns.js'
import { readRow } from './read-row.js'
import { type NextRow, rewriteRows } from './rewrite-rows.js'
import { noTable, sheetError } from './sheet-error.js'
import type { Sheet } from './table-sheet.js'

/** A rule file after its table was taken over from a sheet, and what stands where. */
export interface ImportedTable {
  readonly text: string
  /** The place in the sheet of something in the file, counted from one; undefined for what is no part of a row. */
  sheetPlace(path: readonly (string | number)[]): { readonly row: number; readonly column?: number } | undefined
}

/**
 * Takes a table over from a sheet: changed cells, new rows, rows that moved or are gone. Everything else in the file stays as it
 * stands, comments too; a sheet that says what the file says gives the same text. Otherwise every mistake by row and column.
 */
export function importSheet(source: SourceFile, { file, sheet }: NamedSheet): ImportedTable | readonly CrmError[] {
  const { table } = ruleList(source.value)
  if (!table) return [noTable(source.file)]
  const { columns, mistakes } = readColumns(sheet[0] ?? [], { file, table })
  if (mistakes.length > 0) return mistakes
  const known = new Map(table.rows.map((row, index) => [row.id, index]))
  const lines = sheet
    .map((cells, index) => ({ cells, row: index + 1 }))
    .filter(({ cells, row }) => row > 1 && cells.some(isFilled))
  const read = lines.map((line) => readRow(line, { file, columns, table, known }))
  const wrong = [...read.flatMap((row) => row.mistakes), ...repeated(read, file)]
  if (wrong.length > 0) return wrong
  return {
    text: rewriteRows(source, read),
    sheetPlace: (path) => placeOf(path, { columns, rows: read.map(({ row }) => row) }),
  }
}

/** A sheet and the file it comes from. */
export interface NamedSheet {
  readonly file: string
  readonly sheet: Sheet
}

const isFilled = (cell: Sheet[number][number]): boolean => typeof cell !== 'string' || cell.trim() !== ''

function repeated(rows: readonly (NextRow & { readonly row: number })[], file: string): readonly CrmError[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ id, row }) => {
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, row)
    if (earlier === undefined || id === '') return []
    return [sheetError(file, { row, column: 1, field: 'id' }, `the id "${id}" stands in row ${earlier} already`)]
  })
}

interface Layout {
  readonly columns: ReturnType<typeof readColumns>['columns']
  readonly rows: readonly number[]
}

function placeOf(path: readonly (string | number)[], { columns, rows }: Layout) {
  const [table, list, index, ...rest] = path
  const row = typeof index === 'number' && table === 'table' && list === 'rows' ? rows[index] : undefined
  if (row === undefined) return undefined
  const at = columns.findIndex(
    ({ path: keys }) => keys.every((key, place) => rest[place] === undefined || key === String(rest[place])) && rest.length > 0,
  )
  return at < 0 ? { row } : { row, column: at + 1 }
}
