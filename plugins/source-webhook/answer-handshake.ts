import { createHmac } from 'node:crypto'
import type { Greeting, HandshakeDefinition, Refusal } from '../../core/plugin-api/index.js'
import { isSame, noSecret, type Proof, secretsOf, unproven } from './secrets.js'

const LONGEST_CHALLENGE = 500

/** Answers a vendor that asks whether this address is ours; refuses who does not know the word agreed on. */
export function answerHandshake(
  query: Readonly<Record<string, string>>,
  { handshake, proof }: { handshake: HandshakeDefinition; proof: Proof },
): Greeting | Refusal {
  const challenge = query[handshake.challenge] ?? ''
  const [secret, ...others] = secretsOf(handshake, proof)
  if (secret === undefined) return noSecret(handshake)
  if (challenge === '' || challenge.length > LONGEST_CHALLENGE)
    return unproven(`"${handshake.challenge}" is missing or too long.`)
  if (handshake.type === 'hmac') {
    const challengeResponse = createHmac('sha256', secret).update(challenge).digest('hex')
    return { contentType: 'application/json', body: JSON.stringify({ challengeCode: challenge, challengeResponse }) }
  }
  const token = Buffer.from(query[handshake.token] ?? '')
  const isKnown = [secret, ...others].some((one) => isSame(token, Buffer.from(one)))
  return isKnown ? { contentType: 'text/plain', body: challenge } : unproven(`"${handshake.token}" is not the word agreed on.`)
}
