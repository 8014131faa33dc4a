import { canonicalJson } from '../../model/canonical-json.js'
import type { Comparison, ConditionNode } from '../../model/conditions.js'
import type { AnalysisScope, Point } from './analysis.js'
import type { Tree } from './condition-tree.js'
import { type SearchSpace, searchSpace } from './search-space.js'
import { valueDomain } from './value-domain.js'
import { variableKey, variableOf } from './variables.js'

/** A set of rows, one bit each. */
export type RowSet = Uint32Array

/** Values that a row or a question leaves open, by place; one byte for each value. */
export type Box = readonly Uint8Array[]

/** The rows of a table over the values that matter: whatever is chosen, it is known which rows match. */
export interface RowSpace {
  readonly space: SearchSpace
  readonly size: number
  /** What each row leaves open, row by row. */
  readonly boxes: readonly Box[]
  /** The rows that take a value, by place and value. */
  readonly rowsAt: readonly (readonly RowSet[])[]
}

/**
 * Lays out rows, each a list of comparisons that must all hold. Undefined where a comparison reads several things at once
 * that are free to differ; such rows are asked about one by one.
 */
export function rowSpace(rows: readonly ConditionNode[], scope: AnalysisScope): RowSpace | undefined {
  const leaves = rows.map(conjuncts)
  const distinct = new Map<string, Comparison>()
  const all = leaves.map((row) => row?.map((leaf) => keep(leaf, distinct)))
  for (const leaf of [...distinct.values()]) for (const more of apart(leaf, scope)) keep(more, distinct)
  const space = searchSpace({ holds: [...distinct.values()] }, scope)
  const answers = new Map([...distinct.keys()].map((key, index) => [key, placed(space.holds[index])]))
  if (all.includes(undefined) || [...answers.values()].includes(undefined)) return undefined
  const boxes = all.map((row = []) =>
    boxOf(
      row.flatMap((key) => answers.get(key) ?? []),
      space,
    ),
  )
  const rowsAt = space.choices.map(({ values }, place) => values.map((_, value) => takers(boxes, place, value)))
  return { space, size: rows.length, boxes, rowsAt }
}

/** Comparisons that must all hold; undefined where there is a choice or a negation. */
function conjuncts(node: ConditionNode): readonly Comparison[] | undefined {
  if ('fact' in node) return [node]
  if (!('all' in node)) return undefined
  const parts = node.all.map(conjuncts)
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? [])
}

/**
 * What tells all values apart that a cell can name: missing from present, each option and each value in a list from the
 * others, what lies below a limit from the limit and from what lies above.
 */
function apart(leaf: Comparison, scope: AnalysisScope): readonly Comparison[] {
  const ask = (operator: string, value: unknown): Comparison => ({ ...leaf, operator, value })
  const { options = [] } = valueDomain(variableOf(variableKey(leaf)), scope)
  const limits = typeof leaf.value === 'number' || ORDERING.has(leaf.operator) ? [leaf.value] : []
  return [
    ask('present', true),
    ...limits.flatMap((limit) => [ask('greaterThan', limit), ask('greaterThanInclusive', limit)]),
    ...[...(Array.isArray(leaf.value) ? (leaf.value as readonly unknown[]) : []), ...options].map((value) => ask('equal', value)),
  ]
}

const ORDERING: ReadonlySet<string> = new Set(['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'])

function keep(leaf: Comparison, distinct: Map<string, Comparison>): string {
  const key = canonicalJson(leaf)
  if (!distinct.has(key)) distinct.set(key, leaf)
  return key
}

interface PlacedAnswers {
  readonly place: number
  readonly answers: readonly boolean[]
}

function placed(tree: Tree | undefined): PlacedAnswers | undefined {
  const leaf = tree?.kind === 'all' ? tree.parts[0] : tree
  const [place, ...others] = leaf?.kind === 'leaf' ? leaf.places : []
  if (leaf?.kind !== 'leaf' || place === undefined || others.length > 0 || !leaf.answers) return undefined
  return { place, answers: leaf.answers }
}

function boxOf(asked: readonly PlacedAnswers[], { choices }: SearchSpace): Box {
  const box = choices.map(({ values }) => new Uint8Array(values.length).fill(1))
  for (const { place, answers } of asked) {
    const open = box[place]
    answers.forEach((answer, value) => {
      if (open && !answer) open[value] = 0
    })
  }
  return box
}

function takers(boxes: readonly Box[], place: number, value: number): RowSet {
  const rows = new Uint32Array(Math.ceil(boxes.length / 32))
  boxes.forEach((box, row) => {
    if (box[place]?.[value] === 1) rows[row >>> 5] = (rows[row >>> 5] ?? 0) | (1 << (row & 31))
  })
  return rows
}

/** The rows that match somewhere in a box. */
export function rowsIn(box: Box, { rowsAt, size }: RowSpace): RowSet {
  const rows = fullSet(size)
  box.forEach((open, place) => {
    const here = new Uint32Array(rows.length)
    open.forEach((isOpen, value) => {
      const takers = isOpen ? rowsAt[place]?.[value] : undefined
      for (let word = 0; takers && word < here.length; word += 1) here[word] = (here[word] ?? 0) | (takers[word] ?? 0)
    })
    for (let word = 0; word < rows.length; word += 1) rows[word] = (rows[word] ?? 0) & (here[word] ?? 0)
  })
  return rows
}

/** Every row of so many. */
export function fullSet(size: number): RowSet {
  const rows = new Uint32Array(Math.ceil(size / 32)).fill(0xffffffff)
  if (size % 32 > 0) rows[rows.length - 1] = 2 ** (size % 32) - 1
  return rows
}

export const isEmptySet = (rows: RowSet): boolean => rows.every((bits) => bits === 0)

/** The first row of a set. */
export function firstIn(rows: RowSet, from = 0): number | undefined {
  for (let row = from; row < rows.length * 32; row += 1) if (((rows[row >>> 5] ?? 0) >>> (row & 31)) & 1) return row
  return undefined
}

/** The record that has these values; what was left open makes no difference. */
export function pointAt({ space: { choices, views } }: RowSpace, chosen: readonly (number | undefined)[]): Point {
  const values = choices.map(({ values }, place) => {
    const value = chosen[place]
    return value === undefined && values.includes(undefined) ? undefined : values[value ?? 0]
  })
  const told = views.filter(({ places }) => places.some((place) => chosen[place] !== undefined))
  return Object.fromEntries(
    told.map(({ variable, source, places }) => [variable.key, source.read(places.map((place) => values[place]))] as const),
  )
}
