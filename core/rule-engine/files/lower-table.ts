import type { RoutingRule } from '../rule-set.js'
import { readCell, type TableInput } from './table-cells.js'

/** A decision table as its file holds it. */
export interface RoutingTable {
  readonly inputs: readonly TableInput[]
  readonly rows: readonly TableRow[]
}

/** A row: the envelope of a rule, its target, and a cell under the name of each input. */
export type TableRow = Omit<RoutingRule, 'conditions' | 'title'> &
  Partial<Pick<RoutingRule, 'title'>> & { readonly [input: string]: unknown }

/** Turns the rows of a table into rules, in their order. A cell that cannot be read asks nothing; the check has reported it. */
export function lowerTable({
  inputs,
  rows,
}: RoutingTable): readonly (Omit<RoutingRule, 'title'> & Partial<Pick<RoutingRule, 'title'>>)[] {
  const names = new Set(inputs.map(({ id }) => id))
  return rows.map((row) => {
    const asked = inputs.flatMap((input) => {
      const read = readCell(input, row[input.id] as string | number | boolean | undefined)
      return typeof read === 'string' ? [] : read
    })
    const envelope = Object.fromEntries(Object.entries(row).filter(([key]) => !names.has(key)))
    const conditions = asked.length > 0 ? { conditions: { all: asked } } : {}
    return { ...(envelope as Pick<TableRow, 'id' | 'then'>), ...conditions }
  })
}
