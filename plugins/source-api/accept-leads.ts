import {
  isRefusal,
  type LeadInput,
  type NewSubmission,
  type PluginContext,
  type RawCapture,
  type Refusal,
  readPayload,
} from '../../core/plugin-api/index.js'
import { readLead } from './read-lead.js'

const MOST_LEADS = 500
const LONGEST_KEY = 255

type Fields = Pick<PluginContext['crm'], 'leadProblems'>

/**
 * Takes one lead or a list; a list with a lead that cannot be read, or has a value its field cannot take, is refused as a whole,
 * and the first such lead named.
 */
export function acceptLeads(raw: RawCapture, { crm }: { crm: Fields }): readonly NewSubmission[] | Refusal {
  const key = raw.headers['idempotency-key']
  if (key !== undefined && (key === '' || key.length > LONGEST_KEY))
    return { refused: `An Idempotency-Key has 1 to ${LONGEST_KEY} characters.` }
  const read = readPayload(raw)
  if ('refused' in read) return read
  const { payload } = read
  if (!Array.isArray(payload)) return accepted([payload], { channel: raw.channel, crm, keyOf: () => key })
  if (payload.length === 0) return { refused: 'The list holds no lead.' }
  if (payload.length > MOST_LEADS) return { refused: `A list holds at most ${MOST_LEADS} leads; this one has ${payload.length}.` }
  const keyOf = (index: number) => (key === undefined ? undefined : `${key}#${index}`)
  return accepted(payload, { channel: raw.channel, crm, keyOf })
}

function accepted(
  leads: readonly unknown[],
  { channel, crm, keyOf }: { channel: string; crm: Fields; keyOf: (index: number) => string | undefined },
): readonly NewSubmission[] | Refusal {
  const submissions: NewSubmission[] = []
  for (const [index, payload] of leads.entries()) {
    const refusal = refusalOf(payload, crm)
    if (refusal) return leads.length === 1 ? refusal : { ...refusal, refused: `Lead ${index + 1}: ${refusal.refused}` }
    const idempotencyKey = keyOf(index)
    submissions.push({ channel, payload, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) })
  }
  return submissions
}

function refusalOf(payload: unknown, crm: Fields): Refusal | undefined {
  const read: LeadInput | Refusal = readLead(payload)
  if (isRefusal(read)) return read
  const problems = crm.leadProblems(read.values)
  if (problems.length === 0) return undefined
  const words = problems.map(({ field, message }) => `${field}: ${message.en}`)
  return { refused: words.join(' '), fields: problems.map(({ field }) => field), problems }
}
