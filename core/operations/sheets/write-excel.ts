import writeExcelFile from 'write-excel-file/node'

/** Widths in signs between which columns are as wide as what stands in them. */
const [NARROWEST, WIDEST] = [8, 48]
/** The rows that tell how wide a column is. */
const MEASURED = 200

/** A sheet as the bytes of an .xlsx file: every cell a text, for a spreadsheet would make a date of 1-2 and a number of 007. */
export async function excelOf(
  lines: readonly (readonly string[])[],
  { isRightToLeft = false }: { readonly isRightToLeft?: boolean } = {},
): Promise<Uint8Array> {
  const [header = []] = lines
  const columns = header.map((_, place) => {
    const longest = lines.slice(0, MEASURED).reduce((most, line) => Math.max(most, line[place]?.length ?? 0), 0)
    return { width: Math.min(WIDEST, Math.max(NARROWEST, longest + 2)) }
  })
  const cells = lines.map((line, row) => line.map((value) => cellOf(value, row === 0)))
  return writeExcelFile(cells, { columns, stickyRowsCount: 1, rightToLeft: isRightToLeft }).toBuffer()
}

function cellOf(value: string, isHeading: boolean) {
  if (value === '') return null
  return { value, type: String, format: '@', ...(isHeading ? { fontWeight: 'bold' as const } : {}) }
}
