import { CrmError, type FileRow, type MappingDefinition, type PluginContext } from '../../core/plugin-api/index.js'
import type { CsvLimits } from './csv-limits.js'
import { decodeText } from './decode-text.js'
import { findDelimiter } from './find-delimiter.js'
import { readRecords, type SheetRecord } from './read-records.js'
import { rowReader } from './row-reader.js'
import { readHeader } from './sheet-header.js'
import { splitLines } from './split-lines.js'

/**
 * Reads a file row by row, memory flat. A row that is too short or too long, has an endless cell, an open quotation mark or bytes
 * that are no letters comes back with its problem, and the next one follows; what spoils the whole file is thrown.
 * @throws {CrmError} with a code `CSV_…`.
 */
export async function* readRows(
  file: AsyncIterable<Uint8Array>,
  { mapping, limits, log }: { mapping: MappingDefinition; limits: CsvLimits; log: PluginContext['log'] },
): AsyncIterable<FileRow> {
  let toRow: ReturnType<typeof rowReader> | undefined
  let row = 0
  for await (const record of records(file, { mapping, limits })) {
    row += 1
    if (record.cells.every((cell) => cell.trim() === '')) continue
    if (!toRow) {
      const columns = readHeader(headerIn(record, row), { mapping, maxColumns: limits.maxColumns })
      toRow = rowReader({ mapping, limits, columns, log })
      continue
    }
    if (row - 1 > limits.maxRows) throw new CrmError('CSV_TOO_MANY_ROWS', `The file has more than ${limits.maxRows} rows.`)
    yield toRow(record, row)
  }
  if (!toRow) throw new CrmError('CSV_EMPTY', 'The file has no first row with the names of its columns.')
}

async function* records(
  file: AsyncIterable<Uint8Array>,
  { mapping: { csv = {} }, limits }: { mapping: MappingDefinition; limits: CsvLimits },
): AsyncIterable<SheetRecord> {
  const { encoding, delimiter } = csv
  const decoded = decodeText(file, { maxMegabytes: limits.maxMegabytes, ...(encoding === undefined ? {} : { encoding }) })
  const found = delimiter === undefined ? await findDelimiter(decoded) : { delimiter, text: decoded }
  const lines = splitLines(found.text)
  try {
    yield* readRecords(lines, { delimiter: found.delimiter, maxCellKilobytes: limits.maxCellKilobytes })
  } finally {
    await lines.return()
  }
}

function headerIn({ cells, problem }: SheetRecord, row: number): readonly string[] {
  if (problem === undefined) return cells
  const message = `A quotation mark that opens in the header, row ${row}, does not close again.`
  throw new CrmError('CSV_QUOTE_OPEN', message, { details: { row } })
}
