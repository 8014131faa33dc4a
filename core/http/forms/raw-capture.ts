import type { Context } from 'hono'
import type { RawCapture } from '../../plugin-api/index.js'
import type { HttpEnv } from '../http-env.js'
import { ownOrigin } from '../own-origin.js'

/** What arrived at a door, its bytes untouched, so that a source can check a signature over them. */
export function rawCapture(c: Context<HttpEnv>, { channel, body }: { channel: string; body: Uint8Array }): RawCapture {
  return {
    channel,
    contentType: c.req.header('content-type') ?? '',
    headers: withoutSecrets(c.req.header()),
    query: c.req.query(),
    body,
    method: c.req.method,
    url: calledUrl(c),
  }
}

/** The whole address as the sender called it: behind a proxy our own origin, not that of the proxy's request. */
function calledUrl(c: Context<HttpEnv>): string {
  const { pathname, search } = new URL(c.req.url)
  return `${ownOrigin(c)}${pathname}${search}`
}

/** A source has no use for what signs people in to us. */
function withoutSecrets({
  cookie: _cookie,
  authorization: _authorization,
  ...rest
}: Record<string, string>): Record<string, string> {
  return rest
}
