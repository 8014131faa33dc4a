import { authorize, can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import {
  CONDITIONS_EXAMPLE,
  mayCount,
  type Report,
  reportCsv,
  reportTable,
  reportType,
  runReport,
} from '../../operations/index.js'
import type { ReportType } from '../../plugin-api/index.js'
import { filterChoices } from './filter-choices.js'
import { isOff } from './is-off.js'
import { leadLabels } from './lead-labels.js'
import { pageLink } from './page-link.js'
import { problemOfError } from './problem-of-error.js'
import { reportCharts } from './report-charts.js'
import { type ReportForm, reportForm, withProblem } from './report-form.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** Groups of reports, in the order in which the page shows them. */
const GROUPS = ['leads', 'sales', 'people', 'quality'] as const

/** The reports there are, in groups. */
export const reportsPage = signedIn((c, { actor }) => {
  const { language } = c.get('reader')
  const crm = c.get('crm')
  authorize(actor, 'report:run')
  const seen = [...crm.registry.reportTypes].filter(([, { value }]) => mayCount(actor, value))
  const reports = seen.map(([id, { plugin, value }]) => ({
    id,
    group: value.about ?? 'leads',
    isOff: isOff(crm, plugin),
    label: textIn(value.label, language),
    description: said(value.description, language),
    kind: value.chart?.kind ?? 'table',
  }))
  const groups = GROUPS.map((id) => ({ id, reports: reports.filter(({ group }) => group === id) }))
  const data = { groups: groups.filter((group) => group.reports.length > 0), mayPlan: can(actor, 'report:schedule') }
  return showPage(c, 'admin/reports', { title: wordsOf(c)('reports.title'), data })
})

/** One report: its parameters, drawn, as a table, and as CSV with `?format=csv`. */
export const reportPage = signedIn(async (c, session) => {
  authorize(session.actor, 'report:run')
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const { format, ...query } = c.req.query()
  const type = c.req.param('type') ?? ''
  const { plugin, value } = reportType(crm, type)
  const form = reportForm(value, { query, language, choices: await choicesOf(c, session, value) })
  if (isOff(crm, plugin)) return shown(c, { type, value }, { data: { isOff: true }, status: 503 })
  // Without a word in the address nobody has been asked yet, so nothing is wrong yet either.
  if (!form.isComplete) return shown(c, { type, value, form }, { data: {}, status: c.req.url.includes('?') ? 422 : 200 })
  try {
    const report = await runReport(crm, { ...asked(c, session), type, params: form.given })
    return format === 'csv' ? asFile(c, report) : await withRows(c, { type, value, form, report })
  } catch (thrown) {
    if (!(thrown instanceof CrmError) || !WRONG_QUESTION.test(thrown.code)) throw thrown
    const field = thrown.code === 'SEGMENT_UNKNOWN' ? 'segment' : String(thrown.details['field'] ?? 'where')
    const wrong = withProblem(form, { field, message: problemOfError(thrown, language) })
    return shown(c, { type, value, form: wrong }, { data: {}, status: 422 })
  }
})

const choicesOf = async (c: AdminContext, { actor }: Session, { counts }: ReportType) =>
  filterChoices(c.get('crm'), {
    labels: await leadLabels(c.get('crm'), c.get('reader').language),
    ...{ actor, entity: counts === 'opportunity' ? 'opportunity' : 'lead' },
  })

/** What is wrong with these lies with who asks, and stands beside their question. */
const WRONG_QUESTION = /^(REPORT_PARAMS_INVALID|FILTER_|SEGMENT_UNKNOWN|RULE_CONDITION_UNKNOWN)/

const asked = (c: AdminContext, { actor }: Session) => ({ actor, calendar: c.get('reader').calendar })

function asFile(c: AdminContext, report: Report): Response {
  c.header('Content-Disposition', `attachment; filename="${report.type.replace(/[^\w-]/g, '-')}.csv"`)
  return c.body(reportCsv(reportTable(report, c.get('reader'))), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
}

interface Shown {
  readonly type: string
  readonly value: ReportType
  readonly form?: ReportForm
}

async function withRows(c: AdminContext, { report, ...page }: Shown & { readonly report: Report }): Promise<Response> {
  const reader = c.get('reader')
  const table = reportTable(report, reader)
  const path = `/reports/${encodeURIComponent(page.type)}`
  const given = page.form?.given ?? {}
  const data = {
    table,
    links: leadsLinks(report),
    charts: reportCharts(report, { table, reader }),
    notes: report.notes.map((note) => textIn(note, reader.language)),
    csv: pageLink(path, { ...given, format: 'csv' }),
    plan: pageLink('/reports/schedules', { report: page.type, ...given }),
  }
  return showPage(c, 'admin/report', pageContent(c, page, { data }))
}

function shown(c: AdminContext, page: Shown, { data, status }: { data: object; status: 200 | 422 | 503 }): Response {
  return showPage(c, 'admin/report', { ...pageContent(c, page, { data }), status })
}

function pageContent(c: AdminContext, { type, value, form }: Shown, { data }: { data: object }) {
  const { language } = c.get('reader')
  const page = { type, description: said(value.description, language), inputs: form?.inputs ?? [], example: CONDITIONS_EXAMPLE }
  return { title: textIn(value.label, language), data: { ...page, ...data } }
}

/** For each row and column, where its leads are listed; a row that is told apart by time has no such list. */
function leadsLinks({ declaration, columns, rows, by }: Report): readonly (readonly (string | undefined)[])[] {
  const { leadsBy = {} } = declaration
  const names = Object.keys(columns)
  return rows.map((row) =>
    names.map((name) => {
      const filter = by ? undefined : leadsBy[name]
      const value = row[name]
      return filter && typeof value === 'string' && value !== '' ? pageLink('/leads', { [filter]: value }) : undefined
    }),
  )
}

function said(text: Text | undefined, language: string): string {
  return text === undefined ? '' : textIn(text, language)
}
