import type { Actor } from '../access/index.js'
import type { Crm } from '../crm/crm.js'
import type { User } from '../model/entities/user.js'
import type { Reader } from './reader.js'
import type { Renderer } from './renderer.js'

/** What every handler finds in its Hono context. */
export interface HttpEnv {
  readonly Bindings: {
    /** The other end of the connection, which may be a proxy. */
    readonly remoteAddress?: string
  }
  readonly Variables: {
    readonly crm: Crm
    readonly renderer: Renderer
    readonly requestId: string
    /** Language, calendar and direction of this reader: from their settings, a cookie, the browser, or the deployment. */
    readonly reader: Reader
    /** Who is signed in, by session or key; absent at public doors. */
    readonly actor: Actor | undefined
    /** The person behind a session. */
    readonly user: User | undefined
    /** Notifications that this person has not read. */
    readonly unread: number | undefined
    /** Goes into every form and is demanded back by every unsafe method. */
    readonly csrfToken: string | undefined
    /** Sites that may show this answer in a frame; none without it. */
    readonly frameAncestors: readonly string[] | undefined
  }
}
