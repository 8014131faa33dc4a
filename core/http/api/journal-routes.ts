import type { SubmissionState } from '../../model/entities/submission.js'
import { listSubmissions, replaySubmissions, sourceHealth } from '../../operations/index.js'
import { type ApiRoute, pageOf } from './api-route.js'
import { PAGE_FIELDS, pageQuery } from './lead-query.js'
import { withIsoTexts } from './shown-record.js'

const STATES = ['waiting', 'decided', 'quarantined', 'spam'] as const satisfies readonly SubmissionState[]

/** What came in, and how each source is doing. */
export const journalRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/journal',
    summary: 'List what came in, newest first',
    permission: 'journal:read',
    query: { state: { type: 'select', oneOf: STATES }, source: { type: 'string' }, ...PAGE_FIELDS },
    answer: { status: 200, description: 'One page of submissions.', schema: pageOf('submissions', { type: 'object' }) },
    async handle({ crm, actor, query }) {
      const state = STATES.find((known) => known === query['state'])
      const { source } = query
      const page = await listSubmissions(crm, {
        actor,
        query: { ...pageQuery(query), ...(state ? { state } : {}), ...(typeof source === 'string' ? { source } : {}) },
      })
      const submissions = page.records.map((row) => withIsoTexts(row, ['receivedAt']))
      return { submissions, ...(page.next ? { next: page.next } : {}) }
    },
  },
  {
    method: 'post',
    path: '/api/journal/replay',
    summary: 'Send submissions through intake once more',
    permission: 'journal:replay',
    body: {
      ids: {
        type: 'json',
        required: true,
        schema: {
          oneOf: [{ const: 'all-quarantined' }, { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 500 }],
        },
        description: 'Ids of submissions, or `all-quarantined`.',
      },
    },
    answer: {
      status: 202,
      description: 'How many wait again.',
      schema: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
    },
    handle: async ({ crm, actor, body }) => ({
      count: await replaySubmissions(crm, { actor, ids: body['ids'] as readonly string[] | 'all-quarantined' }),
    }),
  },
  {
    method: 'get',
    path: '/api/sources',
    summary: 'How each lead source is doing',
    permission: 'journal:read',
    answer: {
      status: 200,
      description: 'Counts by state and when the last came.',
      schema: pageOf('sources', { type: 'object' }),
    },
    handle: async ({ crm, actor }) => ({
      sources: (await sourceHealth(crm, { actor })).map((source) => withIsoTexts(source, ['lastAt'])),
    }),
  },
]
