import { type Context, Hono } from 'hono'
import { greet } from '../../intake/capture.js'
import { isRefusal } from '../../plugin-api/index.js'
import { MESSAGE_LIMITS, readBody } from '../body/index.js'
import { clientAddress, networkOf } from '../client-address.js'
import type { HttpEnv } from '../http-env.js'
import type { RateLimit } from '../rate-limit.js'
import { rawCapture } from './raw-capture.js'
import { refusalError, shownAnswers, takeIn } from './take-in.js'

/** The door for other systems: `POST /hooks/:mapping`, signed as the mapping's file says. */
export function hookRoutes({ limit }: { limit: RateLimit }): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/hooks/:mapping', (c) => greetSender(c, limit))
    .post('/hooks/:mapping', async (c) => {
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

/** Some vendors ask, before the first payload, whether the address is ours. */
async function greetSender(c: Context<HttpEnv>, limit: RateLimit): Promise<Response> {
  const channel = c.req.param('mapping') ?? ''
  await limit.consume(`hook:${channel}:${networkOf(clientAddress(c))}`)
  const answer = await greet(c.get('crm'), { source: 'webhook', raw: rawCapture(c, { channel, body: new Uint8Array() }) })
  if (isRefusal(answer)) throw refusalError(answer)
  c.header('Content-Type', `${answer.contentType}; charset=utf-8`)
  return c.body(answer.body)
}
