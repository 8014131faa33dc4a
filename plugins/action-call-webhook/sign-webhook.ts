import { createHmac } from 'node:crypto'

/**
 * The headers by which a receiver knows a call as ours, as the Standard Webhooks specification 1.0 has them.
 * The signature is HMAC-SHA256 over `<id>.<timestamp>.<body>`, in base64. A secret that begins with `whsec_` holds its key
 * in base64; any other is its own key. `timestamp` is in seconds since 1970.
 */
export function signWebhook(
  body: string,
  { id, secret, timestamp }: { id: string; secret: string; timestamp: number },
): Readonly<Record<'webhook-timestamp' | 'webhook-signature', string>> {
  const key = secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret, 'utf8')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` }
}

const PREFIX = 'whsec_'
