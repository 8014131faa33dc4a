import type { Crm } from '../../crm/crm.js'
import { CrmError } from '../../errors.js'
import type { Comparison } from '../../model/conditions.js'
import type { Fields, JsonSchema } from '../../model/fields.js'
import { answeredInMemory, type LeadFilter, parseConditions } from '../../operations/index.js'
import type { Sort } from '../../store/index.js'
import { parseJson } from '../body/index.js'

/** How an address says which leads. */
export const LEAD_FILTER_FIELDS: Fields = {
  where: {
    type: 'text',
    maxLength: 6_000,
    description:
      'Conditions of the rule language as JSON, for example `{"all":[{"fact":"lead","path":"$.grade","operator":"equal","value":"A"}]}`.',
  },
  segment: { type: 'string', description: 'Id of a segment file.' },
  search: { type: 'string', description: 'Words that all occur in name, company, e-mail or another searchable field.' },
}

/** How an address says which page of a list. */
export const PAGE_FIELDS: Fields = {
  limit: { type: 'integer', min: 1, max: 200, description: 'Records on a page; 50 without it.' },
  after: { type: 'text', maxLength: 4_000, description: 'The `next` of the page before.' },
}

/** Reads the filter out of a checked query. */
export function leadFilter(crm: Crm, { where, segment, search }: Readonly<Record<string, unknown>>): LeadFilter {
  return {
    ...(typeof where === 'string' ? { where: parseConditions(parseJson(where), crm.rules()) } : {}),
    ...(typeof segment === 'string' ? { segment } : {}),
    ...(typeof search === 'string' ? { search } : {}),
  }
}

/** Tells which comparisons of a filter the database could not answer alone; absent where it answered all. */
export function inMemory(crm: Crm, filter: LeadFilter): { readonly inMemory?: readonly Comparison[] } {
  const comparisons = answeredInMemory(crm, filter)
  return comparisons.length === 0 ? {} : { inMemory: comparisons }
}

/** The schema of an answer to a filter. */
export function withInMemory(schema: JsonSchema): JsonSchema {
  const description =
    'Comparisons that were looked at lead by lead, after the database had narrowed them down; absent where it answered all.'
  const comparisons = { type: 'array', items: { type: 'object' }, description }
  return { ...schema, properties: { ...(schema['properties'] as JsonSchema), inMemory: comparisons } }
}

/** Reads which page of a list is asked for. */
export function pageQuery({ limit, after }: Readonly<Record<string, unknown>>): { limit?: number; after?: string } {
  return { ...(typeof limit === 'number' ? { limit } : {}), ...(typeof after === 'string' ? { after } : {}) }
}

/**
 * Reads `score:desc`; the direction is ascending without it.
 * @throws {CrmError} HTTP_INPUT_INVALID.
 */
export function sortOf(text: unknown): Sort | undefined {
  if (typeof text !== 'string') return undefined
  const [, field, direction = 'asc'] = /^([a-zA-Z][a-zA-Z0-9]*)(?::(asc|desc))?$/.exec(text) ?? []
  if (field === undefined)
    throw new CrmError(
      'HTTP_INPUT_INVALID',
      { en: 'sort: write it as `field:asc` or `field:desc`.', fa: 'sort: آن را به شکل `field:asc` یا `field:desc` بنویسید.' },
      { details: { field: 'sort' } },
    )
  return { field, direction: direction === 'desc' ? 'desc' : 'asc' }
}
