import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { readSheet as readExcel } from 'read-excel-file/node'
import { asError, CrmError } from '../../errors.js'
import { asWritten } from '../../model/text/formula-safe.js'
import type { Sheet, SheetCell } from '../../rule-engine/index.js'
import { sheetFormat } from './sheet-format.js'

/** Larger than any table of rules. */
const MOST_BYTES = 20_000_000

/**
 * Reads a sheet, cell by cell as text, except what a spreadsheet made a date of.
 * @throws {CrmError} SHEET_UNREADABLE where it is no sheet.
 */
export async function readSheet(path: string): Promise<Sheet> {
  const format = sheetFormat(path)
  try {
    const bytes = await readFile(path)
    if (bytes.length > MOST_BYTES) throw new Error('it is larger than any table of rules')
    return format === 'csv' ? csvLines(bytes) : await excelLines(bytes)
  } catch (cause) {
    throw new CrmError('SHEET_UNREADABLE', `${path} cannot be read: ${asError(cause).message}.`, {
      cause,
      details: { file: path },
    })
  }
}

function csvLines(bytes: Uint8Array): Sheet {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  const lines = parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: false })
  return lines.map((line) => line.map(asWritten))
}

/** Where a comma parts whole numbers from decimals, spreadsheets part columns by semicolons. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split(/\r?\n/, 1)
  const plain = header.replaceAll(/"[^"]*"/g, '')
  return [',', ';', '\t'].reduce((best, sign) => (plain.split(sign).length > plain.split(best).length ? sign : best), ',')
}

async function excelLines(bytes: Buffer): Promise<Sheet> {
  const lines = await readExcel(bytes, { trim: false })
  return lines.map((line) => line.map(cellOf))
}

function cellOf(value: unknown): SheetCell {
  if (value instanceof Date) return value
  return value === null || value === undefined ? '' : String(value)
}
