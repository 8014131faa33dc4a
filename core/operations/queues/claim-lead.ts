import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { redecide } from '../../intake/redecide.js'
import type { Lead } from '../../model/entities/lead.js'
import { statusOf } from '../../model/lifecycle.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { requireLeads } from '../access/in-reach.js'
import { saidRefusal } from '../said-refusal.js'
import { claimant } from './claimant.js'
import { queueActivity } from './queue-activity.js'
import { claimRefusal, standingOf } from './queue-standing.js'

/** Who takes which lead. */
export interface Claim {
  readonly actor: Actor
  readonly leadId: string
  /** For whom, where no user is signed in: a command or a key. */
  readonly userId?: string
}

/**
 * A member of a pool takes a lead out of it. Of two who take the same lead one gets it, and the other hears that it is taken; limits of the
 * pool and of the user are refused with their numbers, also when one user takes several at once.
 * @throws {CrmError} LEAD_UNKNOWN, USER_UNKNOWN, ACCESS_DENIED.
 */
export async function claimLead(engine: Engine, claim: Claim): Promise<Lead | Refusal> {
  authorize(claim.actor, 'lead:write')
  const user = await claimant(engine, claim)
  await requireLeads(engine, claim.actor, [claim.leadId])
  const { system } = engine.store
  const lease = { name: `claim:${user.id}`, token: engine.newId() }
  if (!(await system.tryLease({ ...lease, now: engine.now(), ms: LEASE_MS }))) return BUSY
  try {
    return await take(engine, { ...claim, userId: user.id })
  } finally {
    await system.tryLease({ ...lease, now: engine.now(), ms: 0 })
  }
}

const LEASE_MS = 10_000

const BUSY = saidRefusal(
  { en: 'You are taking another lead this very moment. Try again.', fa: 'همین حالا سرنخ دیگری را برمی‌دارید. دوباره بکوشید.' },
  { code: 'claim-under-way' },
)
const TAKEN = saidRefusal(
  { en: 'Somebody else has taken this lead.', fa: 'کس دیگری این سرنخ را برداشته است.' },
  { code: 'lead-taken' },
)
const CLOSED = saidRefusal({ en: 'This lead is closed.', fa: 'این سرنخ بسته شده است.' }, { code: 'lead-closed' })
const NO_QUEUE = saidRefusal({ en: 'This lead waits in no queue.', fa: 'این سرنخ در هیچ صفی منتظر نیست.' }, { code: 'no-queue' })
const NO_MEMBER = saidRefusal(
  { en: 'You are not a member of this queue.', fa: 'شما عضو این صف نیستید.' },
  { code: 'not-a-member' },
)

async function take(engine: Engine, { actor, leadId, userId }: Claim & { readonly userId: string }): Promise<Lead | Refusal> {
  const leads = await redecide(engine, {
    leadIds: [leadId],
    trigger: 'edit',
    activities: [queueActivity(engine, { leadId, type: 'lead.claimed', userId, details: { by: actorName(actor) } })],
    change: async (lead) => (await refusalOf(engine, lead, userId)) ?? { ...lead, ownerId: userId },
  })
  if (isRefusal(leads)) return leads
  const [lead] = leads
  if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${leadId.slice(0, 100)}.`)
  return lead
}

async function refusalOf(engine: Engine, lead: Lead, userId: string): Promise<Refusal | undefined> {
  if (lead.ownerId !== undefined) return TAKEN
  const category = statusOf(engine.rules().lifecycle, lead.status)?.category ?? 'open'
  if (category !== 'open') return CLOSED
  if (lead.queue === undefined) return NO_QUEUE
  const standing = await standingOf(engine, { userId, queue: lead.queue })
  const refusal = standing ? claimRefusal(standing) : NO_MEMBER
  if (refusal) return refusal
  const { hooks } = engine.registry
  const guard = hooks.has('lead:assign') ? await hooks.guard('lead:assign', { lead, ownerId: userId }) : undefined
  return guard && { code: 'refused-by-guard', details: [guard.refused], ...guard }
}
