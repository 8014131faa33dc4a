import { authorize } from '../../access/index.js'
import { measureImpact, rulesToCompare } from '../../operations/index.js'
import type { ApiRoute } from './api-route.js'

/** Milliseconds that a caller waits at most; every server in between gives up after thirty seconds. */
const MOST_MS = 25_000

/** What other rules would change. */
export const impactRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/rules/impact',
    summary: 'What the working rules would change about the leads',
    description:
      'Decides about every open lead twice, the newest first, by the rules it is compared with and by the working files, and counts what differs. Nothing is written or performed. `leads.isComplete` says whether all leads were asked about within the time.',
    permission: 'rule:read',
    query: {
      against: {
        type: 'string',
        maxLength: 64,
        description: 'A number of a publication, a digest, or `running` for what decides now (the default).',
      },
      asOf: { type: 'dateTime', description: 'A past instant: the leads as they were then.' },
      segment: { type: 'string', maxLength: 100, description: 'Id of a saved segment.' },
      limit: { type: 'integer', min: 1, max: 10_000_000, description: 'Most leads to ask about; all of them otherwise.' },
      budgetMs: { type: 'integer', min: 100, max: MOST_MS, description: `Milliseconds it may take; ${MOST_MS} otherwise.` },
    },
    answer: { status: 200, description: 'The impact.', schema: { type: 'object' } },
    refusals: [404],
    async handle({ crm, actor, query }) {
      authorize(actor, 'rule:read')
      const { against, asOf, segment, limit, budgetMs } = query
      const rules = await rulesToCompare(crm, typeof against === 'string' ? against : undefined)
      return measureImpact(crm, {
        actor,
        rules,
        asOf: numberOf(asOf),
        filter: typeof segment === 'string' ? { segment } : {},
        limit: numberOf(limit),
        budgetMs: numberOf(budgetMs) ?? MOST_MS,
      })
    },
  },
]

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
