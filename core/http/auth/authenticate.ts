import type { MiddlewareHandler } from 'hono'
import type { Actor } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { countUnread, findApiKey, grantsOf, withFieldsClosed } from '../../operations/index.js'
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
      if (!key)
        throw new CrmError('AUTH_KEY_INVALID', {
          en: 'This API key is not known or has ended.',
          fa: 'این کلید شناخته نیست یا مهلتش گذشته است.',
        })
      await keyLimit.consume(key.id)
      c.set('actor', key)
    } else {
      const session = await currentSession(c)
      if (session) {
        const { id, role } = session.user
        const grants = await grantsOf(c.get('crm'), session.user)
        c.set('user', session.user)
        const actor: Actor = { kind: 'user', id, role, ...(grants ? { grants } : {}) }
        c.set('actor', actor)
        c.set('crm', withFieldsClosed(c.get('crm'), actor))
        c.set('unread', await countUnread(c.get('crm'), id))
        c.set('csrfToken', session.csrfToken)
        c.set('reader', resolveReader(c, session.user))
      }
    }
    await next()
  }
}
