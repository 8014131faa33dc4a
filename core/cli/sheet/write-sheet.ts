import { writeFile } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import writeExcel from 'write-excel-file/node'
import type { Language } from '../words/index.js'
import { withoutFormula } from './formula-safe.js'
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
  else await writeExcelSheet(path, lines, language)
}

/** Widths in signs between which columns are as wide as what stands in them. */
const [NARROWEST, WIDEST] = [8, 48]

async function writeExcelSheet(path: string, lines: Lines, language: Language): Promise<void> {
  const [header = []] = lines
  const columns = header.map((_, place) => {
    const longest = Math.max(...lines.map((line) => line[place]?.length ?? 0))
    return { width: Math.min(WIDEST, Math.max(NARROWEST, longest + 2)) }
  })
  // As text, or a spreadsheet would make a date of 1-2 and a number of 007.
  const cells = lines.map((line, row) =>
    line.map((value) =>
      value === '' ? null : { value, type: String, format: '@', ...(row === 0 ? { fontWeight: 'bold' as const } : {}) },
    ),
  )
  await writeExcel(cells, { columns, stickyRowsCount: 1, rightToLeft: language === 'fa' }).toFile(path)
}
