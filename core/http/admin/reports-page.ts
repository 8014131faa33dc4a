import { authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import { type Report, runReport, valueText } from '../../operations/index.js'
import { drawChart } from '../charts/draw-chart.js'
import { isOff } from './is-off.js'
import { type LeadLabels, leadLabels } from './lead-labels.js'
import { pageLink } from './page-link.js'
import { reportCsv } from './report-csv.js'
import { reportForm } from './report-form.js'
import { chartData, type NameOf, reportTable } from './report-table.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

/** The reports there are. */
export const reportsPage = signedIn((c) => {
  const { language } = c.get('reader')
  const crm = c.get('crm')
  const reports = [...crm.registry.reportTypes].map(([id, { plugin, value }]) => ({
    id,
    isOff: isOff(crm, plugin),
    label: textIn(value.label, language),
    description: said(value.description, language),
    kind: value.chart?.kind ?? 'table',
  }))
  return showPage(c, 'admin/reports', { title: wordsOf(c)('reports.title'), data: { reports } })
})

/** One report: its parameters, drawn, as a table, and as CSV with `?format=csv`. */
export const reportPage = signedIn(async (c, { actor }) => {
  authorize(actor, 'report:run')
  const crm = c.get('crm')
  const reader = c.get('reader')
  const { format, ...query } = c.req.query()
  const type = c.req.param('type') ?? ''
  const registered = crm.registry.reportTypes.get(type)
  if (!registered) throw new CrmError('REPORT_UNKNOWN', `There is no report "${type}".`)
  const { plugin, value: declaration } = registered
  const { inputs, given, isComplete } = reportForm(declaration.params ?? {}, { query, language: reader.language })
  const { label, description, chart } = declaration
  const page = { type, description: said(description, reader.language), inputs }
  const title = textIn(label, reader.language)
  if (isOff(crm, plugin)) return showPage(c, 'admin/report', { title, data: { ...page, inputs: [], isOff: true }, status: 503 })
  // Without a word in the address nobody has been asked yet, so nothing is wrong yet either.
  if (!isComplete) return showPage(c, 'admin/report', { title, data: page, status: c.req.url.includes('?') ? 422 : 200 })

  const report = await runReport(crm, { actor, type, params: given })
  const labels = await leadLabels(crm, reader.language)
  const table = reportTable(report, { reader, nameOf: nameIn(report, { labels, language: reader.language }) })
  if (format === 'csv') {
    c.header('Content-Disposition', `attachment; filename="${type.replace(/[^\w-]/g, '-')}.csv"`)
    return c.body(reportCsv(table), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  }
  const drawing = chart && table.rows.length > 0 ? drawChart(chart.kind, chartData(table, chart, reader)) : undefined
  const csv = pageLink(`/reports/${encodeURIComponent(type)}`, { ...given, format: 'csv' })
  return showPage(c, 'admin/report', { title, data: { ...page, table, chart: drawing, csv } })
})

/** A value by the report's own words, or by the name of what it is the id of. */
function nameIn(report: Report, { labels, language }: { labels: LeadLabels; language: string }): NameOf {
  const names: Readonly<Record<string, (id: string) => string>> = {
    status: (id) => labels.status(id).text,
    grade: (id) => labels.grade(id).text,
    owner: labels.owner,
    ownerId: labels.owner,
    user: labels.owner,
    userId: labels.owner,
    queue: labels.queue,
    source: labels.source,
  }
  return (column, value) => {
    const own = valueText(report, { column, value }, language)
    return own === value ? (names[column]?.(value) ?? value) : own
  }
}

function said(text: Text | undefined, language: string): string {
  return text === undefined ? '' : textIn(text, language)
}
