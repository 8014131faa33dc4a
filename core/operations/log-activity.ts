import { type Actor, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import { withFirstResponse } from '../intake/first-response.js'
import { redecide } from '../intake/redecide.js'
import type { Activity } from '../model/entities/activity.js'
import { isRefusal } from '../plugin-api/index.js'

/** Something that happened to a lead, as it is reported. */
export interface ActivityReport {
  readonly leadId: string
  /** Dotted, for example `call.outbound`. */
  readonly type: string
  /** Milliseconds UTC, since 1970 and not in the future; now without it. */
  readonly at?: number
  readonly subject?: string
  readonly details?: unknown
}

/**
 * Adds an entry to a lead's timeline and lets the rules decide again, because they may count it.
 * @throws {CrmError} LEAD_UNKNOWN, ACTIVITY_INVALID.
 */
export async function logActivity(
  engine: Engine,
  { actor, activity }: { actor: Actor; activity: ActivityReport },
): Promise<Activity> {
  authorize(actor, 'lead:write')
  if (actor.kind !== 'system') requireOwnWords(activity)
  requirePast(activity, engine.now())
  return noteActivity(engine, { actor, activity })
}

/** What the system notes by itself must stay proof that it happened. */
function requireOwnWords({ type }: ActivityReport): void {
  if (!/^\s*(lead|status|task)\s*(\.|$)/iu.test(type.normalize('NFKC'))) return
  throw invalid('type', `the system alone notes "${type.slice(0, 100)}".`)
}

/** Clocks differ a little; more than that would move a first response to a day that has not come. */
const CLOCK_DIFFERENCE_MS = 60_000

function requirePast({ at }: ActivityReport, now: number): void {
  if (at === undefined || (at >= 0 && at <= now + CLOCK_DIFFERENCE_MS)) return
  throw invalid('at', at < 0 ? 'it lies before 1970.' : 'it lies in the future.')
}

const invalid = (field: string, why: string): CrmError =>
  new CrmError('ACTIVITY_INVALID', `${field}: ${why}`, { details: { field } })

/** The same for an operation that has asked for its own permission already. */
export async function noteActivity(
  engine: Engine,
  { actor, activity }: { actor: Actor; activity: ActivityReport },
): Promise<Activity> {
  const now = engine.now()
  const record: Activity = {
    id: engine.newId(),
    version: 1,
    createdAt: now,
    updatedAt: now,
    at: activity.at ?? now,
    leadId: activity.leadId,
    type: activity.type,
    ...(actor.kind === 'user' ? { userId: actor.id } : {}),
    ...(activity.subject ? { subject: activity.subject } : {}),
    ...(activity.details === undefined ? {} : { details: activity.details }),
  }
  const leads = await redecide(engine, {
    leadIds: [activity.leadId],
    trigger: 'edit',
    activities: [record],
    change: (lead) => withFirstResponse(lead, [record]),
  })
  if (isRefusal(leads) || leads.length === 0) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${activity.leadId}.`)
  return record
}
