import { parseDuration } from '../../model/calendar/duration.js'
import type { Enrolment } from '../../model/entities/enrolment.js'
import type { Lead } from '../../model/entities/lead.js'
import { type Sequence, type SequenceStep, stepAction } from '../../model/sequence.js'
import type { OutboxRow } from '../../store/index.js'
import type { Engine } from '../engine.js'
import { leaveSequences } from './leave-sequence.js'
import { settleStep, stepDone } from './settle-step.js'
import { nextPlace, readStepKey, stepKey } from './step-place.js'
import { sendableAt } from './step-time.js'
import { whyLeave } from './why-leave.js'

/** How long nobody looks at an effect that is under way; it says itself when it has ended, unless its process died. */
const WATCH_MS = 60_000

/** Does what is due for one enrolment: its next step, its end, or a look at an effect that is still under way. */
export async function takeStep(engine: Engine, enrolment: Enrolment): Promise<void> {
  const { leadId, sequence: id, pending } = enrolment
  if (pending !== undefined) return watchPending(engine, enrolment, pending)
  const { sequences } = engine.rules()
  const sequence = Object.hasOwn(sequences, id) ? sequences[id] : undefined
  const lead = (await engine.store.records.get('lead', leadId)) as Lead | undefined
  if (!lead || !sequence) return end(engine, enrolment, { reason: lead ? 'sequence-removed' : 'lead-removed' })
  const step = sequence.steps[nextPlace(sequence, enrolment)]
  if (!step) return end(engine, enrolment, { state: 'completed', reason: 'completed' })
  const reason = await whyLeave(engine, { enrolment, lead, sequence, step })
  if (reason !== undefined) return end(engine, enrolment, { reason })
  const later = step.mail ? await mailableAt(engine, { sequence, leadId }) : engine.now()
  if (later > engine.now()) return move(engine, enrolment, { nextAt: later })
  await begin(engine, { enrolment, step })
}

async function end(
  engine: Engine,
  enrolment: Enrolment,
  { state = 'exited', reason }: { readonly state?: 'exited' | 'completed'; readonly reason: string },
): Promise<void> {
  const { leadId, sequence } = enrolment
  if ((await leaveSequences(engine, { leadId, sequence, state, reason })) > 0) return
  // The lead is gone: nobody is left whose timeline could say so.
  await move(engine, enrolment, { state, endedAt: engine.now(), nextAt: null, exitReason: reason })
}

async function begin(engine: Engine, { enrolment, step }: { enrolment: Enrolment; step: SequenceStep }): Promise<void> {
  const action = stepAction(step)
  if (!action) return stepDone(engine, { enrolment, stepId: step.id })
  const key = stepKey(enrolment.id, step.id)
  const now = engine.now()
  await engine.store.records.write(
    {
      updates: [
        {
          entity: 'enrolment',
          id: enrolment.id,
          expectedVersion: enrolment.version,
          changes: { pending: key, nextAt: now + WATCH_MS },
        },
      ],
      outbox: [
        {
          id: engine.newId(),
          idempotencyKey: key,
          recordId: enrolment.leadId,
          rule: `sequence/${enrolment.sequence}/${step.id}`,
          createdAt: now,
          ...action,
        },
      ],
    },
    now,
  )
  engine.wake('effects')
}

/** An effect tells by itself when it has ended; this is for those whose process was killed right then. */
async function watchPending(engine: Engine, enrolment: Enrolment, key: string): Promise<void> {
  const row = await engine.store.outbox.find(key)
  const stepId = readStepKey(key)?.stepId ?? ''
  if (!row) return move(engine, enrolment, { pending: null, nextAt: engine.now() })
  if (row.state === 'waiting') return move(engine, enrolment, { nextAt: laterThan(row, engine.now()) })
  if (row.state === 'done') return stepDone(engine, { enrolment, stepId })
  await settleStep(engine, key, { done: false, error: row.error ?? '' })
}

const laterThan = ({ nextAttemptAt }: OutboxRow, now: number): number => Math.max(nextAttemptAt, now) + WATCH_MS

/** Now, or when the window opens or the oldest of too many mails lies far enough behind. */
async function mailableAt(engine: Engine, { sequence, leadId }: { sequence: Sequence; leadId: string }): Promise<number> {
  const now = engine.now()
  const free = Math.max(now, (await limitedUntil(engine, { sequence, leadId })) ?? now)
  return sendableAt(engine, sequence.sendWindow, free)
}

async function limitedUntil(
  { store, now }: Engine,
  { sequence: { limit }, leadId }: { sequence: Sequence; leadId: string },
): Promise<number | undefined> {
  const within = limit && parseDuration(limit.within)
  if (!limit || !within) return undefined
  const where = {
    all: [
      { fact: 'message', path: '$.leadId', operator: 'equal', value: leadId },
      { fact: 'message', path: '$.direction', operator: 'equal', value: 'outbound' },
      { fact: 'message', path: '$.channel', operator: 'equal', value: 'mail' },
      { fact: 'message', path: '$.at', operator: 'greaterThan', value: now() - within },
    ],
  }
  const { records } = await store.records.list('message', { where, sort: { field: 'at', direction: 'desc' }, limit: limit.mails })
  const oldest = records.length < limit.mails ? undefined : records.at(-1)?.['at']
  return typeof oldest === 'number' ? oldest + within : undefined
}

async function move(engine: Engine, { id, version }: Enrolment, changes: Readonly<Record<string, unknown>>): Promise<void> {
  await engine.store.records.update('enrolment', { id, expectedVersion: version, changes, now: engine.now() })
}
