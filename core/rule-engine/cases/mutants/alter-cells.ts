import type { JSONPath } from 'jsonc-parser'
import { cellPieces, spellLiteral } from '../../files/cell-literals.js'
import type { Alteration } from './mutant.js'

type Cell = string | number | boolean | undefined

/** Every small mistake that could be in a cell of a table; a cell that asks nothing can hold none. */
export function alterCell(
  cell: Cell,
  { path, values }: { readonly path: JSONPath; readonly values: readonly Cell[] },
): readonly Alteration[] {
  const text = typeof cell === 'string' ? cell.trim() : cell
  if (text === undefined || text === '-') return []
  const others = [...otherCells(text, values), '-'].filter((to) => to !== text)
  return [...new Set(others)].map((to) => ({
    at: path,
    edit: { path, to },
    change: { kind: 'value', key: String(path.at(-1)), from: cell, to },
  }))
}

function otherCells(cell: string | number | boolean, values: readonly Cell[]): readonly Cell[] {
  if (typeof cell === 'number') return [cell + 1, cell - 1]
  if (typeof cell === 'boolean') return [!cell]
  if (cell === 'missing') return ['not missing']
  if (cell === 'not missing') return ['missing']
  const listed = /^(in|not)\s+(.+)$/.exec(cell)
  const pieces = listed && cellPieces(listed[2] ?? '')
  if (pieces)
    return otherLists(
      listed[1] ?? '',
      pieces.map(({ text }) => spellLiteral(text)),
    )
  if (/^(>=|<=|>|<|[[(])/.test(cell)) return otherBounds(cell)
  const other = values.find((value) => value !== cell)
  return other === undefined ? [`not ${cell}`] : [typeof other === 'string' ? spellLiteral(other) : other]
}

function otherLists(word: string, elements: readonly string[]): readonly string[] {
  const shorter = elements.length < 2 ? [] : elements.map((_, place) => elements.toSpliced(place, 1))
  const turned = `${word === 'in' ? 'not' : 'in'} ${elements.join(', ')}`
  return [...shorter.map((left) => `${word} ${left.join(', ')}`), turned]
}

/** The other kind of bound at each end, and every number one more and one less. */
function otherBounds(cell: string): readonly string[] {
  const signs =
    cell.startsWith('[') || cell.startsWith('(')
      ? otherBrackets(cell)
      : [cell.replace(/^(>=|<=|>|<)/, (sign) => (sign.length > 1 ? sign.slice(0, 1) : `${sign}=`))]
  const numbers = [...cell.matchAll(/-?\d+(?:\.\d+)?/g)].flatMap(({ 0: found, index }) =>
    [1, -1].map((step) => cell.slice(0, index) + String(Number(found) + step) + cell.slice(index + found.length)),
  )
  return [...signs, ...numbers]
}

const BRACKET: Readonly<Record<string, string>> = { '[': '(', '(': '[', ']': ')', ')': ']' }

function otherBrackets(range: string): readonly string[] {
  const [open, close] = [range.slice(0, 1), range.slice(-1)]
  return [`${BRACKET[open]}${range.slice(1)}`, `${range.slice(0, -1)}${BRACKET[close]}`]
}
