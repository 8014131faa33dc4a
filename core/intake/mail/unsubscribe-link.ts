import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { CrmError } from '../../errors.js'
import type { Engine } from '../engine.js'

/** What a link in a mail says, readable by nobody but us: whose address it went to, about which lead, and which mail it was. */
export interface LinkContent {
  readonly address: string
  readonly leadId: string
  /** The key of the effect that sent it. */
  readonly key: string
}

type Links = Pick<Engine, 'store' | 'settings'>

/** The address at which the reader of a mail can say that they want no more. The same mail always has the same one. */
export async function unsubscribeUrl(engine: Links, content: LinkContent): Promise<string> {
  return `${engine.settings.publicUrl ?? ''}/u/${sealed(content, await linkKey(engine))}`
}

/**
 * Reads the last part of such an address.
 * @throws {CrmError} UNSUBSCRIBE_LINK_INVALID
 */
export async function readUnsubscribeToken(engine: Links, token: string): Promise<LinkContent> {
  const content = opened(token, await linkKey(engine))
  if (content) return content
  throw new CrmError('UNSUBSCRIBE_LINK_INVALID', 'This link is not whole, or was not made here.')
}

const SETTING = 'mail-link-key'
const NONCE = 12
const TAG = 16

/** Made once and kept for as long as the database lives, because links in old mails must work. */
async function linkKey({ store }: Links): Promise<Buffer> {
  const known = await store.system.getSetting(SETTING)
  if (typeof known === 'string') return Buffer.from(known, 'base64')
  const { system } = store
  const token = randomBytes(8).toString('hex')
  if (await system.tryLease({ name: SETTING, token, now: 0, ms: Number.MAX_SAFE_INTEGER }))
    await system.setSetting(SETTING, randomBytes(32).toString('base64'))
  const kept = await system.getSetting(SETTING)
  if (typeof kept === 'string') return Buffer.from(kept, 'base64')
  throw new Error('The key of unsubscribe links is being made; it is asked for again.')
}

function sealed({ address, leadId, key }: LinkContent, secret: Buffer): string {
  const plain = JSON.stringify([address, leadId, key])
  // From the content, so that a mail that is sent again is the same mail.
  const nonce = createHmac('sha256', secret).update(plain).digest().subarray(0, NONCE)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

function opened(token: string, secret: Buffer): LinkContent | undefined {
  const bytes = Buffer.from(token.slice(0, 4_000), 'base64url')
  if (bytes.length <= NONCE + TAG) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE))
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
    const plain = decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
    const [address = '', leadId = '', key = ''] = JSON.parse(plain) as readonly string[]
    return { address, leadId, key }
  } catch {
    return undefined
  }
}
