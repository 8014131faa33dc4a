import type { Context, MiddlewareHandler } from 'hono'
import type { HttpEnv } from './http-env.js'

/** Writes the headers that keep a browser on our side, on every answer, errors included. */
export const securityHeaders: MiddlewareHandler<HttpEnv> = async function securityHeaders(c, next) {
  await next()
  for (const [name, value] of Object.entries(FIXED_HEADERS)) c.header(name, value)
  c.header('Content-Security-Policy', contentPolicy(c.get('frameAncestors')))
  c.header('X-Request-Id', c.get('requestId'))
  if (!c.res.headers.has('Cross-Origin-Resource-Policy')) c.header('Cross-Origin-Resource-Policy', 'same-origin')
  if (isSecure(c)) c.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  if (c.get('actor') || !c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
}

/** Whether people reach this system by https. */
export function isSecure(c: Context<HttpEnv>): boolean {
  return c.get('crm').deployment.config.http.publicUrl?.startsWith('https:') ?? false
}

/** The same on every answer, also on one that no page or handler of ours has made. */
export const FIXED_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
}

function contentPolicy(frameAncestors: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'"}`,
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')
}
