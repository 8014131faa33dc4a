import type { Actor } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { Activity } from '../model/entities/activity.js'
import type { ReportedActivity } from '../plugin-api/index.js'

/** What somebody tells of something that happened; now where it does not say when. */
export type ActivityTold = ReportedActivity

/** An entry of a timeline, not yet anybody's. */
export function activityRecord(
  engine: Pick<Engine, 'newId' | 'now'>,
  { actor, told }: { actor: Actor; told: ActivityTold },
): Activity {
  const now = engine.now()
  const { type, at, direction = directionOf(type), durationSeconds, outcome, subject, details, idempotencyKey } = told
  return {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now, type, at: at ?? now },
    ...(actor.kind === 'user' ? { userId: actor.id } : {}),
    ...(direction ? { direction } : {}),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    ...(outcome ? { outcome } : {}),
    ...(subject ? { subject } : {}),
    ...(details === undefined ? {} : { details }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  }
}

/**
 * Refuses what nobody may tell: what the system alone notes, and what has not happened yet.
 * @throws {CrmError} ACTIVITY_INVALID.
 */
export function requireTellable(
  { type, at, durationSeconds }: ActivityTold,
  { actor, now }: { actor: Actor; now: number },
): void {
  if (actor.kind !== 'system' && OWN_WORDS.test(type.normalize('NFKC')))
    throw invalid('type', `the system alone notes "${type.slice(0, 100)}".`)
  if (at !== undefined && !(at >= 0)) throw invalid('at', 'it lies before 1970, or is no instant.')
  if (at !== undefined && at > now + CLOCK_DIFFERENCE_MS) throw invalid('at', 'it lies in the future.')
  if (durationSeconds !== undefined && !(Number.isSafeInteger(durationSeconds) && durationSeconds >= 0))
    throw invalid('durationSeconds', 'it is a whole number of seconds.')
}

function directionOf(type: string): Activity['direction'] {
  if (type.endsWith('.inbound')) return 'inbound'
  return type.endsWith('.outbound') ? 'outbound' : undefined
}

/** What the system notes by itself must stay proof that it happened. */
const OWN_WORDS = /^\s*(lead|status|task)\s*(\.|$)/iu
/** Clocks differ a little; more than that would move a first response to a day that has not come. */
const CLOCK_DIFFERENCE_MS = 60_000

const invalid = (field: string, why: string): CrmError =>
  new CrmError('ACTIVITY_INVALID', `${field}: ${why}`, { details: { field } })
