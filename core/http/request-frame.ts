import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { AppOptions } from './app-options.js'
import type { HttpEnv } from './http-env.js'
import { nothingHere } from './nothing-here.js'
import { resolveReader } from './resolve-reader.js'

/** Gives every request its id, its reader, and what handlers work with. */
export function requestFrame({ crm, renderer }: Pick<AppOptions, 'crm' | 'renderer'>): MiddlewareHandler<HttpEnv> {
  return async function requestFrame(c, next) {
    c.set('requestId', randomUUID())
    c.set('crm', crm)
    c.set('renderer', renderer)
    c.set('reader', resolveReader(c))
    // No database stores a NUL as text, so nothing can be found by one.
    if (c.req.url.includes('%00')) throw nothingHere()
    await next()
  }
}
