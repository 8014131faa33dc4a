import { createScanner, type Node } from 'jsonc-parser'

/** A row of a list as its file has it, with what belongs to it. */
export interface RowChunk {
  /** Space and comments above it. */
  readonly before: string
  readonly body: string
  /** What stands between it and its comma. */
  readonly tail: string
  /** A comment behind it on the same line. */
  readonly note: string
}

/** The text of a list between its brackets, cut into rows; put together again it is the same. */
export interface RowChunks {
  /** A comment behind the opening bracket. */
  readonly opening: string
  readonly rows: readonly RowChunk[]
  readonly closing: string
}

/** Cuts a list into its rows, no sign left out. */
export function rowChunks(text: string, { offset, length, children = [] }: Node): RowChunks {
  const end = offset + length - 1
  const opening = noteAt(text, offset + 1, end)
  let at = offset + 1 + opening.length
  const rows = children.map((child, index): RowChunk => {
    const stop = child.offset + child.length
    const isLast = index === children.length - 1
    const comma = isLast ? stop : commaAfter(text, stop)
    const note = noteAt(text, isLast ? stop : comma + 1, end)
    const chunk = {
      before: text.slice(at, child.offset),
      body: text.slice(child.offset, stop),
      tail: text.slice(stop, comma),
      note,
    }
    at = (isLast ? stop : comma + 1) + note.length
    return chunk
  })
  return { opening, rows, closing: text.slice(at, end) }
}

/** A comment on the rest of a line, if there is nothing else on it. */
function noteAt(text: string, from: number, end: number): string {
  const line = /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)(?=\r?\n)/.exec(text.slice(from, end))
  return line?.[0] ?? ''
}

/** Comments may stand before it, with commas in them. */
function commaAfter(text: string, from: number): number {
  const scanner = createScanner(text)
  scanner.setPosition(from)
  do scanner.scan()
  while (scanner.getTokenLength() > 0 && text.charAt(scanner.getTokenOffset()) !== ',')
  return scanner.getTokenOffset()
}
