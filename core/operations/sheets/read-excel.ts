import { readFile, stat } from 'node:fs/promises'
import { readSheet } from 'read-excel-file/node'
import { asError, CrmError } from '../../errors.js'
import { unpackedBytes } from './unpacked-bytes.js'

/** A sheet is read whole, so it is not read at all where that would cost too much. */
export const EXCEL_LIMITS = Object.freeze({ megabytes: 20, unpackedMegabytes: 400, rows: 100_000 })

const MEGA = 1_000_000

/**
 * Reads the first sheet of an .xlsx file as lines of texts; a date becomes `YYYY-MM-DD`, with its time where it has one.
 * @throws {CrmError} SHEET_UNREADABLE, IMPORT_FILE_TOO_LARGE.
 */
export async function readExcel(path: string): Promise<readonly (readonly string[])[]> {
  const { size } = await stat(path)
  if (size > EXCEL_LIMITS.megabytes * MEGA) throw tooLarge(`${EXCEL_LIMITS.megabytes} MB`)
  const bytes = await readFile(path)
  if (unpackedBytes(bytes) > EXCEL_LIMITS.unpackedMegabytes * MEGA)
    throw tooLarge(`${EXCEL_LIMITS.unpackedMegabytes} MB unpacked`)
  const lines = await readSheet(bytes, { trim: false }).catch((cause: unknown) => {
    throw new CrmError('SHEET_UNREADABLE', `The sheet cannot be read: ${asError(cause).message}.`, { cause })
  })
  if (lines.length > EXCEL_LIMITS.rows + 1) throw tooLarge(`${EXCEL_LIMITS.rows} rows`)
  return lines.map((line) => line.map(textOf))
}

function tooLarge(limit: string): CrmError {
  return new CrmError('IMPORT_FILE_TOO_LARGE', {
    en: `An .xlsx file is read whole and may hold at most ${limit}. Save it as CSV, which has no such limit.`,
    fa: `فایل ‎.xlsx یک‌جا خوانده می‌شود و حد آن ${limit} است. آن را به شکل CSV ذخیره کنید که این حد را ندارد.`,
  })
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return String(value)
  const [day = '', time = ''] = value.toISOString().split('T')
  return time.startsWith('00:00:00') ? day : `${day}T${time}`
}
