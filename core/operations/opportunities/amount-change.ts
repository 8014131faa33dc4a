import { type Actor, actorName } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { canonicalJson } from '../../model/canonical-json.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { OpportunityLine } from '../../model/entities/opportunity-line.js'
import type { RecordChanges } from '../../store/index.js'
import { sumOfLines } from './lines-amount.js'

/**
 * Writes what an opportunity's lines add up to on it, with its history. It is written even where the sum stays the same:
 * two who change lines at one time meet at its version, so that neither works out the sum without the other's line.
 */
export function amountChange(
  engine: Engine,
  {
    actor,
    opportunity,
    lines,
  }: { readonly actor: Actor; readonly opportunity: Opportunity; readonly lines: readonly OpportunityLine[] },
): RecordChanges {
  const { id, version, amount: before } = opportunity
  const after = sumOfLines(lines) ?? before
  const update = { entity: 'opportunity', id, expectedVersion: version, changes: { amount: after ?? null } } as const
  if (canonicalJson(after ?? null) === canonicalJson(before ?? null)) return { updates: [update] }
  const now = engine.now()
  const history = {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now },
    ...{ entity: 'opportunity', recordId: id, action: 'update', actor: actorName(actor) },
    ...{ before: { amount: before ?? null }, after: { amount: after ?? null } },
  }
  return { updates: [update], inserts: [{ entity: 'recordChange', record: history }] }
}
