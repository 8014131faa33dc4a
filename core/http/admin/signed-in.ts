import type { Context, Handler } from 'hono'
import type { Actor } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError } from '../../errors.js'
import type { User } from '../../model/entities/user.js'
import { seenBy } from '../../operations/index.js'
import type { HttpEnv } from '../http-env.js'

export type AdminContext = Context<HttpEnv>

/** Whose page it is. */
export interface Session {
  readonly actor: Actor
  readonly user: User
}

/** Lets a page be seen by people who are signed in; everybody else is led to the door and back. */
export function signedIn(handler: (c: AdminContext, session: Session) => Promise<Response> | Response): Handler<HttpEnv> {
  return (c) => {
    const user = c.get('user')
    const actor = c.get('actor')
    if (!user || !actor) throw new CrmError('AUTH_REQUIRED', 'Sign in to see this page.')
    return handler(c, { user, actor })
  }
}

/** What a page may look up by itself: records in reach of who asks, without hidden fields. Never hand it to what writes. */
export function seenCrm(c: AdminContext): Crm {
  const actor = c.get('actor')
  if (!actor) throw new CrmError('AUTH_REQUIRED', 'Sign in to see this page.')
  return seenBy(c.get('crm'), actor)
}
