import { writeFile } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import { withoutFormula } from '../../model/text/formula-safe.js'
import { excelOf } from '../../operations/sheets/write-excel.js'
import type { Language } from '../words/index.js'
import { sheetFormat } from './sheet-format.js'

type Lines = readonly (readonly string[])[]

/** A sheet as CSV that spreadsheets open as what it is: UTF-8 with its mark, and nothing that they would run. */
export function csvOf(lines: Lines): string {
  return stringify(
    lines.map((line) => line.map(withoutFormula)),
    { bom: true, record_delimiter: 'windows' },
  )
}

/** Writes a sheet in the format that the name of the file asks for. */
export async function writeSheet(path: string, lines: Lines, language: Language): Promise<void> {
  if (sheetFormat(path) === 'csv') await writeFile(path, csvOf(lines))
  else await writeFile(path, await excelOf(lines, { isRightToLeft: language === 'fa' }))
}
