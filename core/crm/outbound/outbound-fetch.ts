import { request as httpRequest, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { CrmError } from '../../errors.js'
import type { OutboundRequest, OutboundResponse } from '../../plugin-api/index.js'
import { reachableAddress } from './public-address.js'

const TOTAL_MS = 15_000
const MOST_BYTES = 64 * 1024

/**
 * Sends one request to an outside address: no redirects followed, at most 15 seconds, at most 64 KB of the answer read.
 * The socket goes to the address that was checked, while name and certificate stay those of the host.
 * @throws {CrmError} OUTBOUND_REFUSED, OUTBOUND_FAILED.
 */
export async function outboundFetch(
  url: string,
  { init = {}, allowHosts, signal }: { init?: OutboundRequest; allowHosts: readonly string[]; signal: AbortSignal },
): Promise<OutboundResponse> {
  const target = parseUrl(url, allowHosts)
  const address = await reachableAddress(target.hostname, allowHosts)
  const options: RequestOptions = {
    host: address,
    port: target.port || (target.protocol === 'https:' ? 443 : 80),
    path: `${target.pathname}${target.search}`,
    method: init.method ?? 'GET',
    headers: { ...init.headers, host: target.host },
    signal: AbortSignal.any([signal, AbortSignal.timeout(TOTAL_MS)]),
    agent: false,
  }
  return send(target, options, init.body)
}

function parseUrl(url: string, allowHosts: readonly string[]): URL {
  const target = URL.parse?.(url) ?? tryUrl(url)
  if (!target) throw new CrmError('OUTBOUND_REFUSED', `"${url}" is no web address.`)
  const isPlain = target.protocol === 'http:' && allowHosts.includes(target.hostname)
  if (target.protocol === 'https:' || isPlain) return target
  throw new CrmError('OUTBOUND_REFUSED', `Only https is allowed, "${target.protocol}" is not.`, {
    details: { host: target.hostname },
  })
}

function tryUrl(url: string): URL | undefined {
  try {
    return new URL(url)
  } catch {
    return undefined
  }
}

function send(target: URL, options: RequestOptions, body: string | undefined): Promise<OutboundResponse> {
  const isSecure = target.protocol === 'https:'
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(new CrmError('OUTBOUND_FAILED', `${target.host} did not answer: ${String(cause)}`, { cause }))
    const request = (isSecure ? httpsRequest : httpRequest)(
      isSecure ? { ...options, servername: target.hostname } : options,
      (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size <= MOST_BYTES) chunks.push(chunk)
          else response.destroy()
        })
        response.on('error', fail)
        response.on('close', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    request.on('error', fail)
    request.end(body)
  })
}
