import type { Context, Hono } from 'hono'
import { METHOD_NAME_ALL } from 'hono/router'
import { CrmError } from '../errors.js'
import { answerError } from './error-answer.js'
import type { HttpEnv } from './http-env.js'
import { nothingHere } from './nothing-here.js'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Answers 405 where the address is known by another method, otherwise 404. */
export function notFound(app: Hono<HttpEnv>): (c: Context<HttpEnv>) => Response {
  return (c) => {
    const allowed = METHODS.filter((method) => hasHandler(app, method, c.req.path))
    if (allowed.length === 0) return answerError(nothingHere(), c)
    c.header('Allow', [...(allowed.includes('GET') ? ['HEAD'] : []), ...allowed].join(', '))
    return answerError(new CrmError('HTTP_METHOD_NOT_ALLOWED', taken(allowed)), c)
  }
}

const taken = (methods: readonly string[]) => ({
  en: `This address takes ${methods.join(', ')}.`,
  fa: `این نشانی این‌ها را می‌پذیرد: ${methods.join('، ')}.`,
})

function hasHandler(app: Hono<HttpEnv>, method: string, path: string): boolean {
  return app.router.match(method, path)[0].some(([[, route]]) => route.method !== METHOD_NAME_ALL)
}
