import type { Context } from 'hono'
import type { FormDefinition } from '../../model/form.js'
import type { HttpEnv } from '../http-env.js'

/** Lets scripts of the sites a form names read its answers; never with credentials, never any other site. */
export function allowFormOrigin(c: Context<HttpEnv>, form: FormDefinition): void {
  c.header('Vary', 'Origin', { append: true })
  const origin = c.req.header('origin')
  if (origin === undefined || !form.origins?.includes(origin)) return
  c.header('Access-Control-Allow-Origin', origin)
  c.header('Access-Control-Allow-Methods', 'POST')
  c.header('Access-Control-Allow-Headers', 'content-type')
  c.header('Access-Control-Max-Age', '600')
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
}
