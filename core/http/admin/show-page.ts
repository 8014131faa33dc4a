import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { can, type Permission } from '../../access/index.js'
import type { Words } from '../renderer-messages.js'
import { shownDeployment } from '../shown-deployment.js'
import { shownPerson } from '../shown-person.js'
import type { AdminContext } from './signed-in.js'

/** What a page is called and what its template reads. */
export interface PageContent {
  /** In the reader's language. */
  readonly title: string
  readonly data: object
  readonly status?: ContentfulStatusCode
}

/** Answers with a page of the signed-in area; `name` is its template below templates/, which asks `data.may` before it offers anything. */
export function showPage(c: AdminContext, name: string, { title, data, status = 200 }: PageContent): Response {
  const csrfToken = c.get('csrfToken')
  const actor = c.get('actor')
  const may = (permission: Permission) => actor !== undefined && can(actor, permission)
  const html = c.get('renderer').page(name, {
    reader: c.get('reader'),
    path: c.req.path,
    title,
    data: { ...data, may, once: c.get('crm').newId() },
    deployment: shownDeployment(c.get('crm')),
    ...shownPerson(c),
    ...(csrfToken ? { csrfToken } : {}),
  })
  return c.html(html, status)
}

/** The texts of this reader's language. */
export function wordsOf(c: AdminContext): Words {
  return c.get('renderer').words(c.get('reader').language)
}
