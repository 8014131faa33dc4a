import { createHmac } from 'node:crypto'
import { type RawCapture, type Refusal, readerOf, type SignatureDefinition } from '../../core/plugin-api/index.js'
import { isSame, noSecret, type Proof, secretsOf, unproven } from './secrets.js'
import { verifyUrlAndForm } from './verify-url-and-form.js'

type Hmac = Extract<SignatureDefinition, { type: 'hmac' }>

const TOLERANCE_MS = 5 * 60_000

/** Checks the signature over the raw bytes, before anything is read out of them; undefined when it holds or none is asked for. */
export function verifySignature(raw: RawCapture, signature: SignatureDefinition | undefined, proof: Proof): Refusal | undefined {
  if (!signature || signature.type === 'payload-key') return undefined
  const secrets = secretsOf(signature, proof)
  if (secrets.length === 0) return noSecret(signature)
  const now = proof.now()
  if (signature.type === 'hmac') return verifyHmac(raw, { signature, secrets, now })
  return signature.type === 'url-and-form'
    ? verifyUrlAndForm(raw, { header: signature.header, secrets })
    : verifyStandard(raw, { secrets, now })
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
  { signature, secrets, now }: { signature: Hmac; secrets: readonly string[]; now: number },
): Refusal | undefined {
  const { algorithm, encoding, prefix = '', timestamp } = signature
  const given = raw.headers[signature.header.toLowerCase()]?.trim()
  if (!given?.startsWith(prefix))
    return unproven(`The header ${signature.header} with the signature is missing or not "${prefix}…".`)
  const signedAt = timestamp ? raw.headers[timestamp.header.toLowerCase()]?.trim() : undefined
  const stale = timestamp && refuseStale(signedAt, { unitMs: timestamp.unit === 'seconds' ? 1_000 : 1, now })
  if (stale) return stale
  const digest = Buffer.from(given.slice(prefix.length), encoding)
  const signed = signedBytes(raw, { over: signature.over ?? '{body}', timestamp: signedAt ?? '' })
  const isValid = secrets.some((secret) => isSame(digest, createHmac(algorithm, secret).update(signed).digest()))
  return isValid ? undefined : unproven('The signature does not fit the message.')
}

/** What the sender signed, in its order; the body as the bytes that came. */
function signedBytes(raw: RawCapture, { over, timestamp }: { over: string; timestamp: string }): Buffer {
  const parts: Readonly<Record<string, string | Uint8Array>> = {
    '{body}': raw.body,
    '{method}': raw.method ?? 'POST',
    '{url}': raw.url ?? '',
    '{timestamp}': timestamp,
  }
  return Buffer.concat(over.split(/(\{(?:body|method|url|timestamp)\})/).map((part) => Buffer.from(parts[part] ?? part)))
}

function refuseStale(timestamp: string | undefined, { unitMs, now }: { unitMs: number; now: number }): Refusal | undefined {
  if (timestamp === undefined || !/^\d{1,16}$/.test(timestamp)) return unproven('The time of the signature is missing.')
  const isFresh = Math.abs(now - Number(timestamp) * unitMs) <= TOLERANCE_MS
  return isFresh ? undefined : unproven('The message is more than five minutes old or early.')
}

/** Standard Webhooks 1.0: HMAC-SHA256 over id, timestamp and body; several signatures while a secret is being changed. */
function verifyStandard(
  { headers, body }: RawCapture,
  { secrets, now }: { secrets: readonly string[]; now: number },
): Refusal | undefined {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp = '', 'webhook-signature': signatures } = headers
  if (!id || !signatures || !/^\d{1,12}$/.test(timestamp))
    return unproven('One of the headers webhook-id, webhook-timestamp and webhook-signature is missing.')
  const stale = refuseStale(timestamp, { unitMs: 1_000, now })
  if (stale) return stale
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

const TOP_LEVEL = /^\$?\.?([^.[\]$]+)$/
