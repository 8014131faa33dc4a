import type { AggregateQuery, AggregateRow, Bands } from '../../plugin-api/index.js'
import type { Fragment, Row } from '../database/database.js'
import { notSql } from './answer.js'
import { fieldSql, figureSql, type Place } from './figure-sql.js'

/** One group of a query as SQL, and how its values are read. */
export interface GroupSql extends Fragment {
  readonly name: string
  readonly isBoolean: boolean
}

/** Under which name a group stands in its row. */
export const groupName = (group: AggregateQuery['groupBy'][number]): string => (typeof group === 'string' ? group : group.as)

/** What the rows of a query are grouped by, in its order. */
export function groupsSql(place: Place, groupBy: AggregateQuery['groupBy']): readonly GroupSql[] {
  return groupBy.map((group) => {
    if (typeof group !== 'string') return { name: group.as, isBoolean: false, ...bandSql(place, group) }
    const { sql, column } = fieldSql(place, group)
    if (column.kind === 'json' || column.kind === 'list') notSql(`Field "${group}" makes no groups`)
    return { name: group, isBoolean: column.kind === 'boolean', sql, bindings: [] }
  })
}

/** The values of a row's groups, which stand under g0, g1 …; a missing one is absent. */
export function groupValues(row: Row, groups: readonly GroupSql[]): AggregateRow {
  return Object.fromEntries(
    groups.flatMap(({ name, isBoolean }, at) => {
      const value = row[`g${at}`]
      if (value === null) return []
      return [[name, isBoolean ? value === true || value === 1 : (value as string | number)]]
    }),
  )
}

function bandSql(place: Place, { of, bounds }: Bands): Fragment {
  const isText = typeof bounds[0] === 'string'
  const sql = isText && typeof of === 'string' ? fieldSql(place, of).sql : figureSql(place, of)
  const tree = searchTree(sql, bounds)
  return { sql: `case when ${sql} is null then null else ${tree.sql} end`, bindings: tree.bindings }
}

/** Halves the bounds again and again, so that a thousand of them cost ten comparisons. */
function searchTree(value: string, bounds: Bands['bounds'], first = 0, last = bounds.length): Fragment {
  if (first === last) return { sql: String(first - 1), bindings: [] }
  const middle = Math.floor((first + last) / 2)
  const below = searchTree(value, bounds, first, middle)
  const above = searchTree(value, bounds, middle + 1, last)
  return {
    sql: `case when ${value} < ? then ${below.sql} else ${above.sql} end`,
    bindings: [bounds[middle] ?? null, ...below.bindings, ...above.bindings],
  }
}
