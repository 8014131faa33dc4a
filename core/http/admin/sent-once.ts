import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { formText, readForm } from '../body/index.js'
import type { HttpEnv } from '../http-env.js'

/** How many answers are remembered; a second press comes within moments. */
const MOST = 2_000

/**
 * Answers a form that was sent twice as it answered the first one, so that two presses of a button make one record. A form
 * takes part by its hidden `_once`; whoever goes back and sends something else with it is not held back.
 */
export function sentOnce(): MiddlewareHandler<HttpEnv> {
  const answers = new Map<string, Promise<string | undefined>>()
  return async function sendOnce(c, next) {
    const type = c.req.header('content-type')?.toLowerCase() ?? ''
    const isForm = c.req.method === 'POST' && type.startsWith('application/x-www-form-urlencoded')
    const form = isForm ? await readForm(c) : {}
    if (formText(form, '_once') === '') return next()
    const key = createHash('sha256')
      .update(JSON.stringify([c.req.path, form]))
      .digest('base64url')
    const before = await answers.get(key)
    if (before !== undefined) return c.redirect(before, 303)
    const { promise, resolve } = pending()
    answers.set(key, promise)
    for (const oldest of answers.keys()) if (answers.size > MOST) answers.delete(oldest)
    try {
      await next()
    } finally {
      const place = c.res.status === 303 ? (c.res.headers.get('location') ?? undefined) : undefined
      // What came back to be put right may be sent again.
      if (place === undefined) answers.delete(key)
      resolve(place)
    }
    return undefined
  }
}

function pending(): { readonly promise: Promise<string | undefined>; readonly resolve: (place: string | undefined) => void } {
  let resolve: (place: string | undefined) => void = () => undefined
  const promise = new Promise<string | undefined>((told) => {
    resolve = told
  })
  return { promise, resolve }
}
