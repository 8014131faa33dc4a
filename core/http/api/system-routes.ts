import { authorize } from '../../access/index.js'
import { type ApiRoute, pageOf } from './api-route.js'
import { withIsoTexts } from './shown-record.js'

/** What decides: the rule files in force and the plugins that are loaded. */
export const systemRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/rules',
    summary: 'The rule set in force',
    permission: 'rule:read',
    answer: {
      status: 200,
      description:
        'Its digest and publication, its files as they stand in it, and what keeps newer ones from deciding: `refusedOnDisk`, `notFollowed`.',
      schema: {
        type: 'object',
        required: ['digest', 'files'],
        properties: {
          digest: { type: 'string' },
          from: { enum: ['files', 'published'] },
          publication: { type: 'integer' },
          files: { type: 'array' },
        },
      },
    },
    async handle({ crm, actor }) {
      authorize(actor, 'rule:read')
      const { ruleSet, publication } = crm.ruleShelf.inForce()
      const { digest, files } = ruleSet
      const { from } = crm.ruleShelf
      const problems = crm
        .ruleProblems()
        ?.errors.map(({ code, message, details: { line, column } }) => ({ code, message, line, column }))
      return {
        ...{ digest, from, files },
        ...(publication === undefined ? {} : { publication }),
        ...(problems ? { [from === 'files' ? 'refusedOnDisk' : 'notFollowed']: problems } : {}),
      }
    },
  },
  {
    method: 'get',
    path: '/api/plugins',
    summary: 'The plugins and how they are doing',
    permission: 'plugin:read',
    answer: { status: 200, description: 'In the order in which they count.', schema: pageOf('plugins', { type: 'object' }) },
    async handle({ crm, actor }) {
      authorize(actor, 'plugin:read')
      const { apiVersion, plugins } = crm.bootReport()
      const shown = plugins.map(({ lastFailure, ...plugin }) => ({
        ...plugin,
        ...(lastFailure ? { lastFailure: withIsoTexts(lastFailure, ['at']) } : {}),
      }))
      return { apiVersion, plugins: shown }
    },
  },
]
