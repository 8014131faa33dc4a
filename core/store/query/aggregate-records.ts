import type { AggregateQuery, AggregateRow, Measure } from '../../plugin-api/index.js'
import { type Fragment, quote, type Row, type Sql } from '../database/database.js'
import type { Column } from '../rows/columns.js'
import type { EntityTable } from '../rows/entity-table.js'
import { notSql } from './answer.js'
import { compileConditions } from './compile-conditions.js'
import { columnRef, fieldColumn } from './field-column.js'
import { whereOf } from './where.js'

/**
 * Counts and sums in one statement; groups in the order of their values, those without one last.
 * `among` takes the place of the conditions of the query.
 */
export async function aggregateRecords(
  on: Sql,
  table: EntityTable,
  query: AggregateQuery & { readonly among?: Fragment },
): Promise<readonly AggregateRow[]> {
  const groups = query.groupBy.map((field) => groupColumn(table, field))
  const measures = Object.entries(query.measures)
  const selects = measures.map(([, measure], at) => aliased(measureSql(table, measure, on), `m${at}`))
  const filter = query.among ?? whereOf(table, { where: query.where, dialect: on.dialect })
  const refs = groups.map((column) => columnRef(table, column))
  const grouping =
    refs.length === 0 ? '' : `group by ${refs.join(', ')} order by ${refs.map((ref) => `${ref} nulls last`).join(', ')}`
  const selected = [...refs.map((ref, at) => `${ref} as g${at}`), ...selects.map(({ sql }) => sql)].join(', ')
  const rows = await on.rows(`select ${selected} from ${quote(table.table)} where ${filter.sql} ${grouping}`, [
    ...selects.flatMap(({ bindings }) => bindings),
    ...filter.bindings,
  ])
  const names = measures.map(([name]) => name)
  return rows.map((row) => ({ ...groupValues(row, query.groupBy, groups), ...figures(row, names) }))
}

const aliased = ({ sql, bindings }: Fragment, name: string): Fragment => ({ sql: `${sql} as ${name}`, bindings })

function figures(row: Row, names: readonly string[]): AggregateRow {
  return Object.fromEntries(
    names.flatMap((name, at) => (row[`m${at}`] === null ? [] : [[name, row[`m${at}`] as string | number]])),
  )
}

function groupValues(row: Row, names: readonly string[], columns: readonly Column[]): AggregateRow {
  return Object.fromEntries(
    names.flatMap((name, at) => {
      const value = row[`g${at}`]
      if (value === null) return []
      return [[name, columns[at]?.kind === 'boolean' ? value === true || value === 1 : (value as string | number)]]
    }),
  )
}

function groupColumn(table: EntityTable, field: string): Column {
  const column = fieldColumn(table, field)
  return column.kind === 'json' || column.kind === 'list' ? notSql(`Field "${field}" makes no groups`) : column
}

function measureSql(table: EntityTable, measure: Measure, { dialect }: Sql): Fragment {
  const condition = measure.where === undefined ? undefined : compileConditions(measure.where, { table, dialect })
  const filtered = (value: string) => (condition === undefined ? value : `case when ${condition.sql} then ${value} end`)
  return { sql: figureSql(table, measure, filtered), bindings: condition?.bindings ?? [] }
}

function figureSql(table: EntityTable, measure: Measure, filtered: (value: string) => string): string {
  if ('count' in measure) return `count(${filtered('1')})`
  if ('sum' in measure) return `coalesce(sum(${filtered(numberRef(table, measure.sum))}), 0)`
  if ('average' in measure) return `avg(cast(${filtered(numberRef(table, measure.average))} as double precision))`
  if ('min' in measure) return `min(${filtered(orderedRef(table, measure.min))})`
  return `max(${filtered(orderedRef(table, measure.max))})`
}

function numberRef(table: EntityTable, field: string): string {
  const column = fieldColumn(table, field)
  return column.kind === 'integer' || column.kind === 'number'
    ? columnRef(table, column)
    : notSql(`Field "${field}" is no number`)
}

function orderedRef(table: EntityTable, field: string): string {
  const column = fieldColumn(table, field)
  return column.kind === 'boolean' ? notSql(`Field "${field}" has no order`) : columnRef(table, groupColumn(table, field))
}
