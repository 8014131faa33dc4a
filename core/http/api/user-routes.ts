import { authorize } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import type { User } from '../../model/entities/user.js'
import type { Fields } from '../../model/fields.js'
import { changeUser, listUsers, type UserChanges } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { hashPassword } from '../auth/password.js'
import { requireStrongPassword } from '../auth/password-rules.js'
import { type ApiRequest, type ApiRoute, pageOf, shape } from './api-route.js'
import { changeRefused } from './change-refused.js'
import { shownRecord } from './shown-record.js'

const CHANGE: Fields = {
  changes: {
    type: 'json',
    schema: { type: 'object', minProperties: 1 },
    description:
      'New `role`, `active`, `away`, `capacity`, `weight`, `territories`, `skills`, `managerId`, `teamId`, `region`, `workingCalendar`; `null` clears a limit.',
  },
  queues: {
    type: 'json',
    schema: { type: 'array', items: { type: 'string' }, maxItems: 500 },
    description: 'All queues the user shall stand in.',
  },
  password: {
    type: 'json',
    schema: { type: 'string', maxLength: 1_000 },
    description: 'A new one ends every session of the user.',
  },
  expectedVersion: { type: 'integer', description: 'The version that was read; 409 if somebody wrote in between.' },
}

/** The people who work here. */
export const userRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/users',
    summary: 'List users',
    permission: 'user:read',
    answer: { status: 200, description: 'Users with the queues they stand in.', schema: pageOf('users', shape('user')) },
    async handle({ crm, actor }) {
      const users = await listUsers(crm, { actor })
      const queues = await queuesByUser(crm)
      return { users: users.map((user) => shownUser(crm, user, queues)) }
    },
  },
  {
    method: 'patch',
    path: '/api/users/:id',
    summary: 'Change a user',
    description: 'Somebody who is switched off is signed out at once. The last active administrator stays one.',
    permission: 'user:write',
    body: CHANGE,
    answer: { status: 200, description: 'The user as they are now.', schema: shape('user') },
    refusals: [404, 409],
    handle: patchUser,
  },
]

async function patchUser({ crm, actor, params: { id = '' }, body }: ApiRequest): Promise<unknown> {
  // Asked before a password is hashed: that is work which nobody without the right may cause.
  authorize(actor, 'user:write')
  const { changes, queues, password, expectedVersion } = body
  const user = await changeUser(crm, {
    actor,
    id,
    ...(changes === undefined ? {} : { changes: changes as UserChanges }),
    ...(queues === undefined ? {} : { queues: queues as readonly string[] }),
    ...(typeof password === 'string' ? { passwordHash: await hashOf(password) } : {}),
    ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}),
  })
  if (isRefusal(user)) throw changeRefused(user)
  return shownUser(crm, user, await queuesByUser(crm))
}

function hashOf(password: string): Promise<string> {
  requireStrongPassword(password)
  return hashPassword(password)
}

type QueuesByUser = ReadonlyMap<string, readonly string[]>

async function queuesByUser({ rules, store }: Crm): Promise<QueuesByUser> {
  const byUser = new Map<string, readonly string[]>()
  for (const { id: queue } of rules().queues) {
    for (const { id } of await store.access.queueMembers(queue)) byUser.set(id, [...(byUser.get(id) ?? []), queue])
  }
  return byUser
}

function shownUser({ fields }: Crm, user: User, queues: QueuesByUser): object {
  return { ...shownRecord(fields.user, user), queues: queues.get(user.id) ?? [] }
}
