import { CrmError } from '../../errors.js'
import type { Fields } from '../../model/fields.js'
import { EXPLAINED_ENTITIES, type ExplainedEntity, explainAccess, listRoles } from '../../operations/index.js'
import { type ApiRoute, pageOf } from './api-route.js'

const RECORD: Fields = {
  entity: { type: 'select', oneOf: [...EXPLAINED_ENTITIES], required: true, description: 'What kind of record.' },
  id: { type: 'string', required: true, description: 'Which record.' },
}

const TEXT = { type: 'string' } as const
const SAID = { type: 'object', properties: { en: TEXT, fa: TEXT } } as const

/** What people may do, and why one of them sees a record. */
export const roleRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/roles',
    summary: 'List roles with what they allow and who has them',
    permission: 'user:read',
    answer: {
      status: 200,
      description: 'Per entity how far a role reads and writes and which fields it never sees; beside it what else it allows.',
      schema: pageOf('roles', {
        type: 'object',
        required: ['id', 'title', 'entities', 'may', 'users'],
        properties: {
          id: TEXT,
          title: SAID,
          description: SAID,
          entities: { type: 'object' },
          may: { type: 'array', items: TEXT },
          users: { type: 'array', items: { type: 'object' } },
        },
      }),
    },
    handle: async ({ crm, actor }) => ({ roles: await listRoles(crm, { actor }) }),
  },
  {
    method: 'get',
    path: '/api/users/:id/access',
    summary: 'Say why a user may see and change a record, or may not',
    permission: 'user:read',
    query: RECORD,
    answer: {
      status: 200,
      description: 'One answer for reading and one for writing, each with its reason, and the fields that the role never sees.',
      schema: {
        type: 'object',
        required: ['user', 'role', 'answers', 'hidden'],
        properties: {
          user: { type: 'object' },
          role: TEXT,
          answers: {
            type: 'array',
            items: {
              type: 'object',
              required: ['action', 'allowed', 'because'],
              properties: { action: { enum: ['read', 'write'] }, allowed: { type: 'boolean' }, because: SAID },
            },
          },
          hidden: { type: 'array', items: TEXT },
        },
      },
    },
    refusals: [404],
    async handle({ crm, actor, params: { id: userId = '' }, query }) {
      const { entity, id } = query
      if (typeof entity !== 'string' || typeof id !== 'string')
        throw new CrmError('HTTP_INPUT_INVALID', 'entity, id: name the record.', { details: { field: 'entity' } })
      const { user, ...why } = await explainAccess(crm, { actor, userId, entity: entity as ExplainedEntity, id })
      return { user: { id: user.id, name: user.name, email: user.email }, ...why }
    },
  },
]
