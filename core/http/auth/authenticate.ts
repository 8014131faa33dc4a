import type { MiddlewareHandler } from 'hono'
import { ROLES } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { findApiKey } from '../../operations/index.js'
import type { HttpEnv } from '../http-env.js'
import type { RateLimit } from '../rate-limit.js'
import { resolveReader } from '../resolve-reader.js'
import { currentSession } from './sessions.js'

/**
 * Finds out who asks: by API key where one is sent, otherwise by session. Whether they may is decided by each operation.
 * @throws {CrmError} AUTH_KEY_INVALID, RATE_EXCEEDED.
 */
export function authenticate({ keyLimit }: { keyLimit: RateLimit }): MiddlewareHandler<HttpEnv> {
  return async function authenticate(c, next) {
    const authorization = c.req.header('authorization')
    if (authorization !== undefined) {
      const key = await findApiKey(c.get('crm'), /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '')
      if (!key) throw new CrmError('AUTH_KEY_INVALID', 'This API key is not known or has ended.')
      await keyLimit.consume(key.id)
      c.set('actor', key)
    } else {
      const session = await currentSession(c)
      const role = ROLES.find((known) => known === session?.user.role)
      if (session && role) {
        c.set('user', session.user)
        c.set('actor', { kind: 'user', id: session.user.id, role })
        c.set('csrfToken', session.csrfToken)
        c.set('reader', resolveReader(c, session.user))
      }
    }
    await next()
  }
}
