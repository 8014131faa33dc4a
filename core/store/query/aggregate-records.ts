import type { AggregateQuery, AggregateRow, Measure } from '../../plugin-api/index.js'
import { type Fragment, quote, type Row, type Sql } from '../database/database.js'
import { notSql } from './answer.js'
import { compileConditions } from './compile-conditions.js'
import { fieldSql, figureSql, type Place } from './figure-sql.js'
import { filterSql } from './filter-sql.js'
import { groupsSql, groupValues } from './group-sql.js'
import { whereOf } from './where.js'

/**
 * Counts and sums in one statement; groups in the order of their values, those without one last.
 * `among` takes the place of the conditions of the query.
 */
export async function aggregateRecords(
  on: Sql,
  place: Place,
  query: AggregateQuery & { readonly among?: Fragment },
): Promise<readonly AggregateRow[]> {
  const { table } = place
  const { dialect } = on
  const groups = groupsSql(place, query.groupBy)
  const measures = Object.entries(query.measures)
  const selects = [
    ...groups.map(({ sql, bindings }, at) => ({ sql: `${sql} as g${at}`, bindings })),
    ...measures.map(([, measure], at) => aliased(measureSql(place, measure, on), `m${at}`)),
  ]
  const among = query.among ?? whereOf(table, { where: query.where, dialect })
  const filter = filterSql(place, { ...query, among, dialect })
  const names = groups.map((_, at) => `g${at}`)
  const grouping =
    names.length === 0 ? '' : `group by ${names.join(', ')} order by ${names.map((name) => `${name} nulls last`).join(', ')}`
  const selected = selects.map(({ sql }) => sql).join(', ')
  const rows = await on.rows(`select ${selected} from ${quote(table.table)} where ${filter.sql} ${grouping}`, [
    ...selects.flatMap(({ bindings }) => bindings),
    ...filter.bindings,
  ])
  const figureNames = measures.map(([name]) => name)
  return rows.map((row) => ({ ...groupValues(row, groups), ...figures(row, figureNames) }))
}

const aliased = ({ sql, bindings }: Fragment, name: string): Fragment => ({ sql: `${sql} as ${name}`, bindings })

function figures(row: Row, names: readonly string[]): AggregateRow {
  return Object.fromEntries(
    names.flatMap((name, at) => (row[`m${at}`] === null ? [] : [[name, row[`m${at}`] as string | number]])),
  )
}

function measureSql(place: Place, measure: Measure, { dialect }: Sql): Fragment {
  const condition = measure.where === undefined ? undefined : compileConditions(measure.where, { table: place.table, dialect })
  const filtered = (value: string) => (condition === undefined ? value : `case when ${condition.sql} then ${value} end`)
  return { sql: totalSql(place, measure, filtered), bindings: condition?.bindings ?? [] }
}

function totalSql(place: Place, measure: Measure, filtered: (value: string) => string): string {
  if ('count' in measure) return `count(${filtered('1')})`
  if ('distinct' in measure) return `count(distinct ${filtered(fieldSql(place, measure.distinct).sql)})`
  if ('sum' in measure) return `coalesce(sum(${filtered(figureSql(place, measure.sum))}), 0)`
  if ('average' in measure) return `avg(cast(${filtered(figureSql(place, measure.average))} as double precision))`
  if ('min' in measure) return `min(${filtered(orderedSql(place, measure.min))})`
  return `max(${filtered(orderedSql(place, measure.max))})`
}

function orderedSql(place: Place, field: string): string {
  const { sql, column } = fieldSql(place, field)
  return ['boolean', 'json', 'list'].includes(column.kind) ? notSql(`Field "${field}" has no order`) : sql
}
