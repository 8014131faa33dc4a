import type { Comparison } from '../../model/conditions.js'
import type { EntityName } from '../../model/entities/index.js'
import type { Fields } from '../../model/fields.js'
import { comparing, type ReportType } from '../../plugin-api/index.js'

/** Filters that a report has because of what it counts, each by the field that it compares; a parameter of its own goes before. */
export function reportFilters({ counts, params = {} }: Pick<ReportType, 'counts' | 'params'>): Fields {
  const filters = (counts && FILTERS[counts]) ?? {}
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !Object.hasOwn(params, name)))
}

/** What was chosen, as conditions over what the report counts. */
export function filterLeaves(
  report: Pick<ReportType, 'counts' | 'params'>,
  values: Readonly<Record<string, unknown>>,
): readonly Comparison[] {
  const is = comparing(report.counts ?? 'lead')
  return Object.keys(reportFilters(report)).flatMap((name) =>
    typeof values[name] === 'string' && values[name] !== '' ? [is(name, 'equal', values[name])] : [],
  )
}

const SOURCE: Fields = { source: { type: 'string', label: { en: 'Source', fa: 'منبع' } } }
const OWNER: Fields = { ownerId: { type: 'string', label: { en: 'Owner', fa: 'مسئول' } } }

const FILTERS: Readonly<Partial<Record<EntityName, Fields>>> = {
  lead: {
    status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' } },
    grade: { type: 'string', label: { en: 'Grade', fa: 'درجه' } },
    ...SOURCE,
    ...OWNER,
  },
  opportunity: { pipeline: { type: 'string', label: { en: 'Pipeline', fa: 'خط فروش' } }, ...SOURCE, ...OWNER },
}
