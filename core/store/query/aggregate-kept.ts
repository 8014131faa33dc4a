import type { AggregateQuery, AggregateRow, Measure } from '../../plugin-api/index.js'
import { isOneOf, type Sql } from '../database/database.js'
import type { Keep } from '../store.js'
import { aggregateRecords } from './aggregate-records.js'
import { notSql } from './answer.js'
import { eachRecord } from './each-record.js'
import type { Place } from './figure-sql.js'
import { groupName } from './group-sql.js'
import { whereOf } from './where.js'

/** The same figures where the database cannot tell of every record: those it is sure of at once, the others as `keep` says. */
export async function aggregateKept(
  on: Sql,
  place: Place,
  { query, keep }: { readonly query: AggregateQuery; readonly keep: Keep },
): Promise<readonly AggregateRow[]> {
  const { dialect } = on
  const { table } = place
  const { where } = query
  const measures = Object.fromEntries(Object.entries(query.measures).flatMap(([name, measure]) => summable(name, measure, query)))
  const figures = (among: ReturnType<typeof whereOf>) => aggregateRecords(on, place, { ...query, measures, among })
  let rows = merge(query, await figures(whereOf(table, { where, dialect, bound: 'sure' })), [])
  const filter = whereOf(table, { where, dialect, bound: 'unsure' })
  for await (const records of eachRecord(on, table, { filter, batch: 1_000 })) {
    const isKept = await keep(records)
    const ids = records.flatMap(({ id }, at) => (isKept[at] === true ? [id] : []))
    if (ids.length > 0) rows = merge(query, rows, await figures(isOneOf(dialect, '"id"', ids)))
  }
  return rows.sort(inOrder(query.groupBy)).map((row) => withMeans(row, query))
}

/** A mean cannot be put together from means, so its sum and its number stand for it. */
function summable(name: string, measure: Measure, { entity }: AggregateQuery): readonly (readonly [string, Measure])[] {
  if ('distinct' in measure) return notSql(`Different values of "${measure.distinct}" among records that only memory can tell`)
  if (!('average' in measure)) return [[name, measure]]
  const { average, where } = measure
  if (typeof average !== 'string') return notSql('The mean of what is worked out, among records that only memory can tell')
  const filled = { fact: entity, path: `$.${average}`, operator: 'present', value: true }
  return [
    [sumOf(name), { sum: average, ...(where ? { where } : {}) }],
    [numberOf(name), { count: true, where: { all: where ? [where, filled] : [filled] } }],
  ]
}

const sumOf = (name: string): string => `sum of ${name}`
const numberOf = (name: string): string => `number of ${name}`

function merge(
  { groupBy, measures }: AggregateQuery,
  left: readonly AggregateRow[],
  right: readonly AggregateRow[],
): AggregateRow[] {
  const rows = new Map(left.map((row) => [groupKey(row, groupBy), row]))
  for (const row of right) {
    const key = groupKey(row, groupBy)
    const same = rows.get(key)
    rows.set(key, same ? { ...same, ...together(same, row, measures) } : row)
  }
  return [...rows.values()]
}

const groupKey = (row: AggregateRow, groupBy: AggregateQuery['groupBy']): string =>
  JSON.stringify(groupBy.map((group) => row[groupName(group)] ?? null))

function together(left: AggregateRow, right: AggregateRow, measures: AggregateQuery['measures']): AggregateRow {
  const figures = Object.entries(measures).flatMap(([name, measure]): [string, AggregateRow[string]][] => {
    if ('min' in measure) return [[name, extreme([left[name], right[name]], -1)]]
    if ('max' in measure) return [[name, extreme([left[name], right[name]], 1)]]
    const names = 'average' in measure ? [sumOf(name), numberOf(name)] : [name]
    return names.map((each) => [each, Number(left[each] ?? 0) + Number(right[each] ?? 0)])
  })
  return Object.fromEntries(figures.filter(([, value]) => value !== undefined))
}

function extreme(values: readonly AggregateRow[string][], sign: 1 | -1): AggregateRow[string] {
  return values.filter((value) => value !== undefined).sort((left, right) => sign * compareValues(right, left))[0]
}

const inOrder = (groupBy: AggregateQuery['groupBy']) => (left: AggregateRow, right: AggregateRow) =>
  groupBy
    .map(groupName)
    .map((name) => compareValues(left[name], right[name]))
    .find((order) => order !== 0) ?? 0

function compareValues(left: AggregateRow[string], right: AggregateRow[string]): number {
  if (left === right) return 0
  if (left === undefined || right === undefined) return left === undefined ? 1 : -1
  return left < right ? -1 : 1
}

function withMeans(row: AggregateRow, { measures }: AggregateQuery): AggregateRow {
  const figures: Record<string, AggregateRow[string]> = { ...row }
  for (const [name, measure] of Object.entries(measures)) {
    if (!('average' in measure)) continue
    const number = Number(row[numberOf(name)] ?? 0)
    if (number > 0) figures[name] = Number(row[sumOf(name)]) / number
    delete figures[sumOf(name)]
    delete figures[numberOf(name)]
  }
  return figures
}
