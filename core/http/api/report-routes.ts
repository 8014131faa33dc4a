import { authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { mayCount, reportParams, runReport } from '../../operations/index.js'
import { parseJson } from '../body/index.js'
import { type ApiRoute, pageOf } from './api-route.js'
import { shownRecords } from './shown-record.js'

/** The reports that plugins give, and their figures. */
export const reportRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/reports',
    summary: 'List report types',
    permission: 'report:run',
    answer: { status: 200, description: 'What can be asked.', schema: pageOf('reports', { type: 'object' }) },
    async handle({ crm, actor }) {
      authorize(actor, 'report:run')
      const reports = [...crm.registry.reportTypes]
        .filter(([, { value }]) => mayCount(actor, value))
        .map(([type, { plugin, value }]) => ({
          type,
          plugin,
          label: value.label,
          ...(value.description ? { description: value.description } : {}),
          about: value.about ?? 'leads',
          params: reportParams(value),
          columns: value.columns,
        }))
      return { reports }
    },
  },
  {
    method: 'get',
    path: '/api/reports/:type',
    summary: 'Run a report',
    permission: 'report:run',
    query: { params: { type: 'text', maxLength: 6_000, description: 'Parameters of the report as a JSON object.' } },
    answer: { status: 200, description: 'Columns and rows.', schema: { type: 'object' } },
    refusals: [404],
    async handle({ crm, actor, params: { type = '' }, query }) {
      const params = givenParams(query['params'])
      const { declaration, columns, rows, totals, notes, by } = await runReport(crm, { actor, type, params })
      return {
        ...{ type, label: declaration.label, columns, rows: shownRecords(columns, rows) },
        ...{ totals: shownRecords(columns, totals), notes },
        ...(by ? { by } : {}),
      }
    },
  },
]

function givenParams(text: unknown): Readonly<Record<string, unknown>> {
  const params = typeof text === 'string' ? parseJson(text) : {}
  if (typeof params === 'object' && params !== null && !Array.isArray(params)) return params as Readonly<Record<string, unknown>>
  throw new CrmError('HTTP_INPUT_INVALID', 'params: a JSON object is needed.', { details: { field: 'params' } })
}
