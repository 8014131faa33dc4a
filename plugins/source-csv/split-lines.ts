import { CrmError } from '../../core/plugin-api/index.js'

const LONGEST_LINE = 4 * 1024 * 1024

/**
 * The lines of a text that comes in pieces. Where the first line ends with a lone carriage return, all do; otherwise one stands
 * only before a line feed, and stays at the end of its line, because a cell in quotes may go on behind it.
 * @throws {CrmError} CSV_ROW_TOO_LARGE.
 */
export async function* splitLines(text: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let held = ''
  let end: string | undefined
  let line = 1
  for await (const piece of text) {
    // What is held was searched before, up to its last sign.
    let searched = Math.max(0, held.length - 1)
    held += piece
    end ??= lineEnd(held)
    let begin = 0
    for (let at = end ? held.indexOf(end, searched) : -1; at >= 0; at = held.indexOf(end ?? '', searched)) {
      yield held.slice(begin, at)
      line += 1
      begin = at + 1
      searched = begin
    }
    held = held.slice(begin)
    if (held.length > LONGEST_LINE) throw tooLong(line)
  }
  end ??= held.endsWith('\r') ? '\r' : undefined
  if (held !== '') yield end === '\r' ? held.replace(/\r$/, '') : held
}

/** Unknown while the text may go on with the line feed that belongs to its carriage return. */
function lineEnd(text: string): string | undefined {
  const at = text.search(/[\r\n]/)
  if (at < 0 || (text[at] === '\r' && at === text.length - 1)) return undefined
  return text[at] === '\r' && text[at + 1] !== '\n' ? '\r' : '\n'
}

function tooLong(line: number): CrmError {
  const megabytes = LONGEST_LINE / 1024 / 1024
  const message = `Line ${line} has no end within ${megabytes} MB. Perhaps the file has no lines.`
  return new CrmError('CSV_ROW_TOO_LARGE', message, { details: { line } })
}
