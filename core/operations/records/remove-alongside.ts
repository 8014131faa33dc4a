import type { Actor } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { amountChange } from '../opportunities/amount-change.js'
import { everyRecord } from '../opportunities/every-record.js'
import { linesOf } from '../opportunities/lines-amount.js'
import type { KeptEntity } from './kept-entity.js'

type Removing = (engine: Engine, removal: { readonly actor: Actor; readonly record: StoredRecord }) => Promise<RecordChanges>

/** What goes with a record that is removed: an opportunity takes its lines and roles along, a line its share of the amount. */
export const REMOVE_ALONGSIDE: { readonly [E in KeptEntity]?: Removing } = {
  async opportunity(engine, { record: { id } }) {
    const parts = await Promise.all(
      (['opportunityLine', 'opportunityContact'] as const).map(async (entity) =>
        (await everyRecord(engine, entity, { opportunityId: id })).map((part) => ({
          entity,
          id: part.id,
          expectedVersion: part.version,
        })),
      ),
    )
    return { removes: parts.flat() }
  },
  async opportunityLine(engine, { actor, record }) {
    const opportunityId = String(record['opportunityId'])
    const opportunity = (await engine.store.records.get('opportunity', opportunityId)) as Opportunity | undefined
    if (!opportunity) return {}
    const lines = (await linesOf(engine, opportunityId)).filter(({ id }) => id !== record.id)
    return amountChange(engine, { actor, opportunity, lines })
  },
}
