import { stringify } from 'csv-stringify/sync'
import type { ReportTable } from './report-table.js'

/**
 * Writes a table for a spreadsheet: UTF-8 with its mark, and nothing that a spreadsheet would run as a formula.
 * @example reportCsv(table) // '\uFEFFSource,Leads\r\nGoogle,12\r\n'
 */
export function reportCsv({ columns, rows }: ReportTable): string {
  const cells = rows.map((row) => row.map(({ value }) => harmless(value)))
  return stringify([columns.map(({ label }) => harmless(label)), ...cells], { bom: true, record_delimiter: 'windows' })
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
