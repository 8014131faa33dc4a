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
    // A file is too large to be looked into first: its page asks for the token as soon as it has read the fields before it.
    if (!isUpload(c)) requireToken(expected, expected === undefined ? '' : await sentToken(c))
  }
  await next()
}

/** The one address that takes a file from a form. */
const UPLOAD_PATH = '/imports'

function isUpload(c: Context<HttpEnv>): boolean {
  const type = c.req.header('content-type')?.toLowerCase() ?? ''
  return c.req.path === UPLOAD_PATH && type.startsWith('multipart/form-data') && c.req.header('x-csrf-token') === undefined
}

/**
 * Refuses a form that was not of this session; where there is no session, there is no token to compare.
 * @throws {CrmError} AUTH_FORM_EXPIRED.
 */
export function requireToken(expected: string | undefined, sent: string): void {
  if (expected === undefined || sameText(sent, expected)) return
  throw new CrmError('AUTH_FORM_EXPIRED', 'The form was not of this session. Open the page again and repeat.')
}

async function sentToken(c: Context<HttpEnv>): Promise<string> {
  const header = c.req.header('x-csrf-token')
  if (header !== undefined) return header
  const isForm = c.req.header('content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded')
  return isForm ? formText(await readForm(c), '_csrf') : ''
}
