import type { JSONPath } from 'jsonc-parser'
import type { RuleTable } from './lower-table.js'

/** Which of the rows that match a lead count. */
export const HIT_POLICIES = ['first', 'unique', 'any', 'priority', 'collect'] as const
export type HitPolicy = (typeof HIT_POLICIES)[number]

/** The policies under which one row counts, whichever way it is found. */
export const SINGLE_HIT = HIT_POLICIES.filter((policy) => policy !== 'collect')

/** Whether of all rows that match one counts. */
export const isSingleHit = (policy: HitPolicy | undefined): boolean => policy !== undefined && policy !== 'collect'

/** The rules of a file wherever they stand: in a list, or as the rows of a table. */
export interface RuleList<R> {
  readonly rules: readonly R[]
  /** Where they stand in the file. */
  readonly at: JSONPath
  readonly table?: RuleTable
}

/** Finds the rules of a file whose shape is right. */
export function ruleList<R>(value: unknown): RuleList<R> {
  const { rules, table } = value as { readonly rules?: readonly R[]; readonly table?: RuleTable }
  if (table) return { rules: table.rows as unknown as readonly R[], at: ['table', 'rows'], table }
  return { rules: rules ?? [], at: ['rules'] }
}
