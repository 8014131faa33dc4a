import type { AggregateRow, PercentileQuery } from '../../plugin-api/index.js'
import { type Dialect, quote, type Row, type Sql } from '../database/database.js'
import { figureSql, type Place } from './figure-sql.js'
import { filterSql } from './filter-sql.js'
import { groupsSql, groupValues } from './group-sql.js'
import { whereOf } from './where.js'

/** Exact percentiles per group; the database sorts, and only the records on both sides of each leave it. */
export async function percentileRecords(on: Sql, place: Place, query: PercentileQuery): Promise<readonly AggregateRow[]> {
  const { table } = place
  const { dialect } = on
  const groups = groupsSql(place, query.groupBy)
  const figure = figureSql(place, query.of)
  const filter = filterSql(place, { ...query, among: whereOf(table, { where: query.where, dialect }), dialect })
  const selected = [...groups.map(({ sql }, at) => `${sql} as g${at}`), `${figure} as v`].join(', ')
  const figures = `select ${selected} from ${quote(table.table)} where ${filter.sql} and ${figure} is not null`
  const names = groups.map((_, at) => `g${at}`)
  const partition = names.length === 0 ? '' : `partition by ${names.join(', ')}`
  const ranked = `select figures.*, row_number() over (${partition} order by v) as rn, count(*) over (${partition}) as n from (${figures}) as figures`
  const wanted = query.at.map(() => `rn - ${place0(dialect)} in (1, 2)`).join(' or ')
  const order = [...names.map((name) => `${name} nulls last`), 'rn'].join(', ')
  const rows = await on.rows(`select * from (${ranked}) as ranked where ${wanted} order by ${order}`, [
    ...groups.flatMap(({ bindings }) => bindings),
    ...filter.bindings,
    ...query.at,
  ])
  return byGroup(rows, names).map((group) => ({ ...groupValues(group[0] ?? {}, groups), ...between(group, query.at) }))
}

/**
 * The name of a percentile in a row.
 * @example percentileName(0.5) // 'p50'
 */
const percentileName = (at: number): string => `p${Math.round(at * 1_000) / 10}`

/** How many records lie before the lower of the two; SQLite cuts digits off where PostgreSQL would round. */
const place0 = (dialect: Dialect): string => {
  const place = '(n - 1) * cast(? as double precision)'
  return dialect === 'sqlite' ? `cast(${place} as integer)` : `cast(floor(${place}) as bigint)`
}

/** Rows come in the order of their groups. */
function byGroup(rows: readonly Row[], names: readonly string[]): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify(names.map((name) => row[name] ?? null))
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

function between(rows: readonly Row[], at: readonly number[]): AggregateRow {
  const count = Number(rows[0]?.n ?? 0)
  const values = new Map(rows.map(({ rn, v }) => [Number(rn), Number(v)]))
  const figures = at.map((share): [string, number] => {
    const place = (count - 1) * share
    const lower = values.get(Math.floor(place) + 1) ?? 0
    const upper = values.get(Math.floor(place) + 2) ?? lower
    return [percentileName(share), lower + (upper - lower) * (place - Math.floor(place))]
  })
  return { count, ...Object.fromEntries(figures) }
}
