import { CrmError } from '../../errors.js'

interface SheetSpot {
  readonly row: number
  readonly column: number
  /** The name of the column. */
  readonly field: string
}

/** What is wrong in a cell of a sheet, by row and column as spreadsheets name them. */
export function sheetError(file: string, { row, column, field }: SheetSpot, message: string): CrmError {
  return new CrmError(
    'SHEET_CELL_INVALID',
    `Cell ${letters(column)}${row} ("${field}"): ${message}${message.endsWith('?') ? '' : '.'}`,
    {
      details: { file, line: row, column, field },
    },
  )
}

/** That a rule file holds rules one by one, which no sheet can show. */
export const noTable = (file: string): CrmError =>
  new CrmError(
    'SHEET_TABLE_MISSING',
    {
      en: 'This file holds no table; its rules are written one by one.',
      fa: 'این فایل جدولی ندارد؛ قاعده‌هایش یکی‌یکی نوشته شده‌اند.',
    },
    { details: { file } },
  )

/** `A` for the first column, `AA` for the 27th. */
export function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}
