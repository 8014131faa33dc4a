import type { Fields } from '../../model/fields.js'
import { formatNumber, formatPercent } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import type { Report } from '../../operations/index.js'
import type { ChartDeclaration } from '../../plugin-api/index.js'
import type { ChartData } from '../charts/chart-data.js'
import type { Reader } from '../reader.js'

/** A report as a table: its columns, and every figure as it is and as it is read. */
export interface ReportTable {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isFigure: boolean }[]
  readonly rows: readonly (readonly ReportCell[])[]
}

interface ReportCell {
  readonly value: unknown
  readonly text: string
}

/** Names a cell's value where it is an id: a status, a person, a source. */
export type NameOf = (column: string, value: string) => string

export function reportTable(report: Report, { reader, nameOf }: { reader: Reader; nameOf: NameOf }): ReportTable {
  const columns = Object.entries(report.declaration.columns as Fields)
  return {
    columns: columns.map(([id, { label, type }]) => ({
      id,
      label: textIn(label ?? id, reader.language),
      isFigure: type === 'number' || type === 'integer',
    })),
    rows: report.rows.map((row) =>
      columns.map(([id]) => ({ value: row[id], text: figureText(id, row[id], { reader, nameOf }) })),
    ),
  }
}

/** The part of the table that is drawn. */
export function chartData(table: ReportTable, chart: ChartDeclaration, reader: Reader): ChartData {
  const at = (id: string) => table.columns.findIndex((column) => column.id === id)
  const label = at(chart.label)
  const values = chart.values.map(at)
  return {
    direction: reader.direction,
    series: values.map((index) => table.columns[index]?.label ?? ''),
    rows: table.rows.map((row) => ({
      label: row[label]?.text ?? '',
      values: values.map((index) => Number(row[index]?.value ?? 0) || 0),
      texts: values.map((index) => row[index]?.text ?? ''),
    })),
  }
}

function figureText(column: string, value: unknown, { reader, nameOf }: { reader: Reader; nameOf: NameOf }): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'number') return nameOf(column, String(value))
  return isShare(column) ? formatPercent(value, reader.language) : formatNumber(value, reader.language)
}

function isShare(column: string): boolean {
  return /(rate|share)$/i.test(column)
}
