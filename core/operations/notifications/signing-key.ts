import { createHmac, randomBytes } from 'node:crypto'
import type { Engine } from '../../intake/engine.js'
import { SECRET_PREFIX } from '../webhooks/sign-delivery.js'

const SETTING = 'notification-key'

/** The key by which a person's own receiver knows our calls, as Standard Webhooks write it. The same for as long as the database lives. */
export async function signingKey({ store }: Pick<Engine, 'store'>, userId: string): Promise<string> {
  const { system } = store
  const known = await system.getSetting(SETTING)
  const token = randomBytes(8).toString('hex')
  if (typeof known !== 'string' && (await system.tryLease({ name: SETTING, token, now: 0, ms: Number.MAX_SAFE_INTEGER })))
    await system.setSetting(SETTING, randomBytes(32).toString('base64'))
  const kept = await system.getSetting(SETTING)
  if (typeof kept !== 'string') throw new Error('The key of notifications is being made; it is asked for again.')
  return `${SECRET_PREFIX}${createHmac('sha256', Buffer.from(kept, 'base64')).update(userId).digest('base64')}`
}
