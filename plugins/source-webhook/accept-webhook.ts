import { createHash } from 'node:crypto'
import {
  canonicalJson,
  compileMapping,
  type Greeting,
  type MappingDefinition,
  type NewSubmission,
  type PluginContext,
  type RawCapture,
  type Refusal,
  readPayload,
} from '../../core/plugin-api/index.js'
import { answerHandshake } from './answer-handshake.js'
import { keepWhole, partsOf } from './split-payload.js'
import { verifyKey, verifySignature, withoutKey } from './verify-sender.js'

const LONGEST_KEY = 200

/** Lets a known sender in and splits what it sent: one submission per lead, named by the sender's own id where it has one. */
export function acceptWebhook(
  raw: RawCapture,
  context: Pick<PluginContext, 'definition' | 'secret' | 'now'>,
): readonly NewSubmission[] | Refusal {
  const mapping = context.definition('mapping', raw.channel)
  if (mapping?.reads !== 'webhook') return { refused: `There is no webhook mapping "${raw.channel}".`, because: 'unknown' }
  const unsigned = verifySignature(raw, mapping.signature, context)
  if (unsigned) return unsigned
  const read = readPayload(raw)
  if ('refused' in read) return read
  const unproven = verifyKey(read.payload, mapping.signature, context)
  if (unproven) return unproven
  return submissions(mapping, { raw, payload: withoutKey(read.payload, mapping.signature) })
}

/** Answers a vendor that asks, before its first payload, whether this address is ours. */
export function greetSender(raw: RawCapture, context: Pick<PluginContext, 'definition' | 'secret' | 'now'>): Greeting | Refusal {
  const mapping = context.definition('mapping', raw.channel)
  const handshake = mapping?.reads === 'webhook' ? mapping.handshake : undefined
  if (!handshake) return { refused: `Nothing is to be asked of "${raw.channel}".`, because: 'unknown' }
  return answerHandshake(raw.query, { handshake, proof: context })
}

function submissions(
  mapping: MappingDefinition,
  { raw, payload }: { raw: RawCapture; payload: unknown },
): readonly NewSubmission[] {
  const { channel } = raw
  const parts = partsOf(mapping, payload)
  if (parts.length === 0) return [{ channel, payload: keepWhole(payload) }]
  const keyOf = keyReader(mapping, raw)
  return parts.map((part, index) => {
    const idempotencyKey = keyOf(part, index)
    return { channel, payload: part, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }
  })
}

/**
 * The sender's id of the event, where the mapping reads events; else of the lead; else of the message. A signed sender without either is known by the content for ever:
 * who records a signed message and sends it again changes nothing.
 */
function keyReader(
  { each: _split, fields: _fields, touch: _touch, activities: _activities, ...mapping }: MappingDefinition,
  { headers }: RawCapture,
): (part: unknown, index: number) => string | undefined {
  const readKey = compileMapping({ ...mapping, fields: {} })
  const message = mapping.signature?.type === 'standard-webhooks' ? headers['webhook-id'] : undefined
  return (part, index) => {
    const read = readKey(part)[0]
    const key = mapping.event === undefined ? read?.key : read?.event
    if (key !== undefined) return key.length > LONGEST_KEY ? digest(key) : key
    if (message !== undefined) return digest(`${message}#${index}`)
    return mapping.signature ? digest(canonicalJson(part)) : undefined
  }
}

const digest = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`
