import type { Enrolment } from '../../model/entities/enrolment.js'
import type { Engine } from '../engine.js'
import { leaveSequences } from './leave-sequence.js'
import { nextPlace, readStepKey } from './step-place.js'
import { dueAfter } from './step-time.js'

/** What became of the effect that a step asked for. */
export type StepOutcome = { readonly done: true } | { readonly done: false; readonly error: string }

/**
 * Tells a sequence that the effect of its step was performed, or was given up; effects of nobody's sequence are passed over. A
 * step that succeeds after it was given up, because somebody had it done again, lets the sequence go on.
 */
export async function settleStep(engine: Engine, key: string, outcome: StepOutcome): Promise<void> {
  const named = readStepKey(key)
  if (!named) return
  const enrolment = (await engine.store.records.get('enrolment', named.enrolmentId)) as Enrolment | undefined
  if (enrolment?.pending !== key) return
  if (outcome.done) await stepDone(engine, { enrolment, stepId: named.stepId })
  else
    await leaveSequences(engine, {
      ...ofEnrolment(enrolment),
      state: 'failed',
      reason: `${named.stepId}: ${outcome.error}`.slice(0, 500),
    })
}

/** Moves an enrolment behind a step; behind the last one it is completed. */
export async function stepDone(engine: Engine, { enrolment, stepId }: { enrolment: Enrolment; stepId: string }): Promise<void> {
  const { sequences } = engine.rules()
  const sequence = Object.hasOwn(sequences, enrolment.sequence) ? sequences[enrolment.sequence] : undefined
  const now = engine.now()
  const done = { step: enrolment.step + 1, lastStep: stepId, pending: null }
  const place = sequence ? nextPlace(sequence, { step: done.step, lastStep: stepId }) : 0
  const next = sequence?.steps[place]
  if (enrolment.state !== 'active' && enrolment.state !== 'failed') {
    await write(engine, enrolment, done)
    return
  }
  const goesOn = sequence && next ? { nextAt: dueAfter(engine, { sequence, step: next, from: now }) } : { nextAt: now }
  const revived = enrolment.state === 'failed' ? { state: 'active', endedAt: null, exitReason: null } : {}
  await write(engine, enrolment, { ...done, ...goesOn, ...revived })
  engine.wake('sequences')
}

/** Somebody else's write wins: what is due then is seen at the next look. */
async function write(engine: Engine, { id, version }: Enrolment, changes: Readonly<Record<string, unknown>>): Promise<void> {
  await engine.store.records.update('enrolment', { id, expectedVersion: version, changes, now: engine.now() })
}

const ofEnrolment = ({ leadId, sequence }: Enrolment) => ({ leadId, sequence })
