import type { Context } from 'hono'
import type { HttpEnv } from './http-env.js'
import type { PageRequest } from './renderer.js'
import { shownDeployment } from './shown-deployment.js'
import { shownPerson } from './shown-person.js'

/** Makes a page for this request's reader and user; `title` is a key of the messages. */
export function renderPage(
  c: Context<HttpEnv>,
  { template, title, data = {} }: { template: string; title: string; data?: PageRequest['data'] },
): string {
  const [reader, csrfToken] = [c.get('reader'), c.get('csrfToken')]
  const words = c.get('renderer').words(reader.language)
  return c.get('renderer').page(template, {
    reader,
    path: c.req.path,
    title: words(title),
    data,
    deployment: shownDeployment(c.get('crm')),
    ...shownPerson(c),
    ...(csrfToken ? { csrfToken } : {}),
  })
}
