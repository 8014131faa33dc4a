import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { OpportunityContact } from '../../model/entities/opportunity-contact.js'
import type { OpportunityLine } from '../../model/entities/opportunity-line.js'
import type { StatusChange } from '../../model/entities/status-change.js'
import { seenBy } from '../access/seen-by.js'
import { unknownRecord } from '../records/record-request.js'
import { everyRecord } from './every-record.js'
import { linesOf } from './lines-amount.js'
import { type PossibleMove, possibleMoves } from './possible-moves.js'

/** An opportunity with what stands in it; tasks, documents and the timeline are read as for any other record. */
export interface OpportunityProfile {
  readonly opportunity: Opportunity
  readonly moves: readonly PossibleMove[]
  readonly lines: readonly OpportunityLine[]
  readonly roles: readonly OpportunityContact[]
  /** Moves between stages, the first one first. */
  readonly history: readonly StatusChange[]
}

/**
 * Reads an opportunity and what belongs to it.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function showOpportunity(
  whole: Engine,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<OpportunityProfile> {
  authorize(actor, 'opportunity:read')
  const engine = seenBy(whole, actor)
  const opportunity = (await engine.store.records.get('opportunity', id)) as Opportunity | undefined
  if (!opportunity) throw unknownRecord('opportunity', id.slice(0, 100))
  const [moves, lines, roles, history] = await Promise.all([
    possibleMoves(engine, { actor, opportunity }),
    linesOf(engine, id),
    everyRecord(engine, 'opportunityContact', { opportunityId: id }),
    everyRecord(engine, 'statusChange', { entity: 'opportunity', recordId: id }),
  ])
  return {
    ...{ opportunity, moves, lines },
    roles: roles as readonly OpportunityContact[],
    history: (history as unknown as readonly StatusChange[]).toSorted((left, right) => left.at - right.at),
  }
}
