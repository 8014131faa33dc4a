import { type DateFormat, formatDate, formatInstant } from '../../model/calendar/format-instant.js'
import { formatPeriod } from '../../model/calendar/format-period.js'
import { type FieldDeclaration, optionsOf } from '../../model/fields.js'
import type { Money } from '../../model/money.js'
import { formatMoney, formatNumber, formatPercent } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import type { Report } from './run-report.js'

/** A report as a table: its columns, and every figure as it is and as it is read. */
export interface ReportTable {
  readonly columns: readonly {
    readonly id: string
    readonly label: string
    readonly isFigure: boolean
    readonly isMoney?: boolean
  }[]
  readonly rows: readonly (readonly ReportCell[])[]
  readonly totals: readonly (readonly ReportCell[])[]
}

export interface ReportCell {
  readonly value: unknown
  readonly text: string
}

/** For whom a table is written. */
export type TableReader = Omit<DateFormat, 'style'>

/** Writes a report for a reader. */
export function reportTable(report: Report, reader: TableReader): ReportTable {
  const columns = Object.entries(report.columns)
  const cells = (row: Readonly<Record<string, unknown>>) =>
    columns.map(([id]) => ({ value: row[id], text: cellText(report, { column: id, value: row[id] }, reader) }))
  return {
    columns: columns.map(([id, { label, type }]) => ({
      id,
      label: textIn(label ?? id, reader.language),
      isFigure: FIGURES.has(type),
      ...(type === 'money' ? { isMoney: true } : {}),
    })),
    rows: report.rows.map(cells),
    totals: report.totals.map((row, place) => (place === 0 ? titled(cells(row), { report, reader }) : cells(row))),
  }
}

/** The row that adds up says so where others have their name. */
function titled(
  cells: readonly ReportCell[],
  { report, reader }: { report: Report; reader: TableReader },
): readonly ReportCell[] {
  const [first] = Object.values(report.columns)
  if (first && FIGURES.has(first.type)) return cells
  return cells.map((cell, at) =>
    at === 0 && cell.text === '' ? { ...cell, text: TOTAL[reader.language === 'fa' ? 'fa' : 'en'] } : cell,
  )
}

const TOTAL = { en: 'Total', fa: 'جمع' } as const

const FIGURES: ReadonlySet<FieldDeclaration['type']> = new Set(['number', 'integer', 'money'])

/** One value as a reader reads it; nothing where there is none. */
function cellText(report: Report, { column, value }: { column: string; value: unknown }, reader: TableReader): string {
  const declaration = report.columns[column]
  if (value === undefined || value === null) return ''
  if (column === 'period' && report.by) return formatPeriod(Number(value), { ...reader, unit: report.by })
  if (declaration?.type === 'money') return formatMoney(value as Money, reader.language)
  if (declaration?.type === 'dateTime') return formatInstant(Number(value), reader)
  if (declaration?.type === 'date') return formatDate(String(value), reader)
  if (typeof value === 'boolean')
    return value ? YES[reader.language === 'fa' ? 'fa' : 'en'] : NO[reader.language === 'fa' ? 'fa' : 'en']
  if (typeof value === 'number') return isShare(column) ? formatPercent(value, reader.language) : plain(value, reader.language)
  const option = optionsOf(declaration ?? { type: 'string' }).find((each) => each.value === value)
  return option ? textIn(option.label, reader.language) : valueText(report, { column, value: String(value) }, reader.language)
}

const YES = { en: 'yes', fa: 'بله' } as const
const NO = { en: 'no', fa: 'خیر' } as const

/** More digits than two are noise in a table; small numbers keep theirs. */
const plain = (value: number, language: string): string =>
  formatNumber(Math.abs(value) >= 10 ? Math.round(value * 100) / 100 : Number(value.toPrecision(4)), language)

function isShare(column: string): boolean {
  return /(rate|share)$/i.test(column)
}

/**
 * How a value of a report is read in a language: by the report's own words, or as it stands.
 * @example valueText(report, { column: 'status', value: 'lost' }, 'fa') // 'از دست رفته'
 */
export function valueText(
  { labels }: Pick<Report, 'labels'>,
  { column, value }: { column: string; value: string },
  language: string,
): string {
  const ofColumn = Object.hasOwn(labels, column) ? labels[column] : undefined
  const label = ofColumn && Object.hasOwn(ofColumn, value) ? ofColumn[value] : undefined
  return label === undefined ? value : textIn(label, language)
}
