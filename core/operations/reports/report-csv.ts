import { stringify } from 'csv-stringify/sync'
import type { Money } from '../../model/money.js'
import { minorDigits } from '../../model/text/format-number.js'
import type { ReportTable } from './report-table.js'

/**
 * Writes a table for a spreadsheet: UTF-8 with its mark, and nothing that a spreadsheet would run as a formula. Words and dates
 * stand as they are read, numbers as numbers; an amount and its currency are two columns.
 * @example reportCsv(table) // '\uFEFFSource,Leads\r\nGoogle,12\r\n'
 */
export function reportCsv({ columns, rows, totals }: Omit<ReportTable, 'totals'> & Partial<Pick<ReportTable, 'totals'>>): string {
  const head = columns.flatMap(({ label, isMoney }) => (isMoney ? [label, `${label} (ISO 4217)`] : [label])).map(harmless)
  const cells = [...rows, ...(totals ?? [])].map((row) =>
    row.flatMap(({ value, text }, at) => {
      if (columns[at]?.isMoney) return amountCells(value as Money | undefined)
      return [typeof value === 'number' && columns[at]?.isFigure ? rounded(value) : harmless(text === '' ? value : text)]
    }),
  )
  return stringify([head, ...cells], { bom: true, record_delimiter: 'windows' })
}

/** Rates and averages as finely as anybody reads them, in every row alike. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

function amountCells(money: Money | undefined): readonly (string | number)[] {
  if (!money) return ['', '']
  const digits = minorDigits(money.currency)
  return [Number((money.amount / 10 ** digits).toFixed(digits)), money.currency]
}

/**
 * A number stays a number; a text that begins like a formula, or like one once a program has trimmed it, gets an
 * apostrophe, which spreadsheets take as "text". A phone number keeps its plus and every digit behind it.
 */
function harmless(value: unknown): string | number {
  if (typeof value === 'number') return value
  const text = value === undefined || value === null ? '' : String(value)
  return FORMULA.test(text) ? `'${text}` : text
}

/** What programs drop or do not show: control and format characters, every kind of space, fillers; then a sign, full width too. */
const FORMULA = /^(?:[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]|[\t\r\n\0])/u
