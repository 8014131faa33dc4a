import type { Context } from 'hono'
import { can, type Permission } from '../access/index.js'
import { knownRoles } from '../operations/index.js'
import type { HttpEnv } from './http-env.js'
import type { PageRequest } from './renderer.js'

/** What a page says about whoever looks at it: name, role, and what it may offer; nothing where nobody is signed in. */
export function shownPerson(c: Context<HttpEnv>): Pick<PageRequest, 'user' | 'may' | 'roleTitle' | 'unread'> {
  const [user, actor] = [c.get('user'), c.get('actor')]
  if (!user || !actor) return {}
  const title = knownRoles(c.get('crm'), c.get('reader').language).find(({ id }) => id === user.role)?.title
  const unread = c.get('unread')
  return {
    user,
    ...(unread ? { unread } : {}),
    may: (permission: Permission) => can(actor, permission),
    roleTitle: title ?? user.role,
  }
}
