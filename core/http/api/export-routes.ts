import {
  EXPORT_ENTITIES,
  type ExportRequest,
  exportCsv,
  exportSheet,
  parseConditions,
  requireExportEntity,
  seenBy,
} from '../../operations/index.js'
import { parseJson } from '../body/index.js'
import type { ApiRequest, ApiRoute } from './api-route.js'
import { streamed } from './import-routes.js'

/** Everything can be taken out again, entity by entity. */
export const exportRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/exports/:entity',
    summary: 'Take out the records of an entity as CSV or .xlsx',
    description: `Entities: ${EXPORT_ENTITIES.join(', ')}. Raw values can be imported again; cells that a spreadsheet would run begin with an apostrophe.`,
    permission: 'export:run',
    query: {
      format: { type: 'string', oneOf: ['csv', 'xlsx'] },
      columns: { type: 'string', maxLength: 2_000, description: 'Names of fields, parted by commas; all without it.' },
      where: { type: 'text', maxLength: 6_000, description: 'Conditions as JSON.' },
      labels: { type: 'boolean', description: 'Names and labels in the language of the request in place of raw values.' },
      bom: { type: 'boolean', description: 'Begin with the mark by which spreadsheets know UTF-8.' },
    },
    answer: { status: 200, description: 'The file.', schema: { type: 'string', format: 'binary' } },
    refusals: [404],
    handle: giveOut,
  },
]

async function giveOut({ crm, actor, params, query, context }: ApiRequest): Promise<Response> {
  const entity = requireExportEntity(params['entity'] ?? '')
  const { columns, where, labels, bom, format } = query
  const request: ExportRequest = {
    ...{ actor, entity },
    ...(typeof columns === 'string' ? { columns: columns.split(',').map((name) => name.trim()) } : {}),
    ...(typeof where === 'string'
      ? { where: parseConditions(parseJson(where), ...(entity === 'lead' ? [seenBy(crm, actor).rules()] : [])) }
      : {}),
    ...(labels === true ? { language: context.get('reader').language } : {}),
  }
  if (format === 'xlsx') {
    const bytes = await exportSheet(crm, request)
    const headers = { 'Content-Type': XLSX, 'Content-Disposition': `attachment; filename="${entity}.xlsx"` }
    return new Response(Buffer.from(bytes), { headers })
  }
  const csv = exportCsv(crm, { ...request, bom: bom === true })
  // Whoever may not read it, or asked for what is not there, is told so before the file begins.
  const first = await csv.next()
  return streamed(begunWith(first.done ? '' : first.value, csv), { type: 'text/csv; charset=utf-8', fileName: `${entity}.csv` })
}

async function* begunWith(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
