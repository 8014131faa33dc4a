import type { Comparison } from '../../model/conditions.js'
import { type CellPiece, type CellType, type CellValue, cellPieces, pieceValue } from './cell-literals.js'
import { type CellMistake, misreadCell } from './misread-cell.js'

/** A column of a decision table. */
export interface TableInput {
  readonly id: string
  readonly fact: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly path?: string
  readonly type: CellType
  readonly values?: readonly CellValue[]
}

export type ReadCell = readonly Comparison[] | CellMistake

export const isCellMistake = (read: ReadCell): read is CellMistake => 'mistake' in read

/**
 * Reads a cell as comparisons that must all hold: none for `-`, two for a range.
 * Otherwise: `missing`, `not missing`, a value, `in a, b`, `not a, b`, `> >= < <=` with a number or a day, `[a..b) (a..b]`.
 * A value that holds a comma or reads like one of these stands in double quotes.
 * @example readCell({ id: 'size', fact: 'lead', path: '$.employees', type: 'number' }, '[10..500)')
 */
export function readCell(input: TableInput, cell: CellValue | undefined): ReadCell {
  const asking = { input, ask: askOf(input) }
  const text = typeof cell === 'string' ? cell.trim() : cell
  if (text === undefined || text === '-') return []
  if (typeof text !== 'string') return equals([{ text: String(text), quoted: false }], asking)
  if (text === 'missing' || text === 'not missing') return [asking.ask('present', text === 'not missing')]
  const misread = misreadCell(text)
  if (misread) return misread
  const range = /^([[(])(.*?)\.\.(.*)([\])])$/.exec(text)
  if (range) return readRange(range.slice(1), asking)
  const compared = /^(>=|<=|>|<)(.+)$/.exec(text)
  if (compared) return readComparison(compared.slice(1), asking)
  const listed = /^(in|not)\s+(.+)$/s.exec(text)
  const pieces = cellPieces(listed?.[2] ?? text)
  if (!pieces)
    return { mistake: 'a double quote is not closed, or something follows it; a quote inside a value is written twice' }
  return listed ? readList(listed[1] ?? '', pieces, asking) : equals(pieces, asking)
}

type Ask = (operator: string, value: unknown) => Comparison
interface Asking {
  readonly input: TableInput
  readonly ask: Ask
}

function askOf({ fact, params, path }: TableInput): Ask {
  return (operator, value) => ({ fact, ...(params ? { params } : {}), ...(path ? { path } : {}), operator, value })
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
}

const isOrdered = ({ type }: TableInput): boolean => type !== 'string' && type !== 'boolean'

function readComparison([sign = '', limit = '']: readonly string[], asking: Asking): ReadCell {
  const { id, type } = asking.input
  if (!isOrdered(asking.input))
    return {
      mistake: `"${sign}" compares numbers and days, and the column "${id}" is of type ${type}; a text that begins so stands in double quotes`,
    }
  return values([bare(limit)], asking, ([value]) => [asking.ask(COMPARISONS[sign] ?? '', value)])
}

function readRange([open, from = '', until = '', close]: readonly string[], asking: Asking): ReadCell {
  const { id, type } = asking.input
  if (!isOrdered(asking.input))
    return {
      mistake: `a range needs numbers or days, and the column "${id}" is of type ${type}; a text that looks like one stands in double quotes`,
    }
  return values([bare(from), bare(until)], asking, ([least = '', most = '']) => {
    const isEmpty = least > most || (least === most && !(open === '[' && close === ']'))
    if (isEmpty) return { mistake: `no value lies in this range: it ends at ${until.trim()}, which is not above ${from.trim()}` }
    return [
      asking.ask(open === '[' ? 'greaterThanInclusive' : 'greaterThan', least),
      asking.ask(close === ']' ? 'lessThanInclusive' : 'lessThan', most),
    ]
  })
}

const bare = (text: string): CellPiece => ({ text: text.trim(), quoted: false })

function readList(word: string, pieces: readonly CellPiece[], asking: Asking): ReadCell {
  return values(pieces, asking, (all) => [asking.ask(word === 'in' ? 'in' : 'notIn', all)])
}

function equals(pieces: readonly CellPiece[], asking: Asking): ReadCell {
  const [only, ...others] = pieces
  if (only && others.length === 0) return values([only], asking, ([value]) => [asking.ask('equal', value)])
  const all = pieces.map(({ text, quoted }) => (quoted ? `"${text}"` : text)).join(', ')
  return {
    mistake: `it holds several values; any of them is written in ${all}, and one value with a comma stands in double quotes`,
    instead: `in ${all}`,
  }
}

/** Reads pieces as values of the column; the first that is none says why. */
function values(pieces: readonly CellPiece[], { input }: Asking, then: (values: readonly CellValue[]) => ReadCell): ReadCell {
  const { id, type, values: known } = input
  const read = pieces.map((piece) => pieceValue(piece, type))
  const wrong = read.indexOf(undefined)
  if (wrong >= 0) return { mistake: noValue(pieces[wrong]?.text ?? '', input) }
  const found = read.filter((value) => value !== undefined)
  const strange = found.find((value) => known && !known.includes(value))
  if (strange !== undefined)
    return { mistake: `"${strange}" is not among the values of the column "${id}": ${known?.join(', ')}` }
  return then(found)
}

const EXAMPLES: Readonly<Record<CellType, string>> = {
  string: 'Tehran',
  number: '500',
  boolean: 'true',
  date: '2026-03-21',
  dateTime: '2026-03-21T08:00:00Z',
}

function noValue(text: string, { id, type }: TableInput): string {
  if (text === '') return 'a value is missing between the commas or at the end'
  return `"${text}" is no ${type}, which the column "${id}" holds, for example ${EXAMPLES[type]}`
}
