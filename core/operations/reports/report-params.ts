import { CrmError, type SaidMessage } from '../../errors.js'
import { PERIOD_UNITS } from '../../model/calendar/period.js'
import { PRESET_PERIODS } from '../../model/calendar/preset-period.js'
import type { Fields } from '../../model/fields.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import type { ReportType } from '../../plugin-api/index.js'
import { checkValues } from '../check-values.js'
import { reportFilters } from './report-filters.js'

/** The questions of a report: its own, and those that every report of its kind has without writing them. */
export function reportParams(report: ReportType): Fields {
  const known = declared.get(report)
  if (known) return known
  const { period, byPeriod, counts, params } = report
  const all: Fields = {
    ...(period === undefined ? {} : PERIOD),
    ...(byPeriod === true ? BY : {}),
    ...params,
    ...reportFilters(report),
    ...(counts === 'lead' ? SEGMENT : {}),
    ...(counts === undefined ? {} : WHERE),
  }
  declared.set(report, all)
  return all
}

const declared = new WeakMap<ReportType, Fields>()

/**
 * Reads the parameters of a report; texts, as an address or a command gives them, become what they are declared to be.
 * @throws {CrmError} REPORT_PARAMS_INVALID.
 */
export function readReportParams(
  report: ReportType,
  { type, params }: { readonly type: string; readonly params: Readonly<Record<string, unknown>> },
): Readonly<Record<string, unknown>> {
  const { values, problems } = checkValues(reportParams(report), { ...params, ...writtenConditions(type, params) })
  const [problem] = problems
  if (problem) throw invalidParam({ type, field: problem.field, message: saidOf(problem.message) })
  const { from, to } = values
  if (report.period !== undefined && typeof from === 'string' && typeof to === 'string' && from > to)
    throw invalidParam({
      ...{ type, field: 'to' },
      message: {
        en: `The last day (${to}) lies before the first (${from}).`,
        fa: `آخرین روز (${to}) پیش از نخستین (${from}) است.`,
      },
    })
  return values
}

const saidOf = ({ en, fa = en }: LocalizedText): SaidMessage => ({ en, fa })

/** Names the report and the parameter before what is wrong with it; a page that shows it under its field leaves that out. */
export const invalidParam = ({ type, field, message }: { type: string; field: string; message: SaidMessage }): CrmError =>
  new CrmError(
    'REPORT_PARAMS_INVALID',
    { en: `Report "${type}", ${field}: ${message.en}`, fa: `گزارش "${type}"، ${field}: ${message.fa}` },
    { details: { field, problem: message } },
  )

/** Conditions as an address or a form takes them. */
export const CONDITIONS_EXAMPLE = '{"all":[{"fact":"lead","path":"$.country","operator":"equal","value":"IR"}]}'

/** Conditions in an address are a text. */
function writtenConditions(type: string, { where }: Readonly<Record<string, unknown>>): { readonly where?: unknown } {
  if (typeof where !== 'string') return {}
  if (where.trim() === '') return { where: undefined }
  try {
    return { where: JSON.parse(where) as unknown }
  } catch {
    throw invalidParam({ type, field: 'where', message: NOT_JSON })
  }
}

const NOT_JSON: SaidMessage = {
  en: `Conditions are written as JSON, for example ${CONDITIONS_EXAMPLE}.`,
  fa: `شرط‌ها به شکل JSON نوشته می‌شوند، نمونه: ${CONDITIONS_EXAMPLE}.`,
}

const PERIOD: Fields = {
  period: { type: 'select', label: { en: 'Period', fa: 'دوره' }, oneOf: PRESET_PERIODS, default: 'all' },
  from: {
    type: 'date',
    label: { en: 'From', fa: 'از' },
    description: { en: 'The first day; counts instead of the named period.', fa: 'نخستین روز؛ به‌جای دورهٔ نام‌دار.' },
  },
  to: {
    type: 'date',
    label: { en: 'To', fa: 'تا' },
    description: { en: 'The last day, counted too.', fa: 'آخرین روز، خودش هم شمرده می‌شود.' },
  },
}

const UNIT_LABELS = {
  day: { en: 'Day', fa: 'روز' },
  week: { en: 'Week', fa: 'هفته' },
  month: { en: 'Month', fa: 'ماه' },
  quarter: { en: 'Quarter', fa: 'فصل' },
  year: { en: 'Year', fa: 'سال' },
}

const BY: Fields = {
  by: {
    type: 'select',
    label: { en: 'By', fa: 'به تفکیک' },
    oneOf: PERIOD_UNITS.map((value) => ({ value, label: UNIT_LABELS[value] })),
  },
}

const SEGMENT: Fields = {
  segment: { type: 'string', label: { en: 'Segment', fa: 'بخش' } },
}

const WHERE: Fields = {
  where: {
    type: 'json',
    label: { en: 'Conditions (JSON)', fa: 'شرط‌ها (JSON)' },
    description: { en: 'Conditions of the rule language.', fa: 'شرط‌هایی به زبان قواعد.' },
  },
}
