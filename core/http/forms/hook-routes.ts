import { Hono } from 'hono'
import { isRefusal } from '../../plugin-api/index.js'
import { MESSAGE_LIMITS, readBody } from '../body/index.js'
import { clientAddress, networkOf } from '../client-address.js'
import type { HttpEnv } from '../http-env.js'
import type { RateLimit } from '../rate-limit.js'
import { rawCapture } from './raw-capture.js'
import { refusalError, shownAnswers, takeIn } from './take-in.js'

/** The door for other systems: `POST /hooks/:mapping`, signed as the mapping's file says. */
export function hookRoutes({ limit }: { limit: RateLimit }): Hono<HttpEnv> {
  return new Hono<HttpEnv>().post('/hooks/:mapping', async (c) => {
    const channel = c.req.param('mapping')
    await limit.consume(`hook:${channel}:${networkOf(clientAddress(c))}`)
    const body = await readBody(c, {
      accepted: ['application/json', 'application/x-www-form-urlencoded'],
      limits: MESSAGE_LIMITS,
    })
    const answer = await takeIn(c, { source: 'webhook', raw: rawCapture(c, { channel, body: body.bytes }) })
    if (isRefusal(answer)) throw refusalError(answer)
    return c.json(shownAnswers(answer), 202)
  })
}
