import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { changeRecord } from '../records/save-record.js'

/** Where an opportunity should go. */
export interface OpportunityMove {
  readonly actor: Actor
  readonly id: string
  readonly stage: string
  /** Its own without it. */
  readonly pipeline?: string
  readonly reason?: string
  /** The version the person saw; without it the move applies to whatever is there. */
  readonly expectedVersion?: number
}

/**
 * Moves an opportunity to a stage, or says what is in the way: the same as changing its field `stage`.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function moveOpportunity(
  engine: Engine,
  { actor, id, stage, pipeline, reason, expectedVersion }: OpportunityMove,
): Promise<Opportunity | Refusal> {
  authorize(actor, 'opportunity:write')
  const answer = await changeRecord(engine, {
    actor,
    entity: 'opportunity',
    id,
    changes: { stage, ...(pipeline === undefined ? {} : { pipeline }), ...(reason === undefined ? {} : { stageReason: reason }) },
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  })
  return isRefusal(answer) ? answer : (answer as Opportunity)
}
