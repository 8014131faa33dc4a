import type { Comparison, Conditions } from '../../model/conditions.js'
import type { CellValue } from './cell-literals.js'
import { isCellMistake, readCell, type TableInput } from './table-cells.js'

/** A decision table as its file holds it. */
export interface RuleTable {
  readonly inputs: readonly TableInput[]
  readonly rows: readonly TableRow[]
}

/** A row: what a rule of its kind has beside its conditions, and a cell under the name of each input. */
export type TableRow = { readonly id: string } & Readonly<Record<string, unknown>>

/** A row as a rule; what a rule of its kind has, it has. */
export type LoweredRow = { readonly id: string; readonly conditions: Conditions } & Readonly<Record<string, unknown>>

/** Asks nothing of a lead, so that a row of which every cell is `-` has conditions like the others. */
const ANY_LEAD: Comparison = { fact: 'lead', path: '$.id', operator: 'present', value: true }

/** Whether conditions are those of a row of which every cell is `-`. */
export const asksNothing = (conditions: Conditions): boolean => 'all' in conditions && conditions.all[0] === ANY_LEAD

/** Turns the rows of a table into rules, in their order. A cell that cannot be read asks nothing; the check has reported it. */
export function lowerTable({ inputs, rows }: RuleTable): readonly LoweredRow[] {
  const names = new Set(inputs.map(({ id }) => id))
  return rows.map((row) => {
    const envelope = Object.entries(row).filter(([key]) => !names.has(key))
    const asked = comparisonsOf(row, inputs)
    return { ...Object.fromEntries(envelope), id: row.id, conditions: { all: asked.length > 0 ? asked : [ANY_LEAD] } }
  })
}

/** What a row asks, cell by cell. */
function comparisonsOf(row: TableRow, inputs: readonly TableInput[]): readonly Comparison[] {
  return inputs.flatMap((input) => {
    const read = readCell(input, row[input.id] as CellValue | undefined)
    return isCellMistake(read) ? [] : read
  })
}
