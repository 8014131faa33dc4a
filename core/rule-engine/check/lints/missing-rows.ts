import { isDeepStrictEqual } from 'node:util'
import { rowGap } from '../../analyse/row-gap.js'
import { type Box, isEmptySet, type RowSpace, rowsIn } from '../../analyse/row-space.js'
import { variableKey } from '../../analyse/variables.js'
import { operatorTest } from '../../compile/operator-test.js'
import type { CellValue } from '../../files/cell-literals.js'
import type { RuleTable } from '../../files/lower-table.js'
import { isCellMistake, readCell, type TableInput } from '../../files/table-cells.js'
import { cellsAround } from './cells-around.js'
import type { LintContext } from './lint.js'
import type { PlacedTable } from './placed-tables.js'

/** A row that a table lacks, ready to be put into its file. */
export type MissingRow = { readonly id: string } & Readonly<Record<string, unknown>>

/** More rows than these say that the last row should take in whatever is left. */
const MOST_ROWS = 10

interface Missing {
  readonly space: RowSpace
  readonly within?: Box
  readonly context: LintContext
}

/** Row after row until nothing is missing any more; none where it takes too many. */
export function missingRows(placed: PlacedTable, { space, within, context }: Missing): readonly MissingRow[] {
  const outcome = sharedOutcome(placed.table) ?? {}
  const taken = new Set(placed.table?.rows.map(({ id }) => id))
  const rows: MissingRow[] = []
  let rest = space
  while (rows.length < MOST_ROWS) {
    const { chosen } = rowGap(rest, { budget: context.left, ...(within ? { within } : {}) })
    if (!chosen) break
    const found = widest(chosen, {
      table: placed.table,
      rows: rest,
      context,
      isLast: placed.hitPolicy === 'first',
      ...(within ? { within } : {}),
    })
    if (!found) break
    const { cells, box } = found
    rows.push({ id: freeId(taken), ...cells, ...startOf({ placed, space, chosen }), ...outcome })
    rest = withBox(rest, box)
  }
  return rows
}

function freeId(taken: Set<string>): string {
  let number = 1
  while (taken.has(`missing-${number}`)) number += 1
  taken.add(`missing-${number}`)
  return `missing-${number}`
}

interface Start {
  readonly placed: PlacedTable
  readonly space: RowSpace
  readonly chosen: readonly (number | undefined)[]
}

/** What every row of a table does, so that one more of them does it as well; undefined where they differ, and nobody can tell for it. */
export function sharedOutcome(table: RuleTable | undefined): Readonly<Record<string, unknown>> | undefined {
  const outcomes = (table?.rows ?? []).map((row) => {
    const keys = ['to', 'reason', 'fire', 'then'].filter((key) => row[key] !== undefined)
    return Object.fromEntries(keys.map((key) => [key, row[key]]))
  })
  return outcomes.every((outcome) => isDeepStrictEqual(outcome, outcomes[0])) ? outcomes[0] : undefined
}

/** A transition starts where the lead is. */
function startOf({ placed, space: { space }, chosen }: Start): object {
  if (placed.kind !== 'transition') return {}
  const place = space.choices.findIndex(({ variable }) => variable.key === 'lead$.status')
  return { from: [space.choices[place]?.values[chosen[place] ?? 0]] }
}

interface Widening {
  readonly table: RuleTable | undefined
  readonly rows: RowSpace
  readonly within?: Box
  readonly context: LintContext
  /** Whether a row behind the others may also take in what they match. */
  readonly isLast: boolean
}

/** The widest cells around a record that take in nothing that another row matches, column after column. */
function widest(chosen: readonly (number | undefined)[], widening: Widening) {
  const { table, rows, within, isLast } = widening
  const columns = (table?.inputs ?? []).flatMap((input) => columnOf(input, chosen, widening))
  const outside = rows.space.choices.map(({ values }, place) => {
    const isColumn = columns.some((column) => column.place === place)
    return Uint8Array.from(values, (_, value) =>
      isColumn ? (within?.[place]?.[value] ?? 1) : Number(value === (chosen[place] ?? 0)),
    )
  })
  const cells: Record<string, CellValue> = Object.fromEntries((table?.inputs ?? []).map(({ id }) => [id, '-']))
  const open = new Map(columns.map((column) => [column, column.only]))
  const boxWith = (column: Column, mask: Uint8Array): Box =>
    columns.reduce<Box>((box, other) => narrowed(box, other, other === column ? mask : (open.get(other) ?? other.only)), outside)
  let box: Box = outside
  for (const column of columns) {
    const wide =
      column.cells.find(({ mask }) => isEmptySet(rowsIn(boxWith(column, mask), rows))) ??
      (isLast ? column.cells.find(({ cell }) => cell === 'not missing' || cell === 'missing') : undefined)
    if (!wide) return undefined
    cells[column.id] = wide.cell
    open.set(column, wide.mask)
    box = boxWith(column, wide.mask)
  }
  return { cells, box }
}

interface Column {
  readonly id: string
  readonly place: number
  /** The value of the record alone. */
  readonly only: Uint8Array
  readonly cells: readonly { readonly cell: CellValue; readonly mask: Uint8Array }[]
}

/** None where no cell of the column asks anything. */
function columnOf(
  input: TableInput,
  chosen: readonly (number | undefined)[],
  { table, rows: { space }, context }: Widening,
): Column[] {
  const view = space.views.find(({ variable }) => variable.key === variableKey(input))
  const place = view?.places[0]
  if (!view || place === undefined) return []
  const values = (space.choices[place]?.values ?? []).map((value) => view.source.read([value]))
  const value = chosen[place] ?? Math.max(0, values.indexOf(undefined))
  const masks = cellsAround(input, values[value], { rows: table?.rows ?? [] }).map((cell) => {
    const read = readCell(input, cell)
    const asked = isCellMistake(read)
      ? []
      : read.map(({ operator, value: right }) => ({ test: testOf(operator, context), right }))
    return { cell, mask: Uint8Array.from(values, (left) => Number(asked.every(({ test, right }) => test(left, right)))) }
  })
  const only = Uint8Array.from(values, (_, index) => Number(index === value))
  return [{ id: input.id, place, only, cells: masks.filter(({ mask }) => mask[value] === 1) }]
}

function testOf(operator: string, { scope }: LintContext): (left: unknown, right: unknown) => boolean {
  const test = operatorTest(operator, scope.vocabulary.operators)
  return (left, right) => test?.(left, right) === true
}

const narrowed = (box: Box, { place }: Column, mask: Uint8Array): Box =>
  box.map((open, at) => (at === place ? open.map((isOpen, value) => isOpen & (mask[value] ?? 0)) : open))

function withBox(rows: RowSpace, box: Box): RowSpace {
  const words = Math.ceil((rows.size + 1) / 32)
  const rowsAt = rows.rowsAt.map((values, place) =>
    values.map((takers, value) => {
      const wider = new Uint32Array(words)
      wider.set(takers)
      if (box[place]?.[value] === 1) wider[rows.size >>> 5] = (wider[rows.size >>> 5] ?? 0) | (1 << (rows.size & 31))
      return wider
    }),
  )
  return { ...rows, size: rows.size + 1, boxes: [...rows.boxes, box], rowsAt }
}
