import type { Engine } from '../../intake/engine.js'
import { leadReader } from '../../intake/lead-reader.js'
import { dayNumber } from '../../model/calendar/calendar-day.js'
import { type LocalCalendar, type PeriodUnit, periodStarts, type Span } from '../../model/calendar/period.js'
import { type PresetPeriod, presetSpan } from '../../model/calendar/preset-period.js'
import { dayAt, startOfDay } from '../../model/calendar/start-of-day.js'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import type { EntityName } from '../../model/entities/index.js'
import { comparing, type ReportScope, type ReportType } from '../../plugin-api/index.js'
import { segmentConditions } from '../lead-filter.js'
import { parseConditions } from '../parse-conditions.js'
import { filterLeaves } from './report-filters.js'
import { invalidParam } from './report-params.js'

interface Asked {
  readonly type: string
  readonly values: Readonly<Record<string, unknown>>
  readonly calendar: LocalCalendar['calendar']
}

const DAY_MS = 86_400_000
const MOST_PERIODS = 800

/**
 * Works out whom a report speaks of, and when.
 * @throws {CrmError} REPORT_PARAMS_INVALID; those of conditions and segments.
 */
export async function reportScope(engine: Engine, report: ReportType, asked: Asked): Promise<ReportScope> {
  const { counts = 'lead', period } = report
  const local: LocalCalendar = { calendar: asked.calendar, timeZone: engine.settings.timeZone }
  const span = period === undefined ? undefined : spanOf(asked.values, { now: engine.now(), ...local })
  const during = (entity: EntityName, field: string) => within(span, { entity, field })
  const filter: Conditions = { all: [...filterNodes(engine, report, asked.values)] }
  const where: Conditions = period === undefined ? filter : { all: [...filter.all, ...during(counts, period)] }
  const by = asked.values['by'] as PeriodUnit | undefined
  const starts =
    by && period !== undefined ? await startsFor(engine, { counts, period, where, by, span, local, type: asked.type }) : []
  return {
    where,
    filter,
    ...(span ? { span } : {}),
    ...(by ? { by } : {}),
    groups: by && period !== undefined ? [{ as: BAND, of: period, bounds: starts }] : [],
    periodOf(row) {
      const start = by && typeof row[BAND] === 'number' ? starts[row[BAND]] : undefined
      return start === undefined ? {} : { period: start }
    },
    during,
    startsOf: (asks, unit) => periodStarts(asks, { unit, ...local }),
    dayOf: (ms) => new Date(dayAt(ms, local.timeZone) * DAY_MS).toISOString().slice(0, 10),
  }
}

/** The name of the band in which a period stands until its report reads it. */
const BAND = 'periodBand'

function spanOf(
  { period = 'all', from, to }: Readonly<Record<string, unknown>>,
  local: LocalCalendar & { readonly now: number },
): Span | undefined {
  const start = (day: unknown, add = 0) => {
    const number = typeof day === 'string' ? dayNumber(day, 'gregorian') : undefined
    return number === undefined ? undefined : startOfDay(number + add, local.timeZone)
  }
  const [first, last] = [start(from), start(to, 1)]
  if (first === undefined && last === undefined) return presetSpan(period as PresetPeriod, local)
  return { from: first ?? Number.MIN_SAFE_INTEGER, to: last ?? Number.MAX_SAFE_INTEGER }
}

function within(span: Span | undefined, { entity, field }: { entity: EntityName; field: string }): readonly Comparison[] {
  if (!span) return []
  const is = comparing(entity)
  return [is(field, 'greaterThanInclusive', span.from), is(field, 'lessThan', span.to)]
}

function filterNodes(engine: Engine, report: ReportType, values: Asked['values']): readonly ConditionNode[] {
  const rules = engine.rules()
  const { where, segment } = values
  const isLead = (report.counts ?? 'lead') === 'lead'
  return [
    ...(isLead ? [comparing('lead')('mergedIntoId', 'present', false)] : []),
    ...filterLeaves(report, values),
    ...(where === undefined ? [] : [parseConditions(where, isLead ? rules : undefined)]),
    ...(isLead && typeof segment === 'string' && segment !== '' ? [segmentConditions(rules.segments, segment)] : []),
  ]
}

interface Periods {
  readonly counts: EntityName
  readonly period: string
  readonly where: Conditions
  readonly by: PeriodUnit
  readonly span: Span | undefined
  readonly local: LocalCalendar
  readonly type: string
}

/** Periods begin with the first record and end with the last: nobody wants to see a century of empty months. */
async function startsFor(engine: Engine, { counts, period, where, by, span, local, type }: Periods): Promise<readonly number[]> {
  const [ends] = await leadReader(engine).aggregate({
    entity: counts,
    groupBy: [],
    where,
    measures: { first: { min: period }, last: { max: period } },
  })
  const [first, last] = [ends?.['first'], ends?.['last']]
  if (typeof first !== 'number' || typeof last !== 'number') return []
  const filled = { from: Math.max(first, span?.from ?? first), to: Math.min(last + 1, span?.to ?? last + 1) }
  const starts = periodStarts(filled, { unit: by, most: MOST_PERIODS, ...local })
  if (starts.length <= MOST_PERIODS) return starts
  const message = {
    en: `That makes more than ${MOST_PERIODS} periods. Take a longer unit, or a shorter period.`,
    fa: `این بیش از ${MOST_PERIODS} دوره می‌شود. واحدی بلندتر یا دوره‌ای کوتاه‌تر برگزینید.`,
  }
  throw invalidParam({ type, field: 'by', message })
}
