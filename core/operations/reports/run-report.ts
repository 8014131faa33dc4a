import { type Actor, authorize, type Permission } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { leadReader } from '../../intake/lead-reader.js'
import { pluginContext } from '../../intake/plugin-context.js'
import type { LocalCalendar, PeriodUnit } from '../../model/calendar/period.js'
import type { Fields } from '../../model/fields.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { Text } from '../../model/text/localized-text.js'
import type { ReportType } from '../../plugin-api/index.js'
import { seenBy, seesAll } from '../access/seen-by.js'
import { mayCount } from './may-count.js'
import { coreLabels, type ReportLabels } from './report-labels.js'
import { readReportParams } from './report-params.js'
import { reportScope } from './report-scope.js'
import { reportTotals } from './report-totals.js'

/** A report that has been run: its declaration, for words and charts, and its rows. */
export interface Report {
  readonly type: string
  readonly declaration: ReportType
  /** What its table shows: the columns that are declared and filled, and before them the period where it was asked for. */
  readonly columns: Fields
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** What adds up, one row for each currency; none where nothing does. */
  readonly totals: readonly Readonly<Record<string, unknown>>[]
  readonly labels: ReportLabels
  readonly notes: readonly Text[]
  readonly by?: PeriodUnit
}

/** A report to run; parameters may be texts. */
export interface ReportRequest {
  readonly actor: Actor
  readonly type: string
  readonly params?: Readonly<Record<string, unknown>>
  /** By which months and weeks; the deployment's own unless the reader has another. */
  readonly calendar?: LocalCalendar['calendar']
}

const REPORT_LIMIT_MS = 60_000
const PART_ONLY: Text = {
  en: 'Only what your role sees is counted.',
  fa: 'تنها آنچه نقش شما می‌بیند شمرده شده است.',
}
const PERIOD: Fields = { period: { type: 'dateTime', label: { en: 'Period', fa: 'دوره' } } }

/**
 * Runs a report. Parameters may be texts, as an address or a command gives them; those left out take their defaults.
 * @throws {CrmError} REPORT_UNKNOWN, REPORT_PARAMS_INVALID.
 */
export async function runReport(whole: Engine, request: ReportRequest): Promise<Report> {
  const { actor, type, params = {}, calendar = whole.settings.calendar } = request
  authorize(actor, 'report:run')
  const engine = seenBy(whole, actor)
  const { plugin, value } = reportType(engine, type)
  if (!mayCount(actor, value)) authorize(actor, `${value.counts ?? 'lead'}:read` as Permission)
  const values = readReportParams(value, { type, params })
  const scope = await reportScope(engine, value, { type, values, calendar })
  return engine.registry.call({ plugin, where: `report ${type}`, limitMs: REPORT_LIMIT_MS }, async (signal) => {
    const plain = pluginContext(engine, { plugin, signal })
    const context = { ...plain, crm: { ...plain.crm, ...leadReader(engine) }, scope }
    const rows = (await value.run(values, context)) as Report['rows']
    const own = ((await value.valueLabels?.(context)) ?? {}) as ReportLabels
    const by = typeof value.byPeriod === 'string' ? value.byPeriod : scope.by
    const columns = shownColumns({ ...(by ? PERIOD : {}), ...(value.columns as Fields) }, rows)
    return {
      ...{ type, declaration: value, columns, rows },
      totals: reportTotals(value, columns, rows),
      labels: { ...(await coreLabels(engine, columns)), ...own },
      notes: [...((await value.notes?.(rows, context)) ?? []), ...(seesAll(actor) ? [] : [PART_ONLY])],
      ...(by ? { by } : {}),
    }
  })
}

/**
 * The report of a type, and the plugin that gives it.
 * @throws {CrmError} REPORT_UNKNOWN, with the one that may be meant.
 */
export function reportType(engine: Engine, type: string): { readonly plugin: string; readonly value: ReportType } {
  const registered = engine.registry.reportTypes.get(type)
  if (registered) return registered
  const known = [...engine.registry.reportTypes.keys()]
  const near = didYouMean(type, known)
  throw new CrmError(
    'REPORT_UNKNOWN',
    `There is no report "${type}".${near ? ` Did you mean "${near}"?` : ''} Known: ${known.join(', ')}.`,
  )
}

/** A column that may be missing and is so in every row only takes room. */
const shownColumns = (columns: Fields, rows: Report['rows']): Fields =>
  Object.fromEntries(
    Object.entries(columns).filter(
      ([name, { required }]) => required || rows.length === 0 || rows.some((row) => row[name] !== undefined),
    ),
  )
