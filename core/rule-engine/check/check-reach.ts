import type { JSONPath } from 'jsonc-parser'
import type { RoutingTable, TableRow } from '../files/lower-table.js'
import type { RoutingRule } from '../rule-set.js'
import type { Finding } from './finding.js'

interface Reach {
  readonly complete: boolean
  readonly rules: readonly RoutingRule[]
  readonly table?: RoutingTable
}

/** Checks that every routing rule or row can be reached, and that one always matches where the file promises it. */
export function checkReach({ complete, rules, table }: Reach): Finding[] {
  if (!table) return reachOf(rules, { complete, at: ['rules'], what: 'rule', covers: ({ conditions }) => !conditions })
  const columns = table.inputs.map(({ id }) => id)
  const isAny = (row: TableRow, column: string) => row[column] === undefined || row[column] === '-'
  const covers = (row: TableRow, later?: TableRow) =>
    columns.every((column) => isAny(row, column) || (later !== undefined && row[column] === later[column]))
  const narrow = (row: TableRow) => columns.find((column) => !isAny(row, column))
  return reachOf(table.rows, { complete, at: ['table', 'rows'], what: 'row', covers, narrow })
}

type Entry = Pick<RoutingRule, 'id' | 'enabled' | 'mode' | 'effective' | 'priority'>

interface Reading<E extends Entry> {
  readonly complete: boolean
  readonly at: JSONPath
  readonly what: string
  /** Whether an entry matches every lead that a later one matches; without a later one, every lead there is. */
  covers(entry: E, later?: E): boolean
  /** The column that keeps an entry from matching always. */
  narrow?(entry: E): string | undefined
}

function reachOf<E extends Entry>(entries: readonly E[], { complete, at, what, covers, narrow }: Reading<E>): Finding[] {
  const inTurn = entries.toSorted((left, right) => (right.priority ?? 0) - (left.priority ?? 0))
  const unreached = entries.flatMap((entry, index): Finding[] => {
    const before = inTurn.slice(0, inTurn.indexOf(entry)).find((earlier) => isAlwaysOn(earlier) && covers(earlier, entry))
    if (!before || entry.enabled === false) return []
    const message = `The ${what} "${before.id}" comes first and matches every lead that this one could; it is never reached.`
    return [{ path: [...at, index, 'id'], code: 'RULE_UNREACHABLE', message }]
  })
  const last = entries.at(-1)
  if (!complete || entries.some((entry) => isAlwaysOn(entry) && covers(entry))) return unreached
  const column = last && narrow?.(last)
  const message = `"complete" promises that every lead matches, but the last ${what} does not always. Add one that does.`
  const path = [...at, entries.length - 1, ...(column === undefined ? [] : [column])]
  return [...unreached, { path, code: 'RULE_TABLE_INCOMPLETE', message }]
}

const isAlwaysOn = ({ enabled, mode, effective }: Entry): boolean =>
  enabled !== false && mode !== 'shadow' && effective === undefined
