import type { Context } from 'hono'
import { CrmError } from '../errors.js'
import type { HttpEnv } from './http-env.js'

/** The address under which people reach this system, without a path. */
export function ownOrigin(c: Context<HttpEnv>): string {
  const { publicUrl } = c.get('crm').deployment.config.http
  return publicUrl ? new URL(publicUrl).origin : new URL(c.req.url).origin
}

/**
 * Stops a request that another site made a browser send.
 * @throws {CrmError} AUTH_FOREIGN_ORIGIN.
 */
export function requireOwnOrigin(c: Context<HttpEnv>): void {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  // Under our `Referrer-Policy: no-referrer` browsers send `Origin: null` with our own forms; Sec-Fetch-Site, which no page can write, still tells.
  const hiddenByUs = origin === 'null' && site === 'same-origin'
  if (!foreignSite && (origin === undefined || hiddenByUs || origin === ownOrigin(c))) return
  throw new CrmError('AUTH_FOREIGN_ORIGIN', {
    en: 'This request came from another site and was not carried out.',
    fa: 'این درخواست از سایت دیگری آمد و انجام نشد.',
  })
}

/** A path of our own to go to after a form, or `/`: nothing that a browser would read as another host. */
export function ownPath(path: string | undefined): string {
  const isOwn = path !== undefined && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) && path.length <= 2_000
  return isOwn ? path : '/'
}
