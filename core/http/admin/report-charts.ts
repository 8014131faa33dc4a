import type { Money } from '../../model/money.js'
import { minorDigits } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import type { Report, ReportTable } from '../../operations/index.js'
import type { ChartDeclaration } from '../../plugin-api/index.js'
import type { BarChart, ChartData } from '../charts/chart-data.js'
import { drawChart } from '../charts/draw-chart.js'
import type { LineChart } from '../charts/line-chart.js'
import type { Reader } from '../reader.js'

/** A drawing above the table, and what it shows. */
export interface ReportChart {
  readonly title: string
  readonly chart: BarChart | LineChart
  /** How many rows or lines there would be beyond those that are drawn. */
  readonly left: number
}

/** More bars than these cannot be told apart. */
const MOST_BARS = 30
const MOST_LINES = 5

/** Draws the charts of a report; where it was asked by period, each becomes lines over time. */
export function reportCharts(report: Report, { table, reader }: { table: ReportTable; reader: Reader }): readonly ReportChart[] {
  const { declaration, by } = report
  if (table.rows.length === 0) return []
  const declared = [...(declaration.chart ? [declaration.chart] : []), ...(declaration.moreCharts ?? [])]
  return declared.flatMap((chart) => {
    const named = labelOf(chart, table)
    const values = chart.values.map((id) => placeOf(table, id)).filter((at) => at >= 0)
    if (values.length === 0 || (named < 0 && !by)) return []
    const title = textIn(chart.title ?? declaration.label, reader.language)
    const data = by ? overTime({ table, named, values, reader }) : asBars({ table, named, values, reader })
    return [{ title, chart: drawChart(by ? 'line' : chart.kind, data), left: leftOut(table, { named, by: by !== undefined }) }]
  })
}

/** Only the greatest names get a line, only so many rows a bar; the table has them all. */
function leftOut(table: ReportTable, { named, by }: { named: number; by: boolean }): number {
  if (!by) return Math.max(0, table.rows.length - MOST_BARS)
  return named < 0 ? 0 : Math.max(0, new Set(table.rows.map((row) => row[named]?.text)).size - MOST_LINES)
}

const placeOf = (table: ReportTable, id: string): number => table.columns.findIndex((column) => column.id === id)

/** The first of the columns that may name a row and does. */
const labelOf = ({ label }: ChartDeclaration, table: ReportTable): number =>
  [label]
    .flat()
    .map((id) => placeOf(table, id))
    .find((at) => at >= 0) ?? -1

interface Drawn {
  readonly table: ReportTable
  readonly named: number
  readonly values: readonly number[]
  readonly reader: Reader
}

function asBars({ table, named, values, reader }: Drawn): ChartData {
  return {
    direction: reader.direction,
    series: values.map((at) => table.columns[at]?.label ?? ''),
    rows: table.rows
      .filter((row) => values.some((at) => row[at]?.value !== undefined))
      .slice(0, MOST_BARS)
      .map((row) => ({
        label: row[named]?.text || '–',
        values: values.map((at) => size(row[at]?.value)),
        texts: values.map((at) => row[at]?.text ?? ''),
      })),
  }
}

/** A point for each period: a line for each figure, or, where rows have names, one for each of the greatest names. */
function overTime({ table, named, values, reader }: Drawn): ChartData {
  const time = placeOf(table, 'period')
  const [figure = 0] = values
  const names = named < 0 ? [] : greatest(table, { named, figure })
  const periods = [...new Map(table.rows.map((row) => [Number(row[time]?.value ?? 0), row[time]?.text ?? ''])).entries()]
  const cells = new Map(table.rows.map((row) => [`${Number(row[time]?.value ?? 0)} ${named < 0 ? '' : row[named]?.text}`, row]))
  const lines = names.length > 0 ? names.map((name) => ({ name, at: figure })) : values.map((at) => ({ name: '', at }))
  return {
    direction: reader.direction,
    series: names.length > 0 ? names.map((name) => name || '–') : values.map((at) => table.columns[at]?.label ?? ''),
    rows: periods
      .sort(([one], [other]) => one - other)
      .map(([start, label]) => {
        const points = lines.map(({ name, at }) => cells.get(`${start} ${name}`)?.[at])
        return { label, values: points.map((point) => size(point?.value)), texts: points.map((point) => point?.text ?? '') }
      }),
  }
}

function greatest(table: ReportTable, { named, figure }: { named: number; figure: number }): readonly string[] {
  const sums = new Map<string, number>()
  for (const row of table.rows) {
    const name = row[named]?.text ?? ''
    sums.set(name, (sums.get(name) ?? 0) + size(row[figure]?.value))
  }
  return [...sums]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_LINES)
    .map(([name]) => name)
}

/** How long a bar is: a number, or an amount in whole units. */
function size(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || !('currency' in value)) return 0
  const { amount, currency } = value as Money
  return amount / 10 ** minorDigits(currency)
}
