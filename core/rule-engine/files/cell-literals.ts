import { parseDay, parseInstant } from '../../model/calendar/parse-day.js'
import { asciiDigits } from '../../model/text/fold.js'

/** What the cells of a column hold; days stand as text, instants as milliseconds. */
export type CellType = 'string' | 'number' | 'boolean' | 'date' | 'dateTime'

export type CellValue = string | number | boolean

/** A piece of a cell between commas, and whether it stood in quotes, where no word means anything but itself. */
export interface CellPiece {
  readonly text: string
  readonly quoted: boolean
}

/** Splits a list at its commas, Persian ones too, not inside quotes; undefined where a quote is not closed or something follows it. */
export function cellPieces(text: string): readonly CellPiece[] | undefined {
  const pieces: CellPiece[] = []
  for (let rest = text; ; ) {
    const found = /^\s*(?:"((?:[^"]|"")*)"\s*|([^",،]*))([,،]|$)/.exec(rest)
    if (!found) return undefined
    const [whole, quoted, plain = '', comma] = found
    pieces.push(
      quoted === undefined ? { text: plain.trim(), quoted: false } : { text: quoted.replaceAll('""', '"'), quoted: true },
    )
    if (comma === '') return pieces
    rest = rest.slice(whole.length)
  }
}

/**
 * The value that a piece of a cell spells; undefined where it spells none of this type. Digits may be Persian, days Jalali.
 * @example pieceValue({ text: '1405/01/01', quoted: false }, 'date') // '2026-03-21'
 */
export function pieceValue({ text, quoted }: CellPiece, type: CellType): CellValue | undefined {
  if (type === 'string') return quoted || text !== '' ? text : undefined
  if (type === 'date') return parseDay(text)
  if (type === 'dateTime') return parseInstant(text)
  const plain = asciiDigits(text)
  if (type === 'boolean') return plain === 'true' ? true : plain === 'false' ? false : undefined
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(plain) ? Number(plain) : undefined
}

/** A value as a cell spells it: in quotes where it would mean something else without them. */
export function spellLiteral(value: CellValue): string {
  if (typeof value !== 'string') return String(value)
  return isPlain(value) ? value : `"${value.replaceAll('"', '""')}"`
}

const isPlain = (text: string): boolean =>
  text !== '' && text === text.trim() && !/^(missing|in|not)(\s|$)|^[-–—−]$|^([<>=!]|\[|\()|[",،]|^[^"]*\.\./.test(text)
