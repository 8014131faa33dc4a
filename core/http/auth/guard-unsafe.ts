import type { Context, MiddlewareHandler } from 'hono'
import { CrmError } from '../../errors.js'
import { formText, readForm } from '../body/index.js'
import type { HttpEnv } from '../http-env.js'
import { requireOwnOrigin } from '../own-origin.js'
import { sameText } from './secret-text.js'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * Lets a change through only from our own pages. A program with a key carries no cookie that a browser would send
 * unasked, so it needs neither check.
 * @throws {CrmError} AUTH_FOREIGN_ORIGIN, AUTH_FORM_EXPIRED.
 */
export const guardUnsafe: MiddlewareHandler<HttpEnv> = async function guardUnsafe(c, next) {
  if (!SAFE.includes(c.req.method) && c.get('actor')?.kind !== 'key') {
    requireOwnOrigin(c)
    const expected = c.get('csrfToken')
    if (expected !== undefined && !sameText(await sentToken(c), expected)) {
      throw new CrmError('AUTH_FORM_EXPIRED', 'The form was not of this session. Open the page again and repeat.')
    }
  }
  await next()
}

async function sentToken(c: Context<HttpEnv>): Promise<string> {
  const header = c.req.header('x-csrf-token')
  if (header !== undefined) return header
  const isForm = c.req.header('content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded')
  return isForm ? formText(await readForm(c), '_csrf') : ''
}
