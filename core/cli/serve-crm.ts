import { join } from 'node:path'
import type { Crm } from '../crm/crm.js'
import { asError, CrmError } from '../errors.js'
import { adminRoutes } from '../http/admin/admin-routes.js'
import { createApp, createRenderer, type Served, type SetupToken, serve } from '../http/index.js'
import { packageRoot } from '../package-root.js'

/** Where to listen, and the token of the first administrator while there is none. */
export interface ServeRequest {
  readonly host: string
  readonly port: number
  readonly setup?: SetupToken
}

/** Puts the whole web side of a CRM on a port. */
export async function serveCrm(crm: Crm, { host, port, setup }: ServeRequest): Promise<Served> {
  const renderer = createRenderer({ folder: join(packageRoot(), 'templates'), now: crm.now })
  const app = createApp({ crm, renderer, admin: adminRoutes(), ...(setup ? { setup } : {}) })
  try {
    return await serve({ app, host, port })
  } catch (thrown) {
    throw refusedAddress(thrown, { host, port }) ?? thrown
  }
}

/** The system's way to say that an address is not of this machine, or a port not for this user. */
function refusedAddress(thrown: unknown, { host, port }: ServeRequest): CrmError | undefined {
  const { code = '', message } = asError(thrown) as NodeJS.ErrnoException
  if (!['EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)) return undefined
  return new CrmError('HTTP_ADDRESS_REFUSED', `Nobody can listen on port ${port} of ${host}: ${message}.`, { cause: thrown })
}
