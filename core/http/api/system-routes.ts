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
      description: 'Its digest, its files as they stand in it, and what is wrong with newer files on disk.',
      schema: {
        type: 'object',
        required: ['digest', 'files'],
        properties: { digest: { type: 'string' }, files: { type: 'array' } },
      },
    },
    async handle({ crm, actor }) {
      authorize(actor, 'rule:read')
      const { digest, files } = crm.rules()
      const problems = crm
        .ruleProblems()
        ?.errors.map(({ code, message, details: { line, column } }) => ({ code, message, line, column }))
      return { digest, files, ...(problems ? { refusedOnDisk: problems } : {}) }
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
