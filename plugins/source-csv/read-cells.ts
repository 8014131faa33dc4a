/** The cells that a line holds; `open` is what a cell in quotes has so far when its quotation mark did not close in the line. */
export interface LineCells {
  readonly cells: readonly string[]
  readonly open?: string
}

/**
 * Reads the cells of a line, and of one that goes on where the line before left a quotation mark open.
 * A mark inside of a cell is only a sign, as in `12" screen`; but one that closes a cell of several lines and has letters behind
 * it shows that an earlier mark never closed: then there is no answer.
 */
export function readCells(
  whole: string,
  { delimiter, before }: { delimiter: string; before?: LineCells | undefined },
): LineCells | undefined {
  const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole
  const cells = [...(before?.cells ?? [])]
  let open = before?.open
  for (let at = 0; ; ) {
    if (open === undefined && line[at] !== '"') {
      const end = endOf(line, delimiter, at)
      cells.push(line.slice(at, end))
      at = end
    } else {
      const close = closingMark(line, open === undefined ? at + 1 : at)
      const inside = (open ?? '') + unescaped(line.slice(open === undefined ? at + 1 : at, close < 0 ? undefined : close))
      if (close < 0) return { cells, open: `${inside}${whole.slice(line.length)}\n` }
      const end = endOf(line, delimiter, close + 1)
      if (end > close + 1 && open !== undefined) return undefined
      cells.push(end > close + 1 ? line.slice(at, end) : inside)
      open = undefined
      at = end
    }
    if (at >= line.length) return { cells }
    at += delimiter.length
  }
}

/** Where the mark stands that ends a cell in quotes; two together are one sign of the cell. */
function closingMark(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) if (line[at + 1] !== '"') return at
  return -1
}

function endOf(line: string, delimiter: string, from: number): number {
  const at = line.indexOf(delimiter, from)
  return at < 0 ? line.length : at
}

const unescaped = (text: string): string => text.replaceAll('""', '"')
