import { CrmError } from '../../errors.js'
import type { Fields, JsonSchema } from '../../model/fields.js'
import {
  compareRules,
  listPublications,
  type Published,
  publishRules,
  replayDecision,
  returnRules,
  rulesStatus,
  type ShownPublication,
  showPublication,
} from '../../operations/index.js'
import type { Publication } from '../../store/index.js'
import { type ApiRequest, type ApiRoute, pageOf } from './api-route.js'
import { withIsoTexts } from './shown-record.js'

const PUBLICATION: JsonSchema = {
  type: 'object',
  required: ['number', 'digest', 'author', 'at', 'report'],
  properties: {
    number: { type: 'integer', description: 'Counted from one.' },
    digest: { type: 'string', description: 'Of its rule set; every decision is stamped with it.' },
    previous: { type: 'string', description: 'Digest of the rule set that decided before.' },
    author: { type: 'string' },
    at: { type: 'string', format: 'date-time' },
    note: { type: 'string' },
    returnsTo: { type: 'integer', description: 'The earlier publication whose rule set it brings back.' },
    report: {
      type: 'object',
      description: 'What was known that day: `files` that differ, `cases`, `impact`.',
    },
  },
}

const SAID: Fields = {
  note: { type: 'string', description: 'What is new and why.' },
  allowRestart: {
    type: 'boolean',
    description: 'Publish changed fields: running processes decide nothing until they are started again.',
  },
}

const LONGEST_IMPACT_MS = 10_000

/** Publishing rules and taking them back, and making decisions again. */
export const publicationRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/rules/status',
    summary: 'What decides, and whether the files on disk differ',
    permission: 'rule:read',
    answer: {
      status: 200,
      description: 'Digests, mistakes on disk, and what publishing would change.',
      schema: { type: 'object' },
    },
    async handle({ crm, actor }) {
      const { mistakes, publication, ...status } = await rulesStatus(crm, { actor })
      const told = mistakes.map(({ code, message, details: { line, column } }) => ({ code, message, line, column }))
      return { ...status, ...(publication ? { publication: shown(publication) } : {}), mistakes: told }
    },
  },
  {
    method: 'get',
    path: '/api/rules/diff',
    summary: 'Compare two rule sets',
    permission: 'rule:read',
    query: {
      before: { type: 'string', description: 'A number, a digest, `published` (the default) or `working`.' },
      after: { type: 'string', description: 'The same; `working` without it.' },
    },
    answer: { status: 200, description: 'Files that differ, line by line.', schema: pageOf('changes', { type: 'object' }) },
    refusals: [404],
    async handle({ crm, actor, query: { before = 'published', after = 'working' } }) {
      return { changes: await compareRules(crm, { actor, before: String(before), after: String(after) }) }
    },
  },
  {
    method: 'get',
    path: '/api/rules/publications',
    summary: 'List what was published, newest first',
    permission: 'rule:read',
    query: {
      limit: { type: 'integer', description: 'How many, 1 to 100; 20 without it.' },
      before: { type: 'integer', description: 'Continues below this number.' },
    },
    answer: { status: 200, description: 'Publications with their reports.', schema: pageOf('publications', PUBLICATION) },
    async handle({ crm, actor, query: { limit, before } }) {
      const place = { ...(typeof limit === 'number' ? { limit } : {}), ...(typeof before === 'number' ? { before } : {}) }
      return { publications: (await listPublications(crm, { actor, ...place })).map(shown) }
    },
  },
  {
    method: 'get',
    path: '/api/rules/publications/:name',
    summary: 'One publication by its number or digest, with its files',
    permission: 'rule:read',
    answer: { status: 200, description: 'The publication.', schema: PUBLICATION },
    refusals: [404],
    handle: async ({ crm, actor, params: { name = '' } }) => shown(await showPublication(crm, { actor, name })),
  },
  {
    method: 'post',
    path: '/api/rules/publish',
    summary: 'Put the rule files on disk in force',
    description: 'Refused where files have mistakes, cases fail, or files decide by themselves.',
    permission: 'rule:publish',
    body: {
      ...SAID,
      forceFailingCases: { type: 'boolean', description: 'Publish though cases fail; which do is written down.' },
    },
    answer: { status: 201, description: 'The new publication.', schema: PUBLICATION },
    refusals: [409, 422],
    async handle({ crm, actor, body }) {
      const forceFailingCases = body['forceFailingCases'] === true
      return published(await publishRules(crm, { actor, ...said(body), forceFailingCases, impactBudgetMs: LONGEST_IMPACT_MS }))
    },
  },
  {
    method: 'post',
    path: '/api/rules/return',
    summary: 'Put an earlier publication in force again',
    permission: 'rule:publish',
    body: { ...SAID, number: { type: 'integer', description: 'Which; the one before the newest without it.' } },
    answer: { status: 201, description: 'The new publication, which points to the old rule set.', schema: PUBLICATION },
    refusals: [404, 409, 422],
    async handle({ crm, actor, body }) {
      const { number } = body
      const which = typeof number === 'number' ? { number } : {}
      return published(await returnRules(crm, { actor, ...said(body), ...which, impactBudgetMs: LONGEST_IMPACT_MS }))
    },
  },
  {
    method: 'get',
    path: '/api/decisions/:id/replay',
    summary: 'Make a stored decision again and compare it, byte for byte',
    permission: 'lead:read',
    answer: {
      status: 200,
      description: 'Whether it is the same, where it differs, or why it cannot be made again.',
      schema: { type: 'object', required: ['outcome'], properties: { outcome: { enum: ['same', 'different', 'impossible'] } } },
    },
    refusals: [404],
    handle: ({ crm, actor, params: { id = '' } }) => replayDecision(crm, { actor, id }),
  },
]

function said({ note, allowRestart }: ApiRequest['body']): { readonly note?: string; readonly allowRestart: boolean } {
  return { ...(typeof note === 'string' ? { note } : {}), allowRestart: allowRestart === true }
}

const shown = <P extends Publication | ShownPublication>(publication: P) => withIsoTexts(publication, ['at'])

/** What was published, or why nothing was, as a refusal with its code. */
function published(result: Published): object {
  if (result.outcome === 'published') return { ...shown(result.publication), needsRestart: result.needsRestart }
  const { outcome, ...details } = result
  throw new CrmError('HTTP_CHANGE_REFUSED', REFUSED[outcome], { details: { refusal: { code: outcome, details } } })
}

const REFUSED = {
  unchanged: 'The rules in force say the same already.',
  'cases-failed': 'Cases fail; correct them or the rules, or ask for `forceFailingCases`.',
  'fields-changed': 'Fields changed; publish with `allowRestart` and start every process again.',
} as const
