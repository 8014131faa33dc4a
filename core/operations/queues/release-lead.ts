import { type Actor, actorName, authorize, can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { redecide } from '../../intake/redecide.js'
import type { Lead } from '../../model/entities/lead.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { writable } from '../access/in-reach.js'
import { saidRefusal } from '../said-refusal.js'
import { queueActivity } from './queue-activity.js'

/**
 * Gives a lead back to the queue it came from; it goes to another member as its rules say, or waits there. Owners give back their own,
 * managers anybody's.
 * @throws {CrmError} LEAD_UNKNOWN, ACCESS_DENIED.
 */
export async function releaseLead(
  engine: Engine,
  { actor, leadId }: { readonly actor: Actor; readonly leadId: string },
): Promise<Lead | Refusal> {
  authorize(actor, 'lead:write')
  const before = (await writable(engine, { actor, entity: 'lead', id: leadId })) as Lead | undefined
  if (!before) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${leadId.slice(0, 100)}.`)
  if (before.ownerId === undefined) return NO_OWNER
  const leads = await redecide(engine, {
    leadIds: [leadId],
    trigger: 'edit',
    activities: [
      queueActivity(engine, { leadId, type: 'lead.released', userId: before.ownerId, details: { by: actorName(actor) } }),
    ],
    change: (lead) => released(lead, actor),
  })
  if (isRefusal(leads)) return leads
  return leads[0] ?? before
}

const NO_OWNER = saidRefusal({ en: 'This lead has no owner.', fa: 'این سرنخ مسئولی ندارد.' }, { code: 'no-owner' })
const NO_QUEUE = saidRefusal(
  { en: 'This lead came from no queue. Give it to somebody instead.', fa: 'این سرنخ از صفی نیامده است. آن را به کسی بدهید.' },
  { code: 'no-queue' },
)
const NOT_YOURS = saidRefusal(
  { en: 'Only its owner or a manager gives a lead back.', fa: 'تنها مسئول سرنخ یا یک مدیر آن را برمی‌گرداند.' },
  { code: 'not-the-owner' },
)

function released(lead: Lead, actor: Actor): Lead | Refusal {
  const { ownerId, untouchedSince: _untouched, ...rest } = lead
  if (ownerId === undefined) return NO_OWNER
  if (lead.queue === undefined) return NO_QUEUE
  const isOwn = actor.kind === 'user' && actor.id === ownerId
  if (!isOwn && actor.kind === 'user' && !can(actor, 'user:read')) return NOT_YOURS
  return { ...rest, gaveBackId: ownerId } as Lead
}
