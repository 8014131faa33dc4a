import { type Actor, can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { User } from '../../model/entities/user.js'

/**
 * Who takes or gives back a lead: the user who is signed in, or the one that is named by whoever may do it for others.
 * @throws {CrmError} USER_UNKNOWN, ACCESS_DENIED.
 */
export async function claimant(engine: Engine, { actor, userId }: { actor: Actor; userId?: string | undefined }): Promise<User> {
  const own = actor.kind === 'user' ? actor.id : undefined
  const id = userId ?? own
  if (id === undefined) throw new CrmError('USER_UNKNOWN', 'Say for which user.')
  if (own !== undefined && id !== own && !can(actor, 'user:read')) {
    throw new CrmError('ACCESS_DENIED', 'Only for yourself.', { details: { permission: 'user:read' } })
  }
  const found = (await engine.store.records.get('user', id)) as User | undefined
  if (!found) throw new CrmError('USER_UNKNOWN', `There is no user ${id.slice(0, 100)}.`)
  return found
}
