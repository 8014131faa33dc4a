import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { CrmError } from '../errors.js'
import { answerBrokenRequests } from './answer-broken-request.js'
import type { HttpEnv } from './http-env.js'

/** A server that listens. */
export interface Served {
  /** Where it listens, for example `http://127.0.0.1:3000`. */
  readonly url: string
  /** Takes no new connection, answers what is under way, and after `graceMs` cuts what is left. */
  close(graceMs: number): Promise<void>
}

/**
 * Listens on Node. Slow, idle, too many and too large are all limited here, before any of our code runs.
 * @throws {CrmError} HTTP_PORT_IN_USE.
 */
export async function serve({ app, host, port }: { app: Hono<HttpEnv>; host: string; port: number }): Promise<Served> {
  const server = createAdaptorServer({
    fetch: (request, env) => {
      const remoteAddress = 'incoming' in env ? env.incoming.socket?.remoteAddress : undefined
      return app.fetch(request, remoteAddress === undefined ? {} : { remoteAddress })
    },
    overrideGlobalObjects: false,
    serverOptions: LIMITS,
  }) as Server
  answerBrokenRequests(server)
  server.maxConnections = 2_000
  server.maxHeadersCount = 100
  await listen(server, { host, port })
  const { address, family, port: listening } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${listening}`,
    close: (graceMs) => closeServer(server, graceMs),
  }
}

const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 8 * 1024,
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') reject(cause)
      else
        reject(
          new CrmError('HTTP_PORT_IN_USE', `Port ${port} on ${host} is taken by another program.`, { cause, details: { port } }),
        )
    })
    server.listen(port, host, resolve)
  })
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
