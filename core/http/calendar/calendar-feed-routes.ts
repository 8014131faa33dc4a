import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { CrmError } from '../../errors.js'
import { calendarOf, calendarUser } from '../../operations/index.js'
import { clientAddress, networkOf } from '../client-address.js'
import type { HttpEnv } from '../http-env.js'
import { ownOrigin } from '../own-origin.js'
import type { RateLimit } from '../rate-limit.js'

/** A user's tasks and meetings for the calendar program of their telephone: `GET /calendar/<key>.ics`. The key is all it asks for. */
export function calendarFeedRoutes({ limit }: { limit: RateLimit }): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get('/calendar/:file{[\\w-]+\\.ics}', async (c) => {
    await limit.consume(`calendar:${networkOf(clientAddress(c))}`)
    const crm = c.get('crm')
    const user = await calendarUser(crm, (c.req.param('file') ?? '').replace(/\.ics$/, ''))
    if (!user) throw new CrmError('HTTP_NOT_FOUND', 'This calendar is closed, or its address was renewed.')
    const body = await calendarOf(crm, { user, origin: ownOrigin(c), title: crm.deployment.config.title })
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
    c.header('ETag', tag)
    c.header('Cache-Control', 'private, no-cache')
    const known = c.req
      .header('if-none-match')
      ?.split(',')
      .map((one) => one.trim().replace(/^W\//, ''))
    if (known?.includes(tag)) return c.body(null, 304)
    c.header('Content-Type', 'text/calendar; charset=utf-8')
    return c.body(body)
  })
}
