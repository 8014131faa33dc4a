import type { Crm } from '../../crm/crm.js'
import type { Fields } from '../../model/fields.js'
import {
  changeRecord,
  countRecords,
  createRecord,
  ENTITY_PATHS,
  fieldOrigins,
  KEPT_ENTITIES,
  type KeptEntity,
  listRecords,
  parseConditions,
  type RecordsFilter,
  readPermission,
  recordHistory,
  removeRecord,
  showRecord,
  writePermission,
} from '../../operations/index.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { StoredRecord } from '../../store/index.js'
import { parseJson, readJson } from '../body/index.js'
import { asObject } from './answer-route.js'
import { type ApiRequest, type ApiRoute, newShape, pageOf, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { expectedVersion, tellVersion } from './expected-version.js'
import { PAGE_FIELDS, pageQuery, sortOf } from './lead-query.js'
import { shownRecord, shownRecords, withIsoTexts } from './shown-record.js'

const SORT: Fields = { sort: { type: 'string', description: '`field:asc` or `field:desc`; newest first without it.' } }

const CHANGES: Fields = {
  changes: {
    type: 'json',
    required: true,
    schema: { type: 'object', minProperties: 1 },
    description: 'New values by field; `null` clears one.',
  },
  expectedVersion: { type: 'integer', description: 'The version that was read; 409 if somebody wrote in between.' },
}

const filterFields = (entity: KeptEntity): Fields => ({
  where: {
    type: 'text',
    maxLength: 6_000,
    description: `Conditions of the rule language as JSON, for example \`{"all":[{"fact":"${entity}","path":"$.createdAt","operator":"greaterThan","value":"2026-03-21"}]}\`.`,
  },
  search: { type: 'string', description: 'Words that all occur in its searchable fields.' },
})

function filterOf({ where, search }: Readonly<Record<string, unknown>>): RecordsFilter {
  return {
    ...(typeof where === 'string' ? { where: parseConditions(parseJson(where)) } : {}),
    ...(typeof search === 'string' ? { search } : {}),
  }
}

/** Accounts, contacts, opportunities and whatever else people keep one by one: each entity with the same addresses. */
export const recordRoutes: readonly ApiRoute[] = KEPT_ENTITIES.flatMap((entity) => routesOf(entity))

function routesOf(entity: KeptEntity): readonly ApiRoute[] {
  const path = `/api/v1/${ENTITY_PATHS[entity]}`
  const words = ENTITY_PATHS[entity].replaceAll('-', ' ')
  return [...readingRoutes(entity, { path, words }), ...writingRoutes(entity, { path, words })]
}

interface Naming {
  readonly path: string
  /** In the plural. */
  readonly words: string
}

function readingRoutes(entity: KeptEntity, { path, words }: Naming): readonly ApiRoute[] {
  const permission = readPermission(entity)
  const name = `${entity}${entity.endsWith('y') ? '' : 's'}`.replace(/y$/, 'ies')
  return [
    {
      method: 'get',
      path,
      summary: `List ${words}`,
      permission,
      query: { ...filterFields(entity), ...SORT, ...PAGE_FIELDS },
      answer: { status: 200, description: `One page of ${words}.`, schema: pageOf(name, shape(entity)) },
      async handle({ crm, actor, query }) {
        const sort = sortOf(query['sort'])
        const filter = filterOf(query)
        const asked = { ...filter, ...pageQuery(query), ...(sort ? { sort } : {}) }
        const { records, next } = await listRecords(crm, { actor, entity, query: asked })
        return { [name]: shownRecords(crm.fields[entity], records), ...(next ? { next } : {}) }
      },
    },
    {
      method: 'get',
      path: `${path}/count`,
      summary: `Count ${words}`,
      permission,
      query: filterFields(entity),
      answer: {
        status: 200,
        description: 'How many there are.',
        schema: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
      },
      handle: async ({ crm, actor, query }) => ({ count: await countRecords(crm, { actor, entity, filter: filterOf(query) }) }),
    },
    {
      method: 'get',
      path: `${path}/:id`,
      summary: `See one of the ${words}`,
      description: 'Its version is in `ETag` as well, for `If-Match`.',
      permission,
      answer: { status: 200, description: 'The record.', schema: shape(entity) },
      refusals: [404],
      async handle({ crm, actor, params: { id = '' }, context }) {
        return shown(crm, entity, tellVersion(context, await showRecord(crm, { actor, entity, id })))
      },
    },
    {
      method: 'get',
      path: `${path}/:id/history`,
      summary: `See who changed one of the ${words}, when, from what to what`,
      permission,
      query: PAGE_FIELDS,
      answer: {
        status: 200,
        description: 'Newest first; `origins` names the write that last gave each field its value.',
        schema: pageOf('changes', shape('recordChange')),
      },
      async handle({ crm, actor, params: { id = '' }, query }) {
        const { records, next } = await recordHistory(crm, { actor, entity, id, ...pageQuery(query) })
        const origins = fieldOrigins(records).map((origin) => withIsoTexts(origin, ['at']))
        return { changes: shownRecords(crm.fields.recordChange, records), origins, ...(next ? { next } : {}) }
      },
    },
  ]
}

function writingRoutes(entity: KeptEntity, { path, words }: Naming): readonly ApiRoute[] {
  const permission = writePermission(entity)
  return [
    {
      method: 'post',
      path,
      summary: `Add to the ${words}`,
      permission,
      rawBody: shape(newShape(entity)),
      answer: { status: 201, description: 'The record as it is now.', schema: shape(entity) },
      refusals: [409],
      async handle({ crm, actor, context }) {
        const values = asObject(await readJson(context))
        return shown(crm, entity, tellVersion(context, written(await createRecord(crm, { actor, entity, values }))))
      },
    },
    {
      method: 'patch',
      path: `${path}/:id`,
      summary: `Change one of the ${words}`,
      description: 'With `If-Match` or `expectedVersion` it is refused (409) where somebody wrote in between.',
      permission,
      body: CHANGES,
      answer: { status: 200, description: 'The record as it is now.', schema: shape(entity) },
      refusals: [404, 409],
      handle: (request) => patch(entity, request),
    },
    {
      method: 'delete',
      path: `${path}/:id`,
      summary: `Remove one of the ${words}`,
      description: 'Refused while other records point to it. Its history stays.',
      permission,
      answer: { status: 200, description: 'The record as it was.', schema: shape(entity) },
      refusals: [404, 422],
      async handle({ crm, actor, params: { id = '' } }) {
        return shown(crm, entity, written(await removeRecord(crm, { actor, entity, id })))
      },
    },
  ]
}

async function patch(entity: KeptEntity, { crm, actor, params: { id = '' }, body, context }: ApiRequest): Promise<unknown> {
  const version = expectedVersion(context, body['expectedVersion'])
  const changes = asObject(body['changes'])
  const record = await changeRecord(crm, {
    actor,
    entity,
    id,
    changes,
    ...(version === undefined ? {} : { expectedVersion: version }),
  })
  return shown(crm, entity, tellVersion(context, written(record)))
}

const shown = (crm: Crm, entity: KeptEntity, record: StoredRecord) => shownRecord(crm.fields[entity], record)

/** The written record, or the refusal as an answer. */
function written(outcome: StoredRecord | Refusal): StoredRecord {
  if (isRefusal(outcome)) throw changeRefused(outcome)
  return outcome
}
