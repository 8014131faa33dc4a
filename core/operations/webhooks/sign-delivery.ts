import { createHmac } from 'node:crypto'

/**
 * The headers by which a receiver knows an event as ours and as new: Standard Webhooks 1.0. One HMAC-SHA256 over
 * `<id>.<timestamp>.<body>` for each key, so that a receiver can change over from one to the next.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signDelivery(
  body: string,
  { id, secrets, timestamp }: { id: string; secrets: readonly string[]; timestamp: number },
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') }
}

/** What every key begins with; behind it stand its bytes in base64. */
export const SECRET_PREFIX = 'whsec_'
