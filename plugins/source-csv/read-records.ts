import type { LocalizedText } from '../../core/plugin-api/index.js'
import { persianDigits } from './persian-digits.js'
import { type LineCells, readCells } from './read-cells.js'

/** The cells of one row, or those of a spoiled line with what is wrong. */
export interface SheetRecord {
  readonly cells: readonly string[]
  readonly problem?: LocalizedText
}

/**
 * Puts lines together to rows. A quotation mark that does not close spoils its own line only: reading goes on at the next one,
 * so the lines in which its end was looked for are read again.
 */
export async function* readRecords(
  lines: AsyncIterator<string, unknown>,
  { delimiter, maxCellKilobytes }: { delimiter: string; maxCellKilobytes: number },
): AsyncIterable<SheetRecord> {
  const next = readAgain(lines)
  for (let line = await next.line(); line !== undefined; line = await next.line()) {
    let record = readCells(line, { delimiter })
    const ahead: string[] = []
    for (let length = 0; record?.open !== undefined && length <= maxCellKilobytes * 1_024; ) {
      const more = await next.line()
      if (more === undefined) break
      ahead.push(more)
      length += more.length + 1
      record = readCells(more, { delimiter, before: record })
    }
    if (isWhole(record)) yield { cells: record.cells }
    else {
      next.giveBack(ahead)
      yield { cells: line.replace(/\r$/, '').split(delimiter), problem: unclosed(maxCellKilobytes) }
    }
  }
}

const isWhole = (record: LineCells | undefined): record is LineCells => record !== undefined && record.open === undefined

const unclosed = (kilobytes: number): LocalizedText => ({
  en: `A quotation mark opens in this row and does not close as it should, within ${kilobytes} KB and before a delimiter or the end of a line.`,
  fa: `در این ردیف گیومه‌ای (") باز می‌شود و چنان‌که باید، تا ${persianDigits(kilobytes)} کیلوبایت و پیش از جداکننده یا پایان سطر، بسته نمی‌شود.`,
})

/** Lines of which some can be given back, to come again before the others. */
function readAgain(lines: AsyncIterator<string, unknown>) {
  let given: readonly string[] = []
  let at = 0
  return {
    async line(): Promise<string | undefined> {
      if (at < given.length) return given[at++]
      const { value, done } = await lines.next()
      return done ? undefined : String(value)
    },
    giveBack(ahead: readonly string[]) {
      given = [...ahead, ...given.slice(at)]
      at = 0
    },
  }
}
