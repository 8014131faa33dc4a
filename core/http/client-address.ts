import { isIP } from 'node:net'
import type { Context } from 'hono'
import type { HttpEnv } from './http-env.js'

/**
 * The address a request came from. Each trusted proxy adds one entry at the right of X-Forwarded-For;
 * what stands further left was written by whoever sent it and is not believed.
 */
export function clientAddress(c: Context<HttpEnv>): string {
  const connected = c.env?.remoteAddress ?? ''
  const { trustedProxies } = c.get('crm').deployment.config.http
  if (trustedProxies === 0) return connected
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  const address = [...forwarded, connected].at(-1 - trustedProxies) ?? ''
  return isIP(address) ? address : connected
}

/** The network that is counted together: one address of IPv4, the 64 bits a household is given of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...zeros, ...last]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')
}
