import { didYouMean } from '../../model/text/did-you-mean.js'
import type { RuleTable } from '../files/lower-table.js'
import type { TableInput } from '../files/table-cells.js'

/** A column of a sheet: where in a row its value stands. */
export interface SheetColumn {
  /** The keys of the path with dots between them; a dot inside a key has a backslash before it. */
  readonly name: string
  readonly path: readonly string[]
  /** The column of the table, where it is one. */
  readonly input?: TableInput
  /** A list of ids, written with commas. */
  readonly isList: boolean
}

const ENVELOPE_BEFORE = ['id', 'title', 'description']
const OUTCOMES = ['from', 'to', 'reason', 'fire', 'then']
const ENVELOPE_AFTER = ['priority', 'enabled', 'mode', 'effective', 'owner', 'tags']
const LISTS: ReadonlySet<string> = new Set(['from', 'tags'])
const NEVER: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** The columns of a table: id and titles, what the rows ask, what follows, and the rest of what rules have. */
export function columnsOf({ inputs, rows }: RuleTable): readonly SheetColumn[] {
  const ids = new Set(inputs.map(({ id }) => id))
  const found = new Map<string, readonly string[]>()
  for (const path of [['id'], ['title', 'en'], ['title', 'fa'], ...rows.flatMap((row) => leavesIn(row, []))])
    if (!ids.has(path[0] ?? '')) found.set(nameOf(path), path)
  const under = (keys: readonly string[]) =>
    keys.flatMap((key) => [...found].filter(([, path]) => path[0] === key).map(([name, path]) => column(name, path)))
  const asked = inputs.map((input) => ({ ...column(nameOf([input.id]), [input.id]), input }))
  return [...under(ENVELOPE_BEFORE), ...asked, ...under(OUTCOMES), ...under(ENVELOPE_AFTER)]
}

/** Reads the name of a column that nobody has used so far; a text says why it cannot be one. */
export function newColumn(name: string, known: readonly SheetColumn[]): SheetColumn | string {
  const path = [...name.matchAll(/((?:\\.|[^.\\])+)(?:\.|$)/g)].map(([, key = '']) => key.replaceAll(/\\(.)/g, '$1'))
  const [first = ''] = path
  const isKnown = [...ENVELOPE_BEFORE, ...OUTCOMES, ...ENVELOPE_AFTER].includes(first)
  const isSingle = LISTS.has(first) || ['id', 'to', 'reason', 'fire'].includes(first)
  if (isKnown && nameOf(path) === name && !path.some((key) => NEVER.has(key)) && (path.length === 1 || !isSingle))
    return column(name, path)
  const near = didYouMean(
    name,
    known.map((each) => each.name),
  )
  return `The table has no column "${name}".${near ? ` Did you mean "${near}"?` : ` Known: ${known.map((each) => each.name).join(', ')}.`}`
}

const column = (name: string, path: readonly string[]): SheetColumn => ({
  name,
  path,
  isList: path.length === 1 && LISTS.has(name),
})

const nameOf = (path: readonly string[]): string => path.map((key) => key.replaceAll(/[.\\]/g, '\\$&')).join('.')

/** The paths to everything that stands in one cell: values, empty things, and lists that hold no objects. */
function leavesIn(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value)
  const isWhole = inner.length === 0 || (Array.isArray(value) && !value.some((each) => typeof each === 'object' && each !== null))
  return isWhole ? [path] : inner.flatMap(([key, each]) => leavesIn(each, [...path, key]))
}
