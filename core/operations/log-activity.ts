import { type Actor, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import { withActivityMarks } from '../intake/activity-marks.js'
import type { Engine } from '../intake/engine.js'
import { redecide } from '../intake/redecide.js'
import type { Activity } from '../model/entities/activity.js'
import { isRefusal } from '../plugin-api/index.js'
import { requireLeads, writable } from './access/in-reach.js'
import { type ActivityTold, activityRecord, requireTellable } from './activity-record.js'

/** Something that happened to a lead, or to a customer without one, as it is reported. */
export interface ActivityReport extends ActivityTold {
  readonly leadId?: string
  readonly contactId?: string
  readonly accountId?: string
  readonly opportunityId?: string
}

const CUSTOMERS = { contactId: 'contact', accountId: 'account', opportunityId: 'opportunity' } as const

/**
 * Adds an entry to a timeline. Of a lead the rules decide again, because they may count it.
 * @throws {CrmError} LEAD_UNKNOWN, RECORD_UNKNOWN, ACTIVITY_INVALID.
 */
export async function logActivity(
  engine: Engine,
  { actor, activity }: { actor: Actor; activity: ActivityReport },
): Promise<Activity> {
  authorize(actor, activity.leadId === undefined && activity.contactId !== undefined ? 'contact:write' : 'lead:write')
  requireTellable(activity, { actor, now: engine.now() })
  await requireSubjects(engine, actor, activity)
  return noteActivity(engine, { actor, activity })
}

/** Whoever tells of somebody changes them. */
async function requireSubjects(engine: Engine, actor: Actor, { leadId, ...others }: ActivityReport): Promise<void> {
  if (leadId !== undefined) await requireLeads(engine, actor, [leadId])
  for (const [field, entity] of Object.entries(CUSTOMERS)) {
    const id = others[field as keyof typeof CUSTOMERS]
    if (id === undefined || leadId !== undefined) continue
    if (!(await writable(engine, { actor, entity, id })))
      throw new CrmError('RECORD_UNKNOWN', `There is no ${entity} ${id.slice(0, 100)}.`)
  }
}

/** The same for an operation that has asked for its own permission already. */
export async function noteActivity(
  engine: Engine,
  { actor, activity }: { actor: Actor; activity: ActivityReport },
): Promise<Activity> {
  const { leadId, contactId, accountId, opportunityId } = activity
  const record: Activity = {
    ...activityRecord(engine, { actor, told: activity }),
    ...(leadId ? { leadId } : {}),
    ...(contactId ? { contactId } : {}),
    ...(accountId ? { accountId } : {}),
    ...(opportunityId ? { opportunityId } : {}),
  }
  if (leadId === undefined) return noteOnCustomer(engine, record)
  const leads = await redecide(engine, {
    leadIds: [leadId],
    trigger: 'edit',
    activities: [record],
    change: (lead) => withActivityMarks(lead, [record]),
  })
  if (isRefusal(leads) || leads.length === 0) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${leadId}.`)
  return record
}

async function noteOnCustomer(engine: Engine, record: Activity): Promise<Activity> {
  const { records } = engine.store
  const named = Object.entries(CUSTOMERS).flatMap(([field, entity]) => {
    const id = record[field]
    return typeof id === 'string' ? [{ entity, id }] : []
  })
  if (named.length === 0) {
    throw new CrmError(
      'ACTIVITY_INVALID',
      'leadId: say whose activity it is: of a lead, a contact, an account or an opportunity.',
      {
        details: { field: 'leadId' },
      },
    )
  }
  for (const { entity, id } of named) {
    if (!(await records.get(entity, id))) throw new CrmError('RECORD_UNKNOWN', `There is no ${entity} ${id.slice(0, 100)}.`)
  }
  await records.insert('activity', [record])
  engine.wake('records')
  return record
}
