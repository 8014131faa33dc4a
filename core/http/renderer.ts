import type { Permission } from '../access/index.js'
import type { User } from '../model/entities/user.js'
import type { Reader } from './reader.js'
import type { ShownDeployment } from './shown-deployment.js'

/** What a page template is given beside its own data. */
export interface PageRequest {
  readonly reader: Reader
  /** Path of the request, so that navigation knows where it stands. */
  readonly path: string
  readonly title: string
  readonly user?: User
  /** What the user may do; absent where nobody is signed in. */
  readonly may?: (permission: Permission) => boolean
  /** What the user's role is called. */
  readonly roleTitle?: string
  /** Notifications that the user has not read. */
  readonly unread?: number
  readonly csrfToken?: string
  readonly deployment?: ShownDeployment
  readonly data: Readonly<Record<string, unknown>>
}

/** Turns a template that ships with the product and data into a page; data is never code. */
export interface Renderer {
  /** `name` is the path below templates/ without its ending, for example `admin/leads`. */
  page(name: string, request: PageRequest): string
  /** A text from templates/messages, for example `words('fa')('leads.title', { count: 3 })`. */
  words(language: string): (key: string, values?: Readonly<Record<string, string | number>>) => string
}
