import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { EXCEL_LIMITS } from '../sheets/read-excel.js'
import { excelOf } from '../sheets/write-excel.js'
import { type ExportRequest, exportLines } from './export-records.js'

/**
 * Gives out records as an .xlsx file, which is put together in memory: at most as many rows as an import reads.
 * @throws {CrmError} EXPORT_INVALID for more rows, and those of `exportLines`.
 */
export async function exportSheet(engine: Engine, request: ExportRequest): Promise<Uint8Array> {
  const lines: (readonly string[])[] = []
  for await (const batch of exportLines(engine, request)) {
    lines.push(...batch)
    if (lines.length > EXCEL_LIMITS.rows + 1) throw tooMany()
  }
  return excelOf(lines, { isRightToLeft: request.language === 'fa' })
}

const tooMany = (): CrmError =>
  new CrmError('EXPORT_INVALID', {
    en: `An .xlsx file holds at most ${EXCEL_LIMITS.rows} rows here. Narrow the filter, or take CSV.`,
    fa: `فایل ‎.xlsx در اینجا حداکثر ${EXCEL_LIMITS.rows} ردیف دارد. شرط را تنگ‌تر کنید یا CSV بگیرید.`,
  })
