import { createHash } from 'node:crypto'
import { CrmError } from '../errors.js'
import { failpoint } from '../failpoint.js'
import { canonicalJson } from '../model/canonical-json.js'
import { type Greeting, isRefusal, type NewSubmission, type RawCapture, type Refusal, readPayload } from '../plugin-api/index.js'
import type { JournalAnswer, JournalEntry } from '../store/index.js'
import type { Engine } from './engine.js'
import { pluginContext } from './plugin-context.js'

/** What a door tells the sender, per submission in their order: written, there already, or its key taken by other content. */
export interface Captured {
  readonly submissions: readonly JournalAnswer[]
}

const REPEAT_WINDOW_MS = 10 * 60_000

/**
 * Takes what arrived at a door into the journal: the source checks and splits it, every part is made durable.
 * Nothing is decided here; once this answers, the lead cannot be lost.
 * A source without an `accept` of its own takes whatever is JSON or a form.
 * @throws {CrmError} SOURCE_UNKNOWN.
 */
export async function capture(engine: Engine, { source, raw }: { source: string; raw: RawCapture }): Promise<Captured | Refusal> {
  const registered = engine.registry.leadSources.get(source)
  if (!registered) throw new CrmError('SOURCE_UNKNOWN', `There is no lead source "${source}".`, { details: { source } })
  const { plugin, value } = registered
  const accepted = await engine.registry.call({ plugin, where: `source ${source}, accept` }, (signal) =>
    value.accept ? value.accept(raw, pluginContext(engine, { plugin, signal })) : wholePayload(raw),
  )
  if (isRefusal(accepted)) return accepted
  return record(engine, { source, submissions: accepted })
}

/**
 * Asks a source to answer a vendor that wants to know whether an address is ours.
 * @throws {CrmError} SOURCE_UNKNOWN.
 */
export async function greet(engine: Engine, { source, raw }: { source: string; raw: RawCapture }): Promise<Greeting | Refusal> {
  const registered = engine.registry.leadSources.get(source)
  if (!registered) throw new CrmError('SOURCE_UNKNOWN', `There is no lead source "${source}".`, { details: { source } })
  const { plugin, value } = registered
  if (!value.greet) return { refused: `Nothing is to be asked of "${raw.channel}".`, because: 'unknown' }
  const answered = await engine.registry.call({ plugin, where: `source ${source}, greet` }, (signal) =>
    value.greet?.(raw, pluginContext(engine, { plugin, signal })),
  )
  return answered ?? { refused: 'The source had no answer.', because: 'unknown' }
}

/** Writes submissions that a source has accepted, or that the product made itself. */
export async function record(
  engine: Engine,
  { source, submissions }: { source: string; submissions: readonly NewSubmission[] },
): Promise<Captured> {
  failpoint('capture.before-journal')
  const entries = submissions.map((submission) => journalEntry(engine, source, submission))
  const answers = await Promise.all(entries.map((entry) => engine.journal.append(entry)))
  failpoint('capture.after-journal')
  engine.wake('intake')
  return { submissions: answers }
}

/** A submission as the journal keeps it: its key scoped by source and channel, its content fingerprinted. */
export function journalEntry(engine: Pick<Engine, 'newId' | 'now'>, source: string, submission: NewSubmission): JournalEntry {
  const receivedAt = engine.now()
  const fingerprint = createHash('sha256').update(canonicalJson(submission.payload)).digest('hex')
  const key = submission.idempotencyKey ?? `content:${fingerprint}:${Math.floor(receivedAt / REPEAT_WINDOW_MS)}`
  return {
    id: engine.newId(),
    receivedAt,
    source,
    channel: submission.channel,
    idempotencyKey: `${source}/${submission.channel}/${key}`,
    fingerprint,
    payload: submission.payload,
    ...(submission.context ? { context: submission.context } : {}),
    ...(submission.spam ? { spam: true } : {}),
  }
}

function wholePayload(raw: RawCapture): readonly NewSubmission[] | Refusal {
  const read = readPayload(raw)
  return isRefusal(read) ? read : [{ channel: raw.channel, payload: read.payload }]
}
