import { Readable } from 'node:stream'
import { CrmError } from '../../errors.js'
import { DECISION_STAGES } from '../../model/decision.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import { IMPORT_ENTITIES, isImportEntity } from '../../model/import-fields.js'
import type { MappingDefinition } from '../../model/mapping.js'
import {
  failedRowsCsv,
  type ImportMode,
  importProblems,
  listImports,
  openImport,
  previewImport,
  resumeImport,
  setUpImport,
  showImport,
  stagesLeftOut,
  startImport,
  stopImport,
  undoImport,
} from '../../operations/index.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { type ApiRequest, type ApiRoute, pageOf, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { PAGE_FIELDS, pageQuery } from './lead-query.js'
import { shownRecord, shownRecords } from './shown-record.js'

const ANSWER = { status: 200, description: 'The import as it is now.', schema: shape('importRun') } as const

const steering = (verb: string, summary: string, steer: typeof startImport): ApiRoute => ({
  method: 'post',
  path: `/api/v1/imports/:id/${verb}`,
  summary,
  permission: 'import:run',
  answer: ANSWER,
  refusals: [404, 409],
  handle: async ({ crm, actor, params: { id = '' } }) => shown(crm, written(await steer(crm, { actor, id }))),
})

/** Files that are taken in: kept, told what to do, started, watched, stopped, taken back. */
export const importRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/imports',
    summary: 'List imports, the newest first',
    permission: 'import:run',
    query: PAGE_FIELDS,
    answer: { status: 200, description: 'One page.', schema: pageOf('imports', shape('importRun')) },
    async handle({ crm, actor, query }) {
      const { records, next } = await listImports(crm, { actor, ...pageQuery(query) })
      return { imports: shownRecords(crm.fields.importRun, records), ...(next ? { next } : {}) }
    },
  },
  {
    method: 'post',
    path: '/api/v1/imports',
    summary: 'Send a file to import; nothing comes in before it is started',
    description: 'The body is the file itself, CSV or .xlsx. What its rows are and what its columns mean is suggested.',
    permission: 'import:run',
    query: {
      fileName: { type: 'string', required: true, maxLength: 200, description: 'Its end says what it is: .csv or .xlsx.' },
      entity: { type: 'string', oneOf: IMPORT_ENTITIES, description: 'What its rows are.' },
    },
    rawBody: { type: 'string', format: 'binary' },
    answer: { status: 201, description: 'The import, with a suggested mapping.', schema: shape('importRun') },
    refusals: [413],
    handle: takeFile,
  },
  {
    method: 'get',
    path: '/api/v1/imports/:id',
    summary: 'See how far an import is',
    permission: 'import:run',
    answer: ANSWER,
    refusals: [404],
    handle: async ({ crm, actor, params: { id = '' } }) => shown(crm, await showImport(crm, { actor, id })),
  },
  {
    method: 'patch',
    path: '/api/v1/imports/:id',
    summary: 'Tell an import that has not started what to do',
    permission: 'import:run',
    body: {
      entity: { type: 'string', oneOf: IMPORT_ENTITIES },
      mode: { type: 'string', oneOf: ['create', 'update', 'both'] },
      mapping: {
        type: 'json',
        description: 'As in a mapping file: `fields`, `match`, `key`, `missing`.',
        schema: { type: 'object' },
      },
      stages: { type: 'multiSelect', oneOf: DECISION_STAGES, description: 'Stages of the rules that leads go through.' },
      badCells: { type: 'string', oneOf: ['refuse-row', 'leave-out'] },
    },
    answer: ANSWER,
    refusals: [404, 409],
    async handle({ crm, actor, params: { id = '' }, body }) {
      return shown(crm, written(await setUpImport(crm, { actor, id, setUp: setUpOf(body) })))
    },
  },
  {
    method: 'get',
    path: '/api/v1/imports/:id/preview',
    summary: 'See what an import would do, without doing it',
    permission: 'import:run',
    answer: {
      status: 200,
      description: 'The first rows as they would be read, and how many would end how.',
      schema: { type: 'object' },
    },
    refusals: [404],
    async handle({ crm, actor, params: { id = '' } }) {
      const { run: _run, ...preview } = await previewImport(crm, { actor, id })
      return preview
    },
  },
  steering('start', 'Let an import run in the background', startImport),
  steering('stop', 'Stop an import between two batches', stopImport),
  steering('resume', 'Let an import go on behind the last settled row', resumeImport),
  steering('undo', 'Take back what an import made and changed', undoImport),
  {
    method: 'get',
    path: '/api/v1/imports/:id/problems',
    summary: 'List rows that failed, or lost cells, with their reasons',
    permission: 'import:run',
    query: {
      ...PAGE_FIELDS,
      format: { type: 'string', oneOf: ['json', 'csv'], description: 'CSV can be corrected and imported again.' },
    },
    answer: { status: 200, description: 'In the order of the file.', schema: pageOf('problems', shape('importProblem')) },
    async handle({ crm, actor, params: { id = '' }, query, context }) {
      if (query['format'] === 'csv') {
        const { language } = context.get('reader')
        return streamed(failedRowsCsv(crm, { actor, id, language }), {
          type: 'text/csv; charset=utf-8',
          fileName: `${id}.failed.csv`,
        })
      }
      const { records, next } = await importProblems(crm, { actor, id, ...pageQuery(query) })
      return { problems: shownRecords(crm.fields.importProblem, records), ...(next ? { next } : {}) }
    },
  },
]

async function takeFile({ crm, actor, query, context }: ApiRequest): Promise<unknown> {
  const { body } = context.req.raw
  if (!body) throw new CrmError('BODY_MALFORMED', 'Send the file as the body.')
  const { fileName, entity } = query
  const named = typeof entity === 'string' && isImportEntity(entity) ? { entity } : {}
  const file = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
  return shown(crm, await openImport(crm, { actor, fileName: String(fileName), file, ...named }))
}

function setUpOf({ entity, mode, mapping, stages, badCells }: ApiRequest['body']) {
  return {
    ...(typeof entity === 'string' && isImportEntity(entity) ? { entity } : {}),
    ...(mode === undefined ? {} : { mode: mode as ImportMode }),
    ...(mapping === undefined ? {} : { mapping: mappingOf(mapping) }),
    settings: {
      ...(Array.isArray(stages) ? { without: stagesLeftOut(stages as readonly string[]) } : {}),
      ...(badCells === undefined ? {} : { badCells: badCells as 'refuse-row' | 'leave-out' }),
    },
  }
}

/** A mapping as somebody sent it; which fields it names is checked with the entity. */
function mappingOf(value: unknown): MappingDefinition {
  const { fields, key, match, missing } = value as Partial<MappingDefinition>
  if (typeof fields !== 'object' || fields === null) throw new CrmError('IMPORT_INVALID', 'The mapping has no "fields".')
  const own = { ...(key ? { key } : {}), ...(match ? { match } : {}), ...(missing ? { missing } : {}) }
  return { id: 'import-api', title: { en: 'From the API', fa: 'از API' }, reads: 'csv', fields, ...own }
}

const shown = (crm: ApiRequest['crm'], run: ImportRun) => shownRecord(crm.fields.importRun, run)

function written(answer: ImportRun | Refusal): ImportRun {
  if (isRefusal(answer)) throw changeRefused(answer)
  return answer
}

/** A file as it is made, piece by piece. */
export function streamed(text: AsyncIterable<string>, { type, fileName }: { type: string; fileName: string }): Response {
  const body = Readable.toWeb(Readable.from(text)) as ReadableStream
  const headers = {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '-')}"`,
  }
  return new Response(body, { headers })
}
