import type { Comparison } from '../../model/conditions.js'

/** A column of a decision table. */
export interface TableInput {
  readonly id: string
  readonly fact: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly path?: string
  readonly type: 'string' | 'number' | 'boolean'
  readonly values?: readonly (string | number | boolean)[]
}

type Cell = string | number | boolean
type Ask = (operator: string, value: unknown) => Comparison

/**
 * Reads a cell as comparisons that must all hold: none for `-`, two for a range. A text says why a cell cannot be read.
 * @example readCell({ id: 'size', fact: 'lead', path: '$.employees', type: 'number' }, '[10..500)')
 */
export function readCell(input: TableInput, cell: Cell | undefined): readonly Comparison[] | string {
  const { fact, params, path } = input
  const ask: Ask = (operator, value) => ({ fact, ...(params ? { params } : {}), ...(path ? { path } : {}), operator, value })
  const text = typeof cell === 'string' ? cell.trim() : cell
  if (text === undefined || text === '-') return []
  if (text === 'missing') return [ask('present', false)]
  if (text === 'not missing') return [ask('present', true)]
  if (typeof text !== 'string') return literals(input, [String(text)], (values) => [ask('equal', values[0])])
  const range = /^([[(])\s*(\S+)\s*\.\.\s*(\S+?)\s*([\])])$/.exec(text)
  if (range) return readRange(input, range.slice(1), ask)
  const compared = /^(>=|<=|>|<)\s*(.+)$/.exec(text)
  if (compared) return readComparison(input, compared.slice(1), ask)
  const listed = /^(in|not)\s+(.+)$/.exec(text)
  if (listed) return literals(input, (listed[2] ?? '').split(','), (values) => [ask(listed[1] === 'in' ? 'in' : 'notIn', values)])
  return literals(input, [text], (values) => [ask('equal', values[0])])
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
}

function readComparison(input: TableInput, [sign = '', limit = '']: readonly string[], ask: Ask): readonly Comparison[] | string {
  if (input.type !== 'number') return `"${sign}" compares numbers, and the column "${input.id}" is of type ${input.type}`
  return literals(input, [limit], (values) => [ask(COMPARISONS[sign] ?? '', values[0])])
}

function readRange(
  input: TableInput,
  [open, from = '', until = '', close]: readonly string[],
  ask: Ask,
): readonly Comparison[] | string {
  if (input.type !== 'number') return `a range needs numbers, and the column "${input.id}" is of type ${input.type}`
  return literals(input, [from, until], ([least, most]) => [
    ask(open === '[' ? 'greaterThanInclusive' : 'greaterThan', least),
    ask(close === ']' ? 'lessThanInclusive' : 'lessThan', most),
  ])
}

function literals(
  { id, type, values }: TableInput,
  texts: readonly string[],
  then: (values: readonly Cell[]) => readonly Comparison[],
): readonly Comparison[] | string {
  const read = texts.map((text) => literal(text.trim(), type))
  const wrong = read.indexOf(undefined)
  if (wrong >= 0) return `"${texts[wrong]?.trim()}" is no ${type}, which the column "${id}" holds`
  const strange = read.find((value) => values && value !== undefined && !values.includes(value))
  if (strange !== undefined) return `"${strange}" is not among the values of the column "${id}": ${values?.join(', ')}`
  return then(read.filter((value) => value !== undefined))
}

function literal(text: string, type: TableInput['type']): Cell | undefined {
  if (type === 'string') return text === '' ? undefined : text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}
