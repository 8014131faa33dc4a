import { type Actor, actorName, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { enrolLead, sequenceNamed } from '../../intake/sequences/enrol-lead.js'
import { leaveSequences } from '../../intake/sequences/leave-sequence.js'
import type { Lead } from '../../model/entities/lead.js'
import type { Refusal } from '../../plugin-api/index.js'
import { requireLeads } from '../access/in-reach.js'

/** Which lead, which sequence, on whose behalf. */
export interface EnrolmentChange {
  readonly actor: Actor
  readonly leadId: string
  readonly sequence: string
}

/**
 * Puts a lead into a sequence by hand; refused where it is in it already, or may not come again.
 * @throws {CrmError} SEQUENCE_UNKNOWN, LEAD_UNKNOWN.
 */
export async function enrolByHand(engine: Engine, { actor, leadId, sequence }: EnrolmentChange): Promise<Lead | Refusal> {
  authorize(actor, 'sequence:write')
  await requireLeads(engine, actor, [leadId])
  return enrolLead(engine, { leadId, sequence, by: actorName(actor), ...userOf(actor) })
}

/**
 * Takes a lead out of a sequence by hand; answers whether it was in it.
 * @throws {CrmError} SEQUENCE_UNKNOWN
 */
export async function exitByHand(engine: Engine, { actor, leadId, sequence }: EnrolmentChange): Promise<boolean> {
  authorize(actor, 'sequence:write')
  sequenceNamed(engine, sequence)
  await requireLeads(engine, actor, [leadId])
  return (await leaveSequences(engine, { leadId, sequence, reason: 'by-hand', by: actorName(actor), ...userOf(actor) })) > 0
}

const userOf = (actor: Actor): { userId?: string } => (actor.kind === 'user' ? { userId: actor.id } : {})
