import { isDeepStrictEqual } from 'node:util'
import type { CrmError } from '../../errors.js'
import type { CellValue } from '../files/cell-literals.js'
import type { RuleTable } from '../files/lower-table.js'
import { isCellMistake, readCell, type TableInput } from '../files/table-cells.js'
import type { NextRow } from './rewrite-rows.js'
import type { SheetColumn } from './sheet-columns.js'
import { sheetError } from './sheet-error.js'
import { sheetValue } from './sheet-value.js'
import { type SheetCell, textAt, valueAt } from './table-sheet.js'
import { withoutPath, withPath } from './with-path.js'

/** A line of a sheet, its number counted from one. */
interface Line {
  readonly cells: readonly SheetCell[]
  readonly row: number
}

interface Wish {
  readonly file: string
  readonly columns: readonly SheetColumn[]
  readonly table: RuleTable
  /** Where the rows of the table stand, by id. */
  readonly known: ReadonlyMap<string, number>
}

/** Reads a line of a sheet as a row: the row with its id, with what is different. */
export function readRow(
  { cells, row }: Line,
  wish: Wish,
): NextRow & { readonly row: number; readonly mistakes: readonly CrmError[] } {
  const { file, columns, table, known } = wish
  const texts = columns.map((column, index) => plainText(cells[index] ?? '', column))
  const id = (texts[columns.findIndex(({ name }) => name === 'id')] ?? '').trim()
  const index = known.get(id)
  const old = index === undefined ? undefined : table.rows[index]
  const mistakes: CrmError[] = []
  let value: Readonly<Record<string, unknown>> = old ?? {}
  columns.forEach((column, place) => {
    const text = texts[place]
    const wrong = (message: string) => mistakes.push(sheetError(file, { row, column: place + 1, field: column.name }, message))
    if (text === undefined) wrong('a spreadsheet has made a date of this; format the cell as text and write it again')
    else if (column.name === 'id' && id === '') wrong('every row has an id')
    else if (column.input) {
      const cell = cellFor(text, column.input, old?.[column.input.id] as CellValue | undefined)
      const read = readCell(column.input, cell)
      if (isCellMistake(read)) wrong(`this cannot be read: ${read.mistake}`)
      else if (cell !== undefined || !old) value = { ...value, [column.input.id]: cell ?? '-' }
    } else if (!isSame(text, old ? textAt(old, column) : '')) {
      const given = sheetValue(text, column, valuesOf(column, table))
      value = given === undefined ? withoutPath(value, column.path) : withPath(value, column.path, given)
    }
  })
  return { id, value, row, mistakes, ...(index === undefined ? {} : { place: index }) }
}

/** The text of a cell; a date where the column can hold one, undefined where a spreadsheet made one of something else. */
function plainText(cell: SheetCell, { input, path }: SheetColumn): string | undefined {
  if (typeof cell === 'string') return cell
  const iso = cell.toISOString()
  const day = iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso
  return input?.type === 'date' || input?.type === 'dateTime' || path[0] === 'effective' ? day : undefined
}

const isSame = (text: string, before: string): boolean =>
  text.replaceAll('\r\n', '\n').trim() === before.replaceAll('\r\n', '\n').trim()

/** The cell as the file has it where it asks the same, else as people write such a cell. */
function cellFor(text: string, input: TableInput, old: CellValue | undefined): CellValue | undefined {
  const plain = input.type === 'boolean' ? text.trim().replace(/^(true|false)$/i, (word) => word.toLowerCase()) : text.trim()
  if (plain === '') return old === undefined ? undefined : '-'
  const [before, now] = [readCell(input, old), readCell(input, plain)]
  if (old !== undefined && !isCellMistake(now) && isDeepStrictEqual(before, now)) return old
  if (typeof old === 'string') return plain
  if (input.type === 'boolean' && (plain === 'true' || plain === 'false')) return plain === 'true'
  return input.type === 'number' && /^-?\d{1,15}(\.\d{1,15})?$/.test(plain) ? Number(plain) : plain
}

const valuesOf = ({ path }: SheetColumn, { rows }: RuleTable): readonly unknown[] =>
  rows.map((row) => valueAt(row, path)).filter((value) => value !== undefined)
