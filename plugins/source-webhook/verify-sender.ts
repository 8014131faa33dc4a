import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import {
  type PluginContext,
  type RawCapture,
  type Refusal,
  readerOf,
  type SignatureDefinition,
} from '../../core/plugin-api/index.js'

type Hmac = Extract<SignatureDefinition, { type: 'hmac' }>
type Proof = Pick<PluginContext, 'secret' | 'now'>

const TOLERANCE_MS = 5 * 60_000

/** Checks the signature over the raw bytes, before anything is read out of them; undefined when it holds or none is asked for. */
export function verifySignature(raw: RawCapture, signature: SignatureDefinition | undefined, proof: Proof): Refusal | undefined {
  if (!signature || signature.type === 'payload-key') return undefined
  const secrets = secretsOf(signature, proof)
  if (secrets.length === 0) return noSecret(signature)
  return signature.type === 'hmac' ? verifyHmac(raw, { signature, secrets }) : verifyStandard(raw, { secrets, now: proof.now() })
}

/** Checks the shared key inside the payload, where the mapping asks for one. */
export function verifyKey(payload: unknown, signature: SignatureDefinition | undefined, proof: Proof): Refusal | undefined {
  if (signature?.type !== 'payload-key') return undefined
  const secrets = secretsOf(signature, proof)
  if (secrets.length === 0) return noSecret(signature)
  const given = readerOf(signature.path)(payload)
  const isKnown = typeof given === 'string' && secrets.some((secret) => isSame(Buffer.from(given), Buffer.from(secret)))
  return isKnown ? undefined : unproven(`The key at "${signature.path}" is not the one agreed on.`)
}

/** The payload as it is kept: a shared key at its top is no part of it. */
export function withoutKey(payload: unknown, signature: SignatureDefinition | undefined): unknown {
  const name = signature?.type === 'payload-key' ? TOP_LEVEL.exec(signature.path)?.[1] : undefined
  if (name === undefined || typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name))
}

function verifyHmac(
  raw: RawCapture,
  { signature, secrets }: { signature: Hmac; secrets: readonly string[] },
): Refusal | undefined {
  const { algorithm, encoding, prefix = '' } = signature
  const given = raw.headers[signature.header.toLowerCase()]?.trim()
  if (!given?.startsWith(prefix))
    return unproven(`The header ${signature.header} with the signature is missing or not "${prefix}…".`)
  const digest = Buffer.from(given.slice(prefix.length), encoding)
  const isValid = secrets.some((secret) => isSame(digest, createHmac(algorithm, secret).update(raw.body).digest()))
  return isValid ? undefined : unproven('The signature does not fit the body.')
}

/** Standard Webhooks 1.0: HMAC-SHA256 over id, timestamp and body; several signatures while a secret is being changed. */
function verifyStandard(
  { headers, body }: RawCapture,
  { secrets, now }: { secrets: readonly string[]; now: number },
): Refusal | undefined {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp = '', 'webhook-signature': signatures } = headers
  if (!id || !signatures || !/^\d{1,12}$/.test(timestamp))
    return unproven('One of the headers webhook-id, webhook-timestamp and webhook-signature is missing.')
  if (Math.abs(now - Number(timestamp) * 1_000) > TOLERANCE_MS)
    return unproven('The message is more than five minutes old or early.')
  const given = signatures.split(' ').flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []))
  const expected = secrets.map((secret) =>
    createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest(),
  )
  const isValid = expected.some((digest) => given.some((one) => isSame(one, digest)))
  return isValid ? undefined : unproven('No signature fits the message.')
}

/** Compares in a time that tells nothing; hashed first, so that lengths tell nothing either. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}

/** While a secret is being changed, the old and the new stand beside each other, parted by a space; a single one may hold spaces. */
function secretsOf({ secret }: SignatureDefinition, proof: Proof): readonly string[] {
  const known = proof.secret(secret)?.trim() ?? ''
  return known === '' ? [] : [...new Set([known, ...known.split(/\s+/)])]
}

function noSecret({ secret }: SignatureDefinition): Refusal {
  return unproven(
    `The secret "${secret}" of this mapping is not set here, so nobody can prove to be the sender. Set it and send again.`,
  )
}

const unproven = (refused: string): Refusal => ({ refused, because: 'unproven' })
const TOP_LEVEL = /^\$?\.?([^.[\]$]+)$/
