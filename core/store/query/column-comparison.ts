import type { Column } from '../rows/columns.js'

/** A comparison of one column. */
export interface ColumnComparison {
  readonly column: Column
  /** The column as SQL. */
  readonly ref: string
  readonly operator: string
  readonly value: unknown
}
