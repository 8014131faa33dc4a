import { asError } from '../../errors.js'
import type { EntityName } from '../../model/entities/index.js'
import type { RuledEntity, RuledRecord } from '../../model/ruled-entity.js'
import type { Slot } from '../../rule-engine/index.js'
import type { StoredRecord } from '../../store/index.js'
import type { Engine } from '../engine.js'

/** A record as it will be, with others that are written in the same step. */
export interface AskedRecord {
  readonly entity: RuledEntity
  readonly record: RuledRecord
  /** Other records as they will be, by id. */
  readonly written: ReadonlyMap<string, StoredRecord>
}

/** The facts of one record by slot, and those that could not be had. */
export interface LoadedRecordFacts {
  readonly facts: Readonly<Record<string, unknown>>
  readonly failedFacts: Readonly<Record<string, string>>
}

/** Loads what the rules ask about one record; what the clock and the record itself say is worked out while deciding. */
export async function loadRecordFacts(
  engine: Pick<Engine, 'store'>,
  asked: AskedRecord,
  slots: readonly Slot[],
): Promise<LoadedRecordFacts> {
  const facts: Record<string, unknown> = {}
  const failedFacts: Record<string, string> = {}
  for (const slot of slots) {
    try {
      facts[slot.key] = await factOf(engine, asked, slot)
    } catch (thrown) {
      failedFacts[slot.key] = asError(thrown).message
    }
  }
  return { facts, failedFacts }
}

const REFERENCES: Readonly<Record<string, { readonly entity: EntityName; readonly field: string }>> = {
  account: { entity: 'account', field: 'accountId' },
  contact: { entity: 'contact', field: 'contactId' },
  campaign: { entity: 'campaign', field: 'campaignId' },
  owner: { entity: 'user', field: 'ownerId' },
}

async function factOf(engine: Pick<Engine, 'store'>, asked: AskedRecord, { fact, params }: Slot): Promise<unknown> {
  const { entity, record, written } = asked
  if (fact === entity) return record
  if (fact === 'openOpportunities') return countOpportunities(engine, { accountId: record.id, outcome: 'open' })
  if (fact === 'wonOpportunities') return wonOpportunities(engine, record.id, params['product'])
  const reference = REFERENCES[fact]
  const id = reference && (record as StoredRecord)[reference.field]
  if (!reference || typeof id !== 'string') return undefined
  return written.get(id) ?? engine.store.records.get(reference.entity, id)
}

const countOpportunities = ({ store }: Pick<Engine, 'store'>, values: Readonly<Record<string, string>>): Promise<number> =>
  store.records.count('opportunity', { where: equal('opportunity', values) })

async function wonOpportunities(engine: Pick<Engine, 'store'>, accountId: string, code: unknown): Promise<number> {
  if (typeof code !== 'string') return countOpportunities(engine, { accountId, outcome: 'won' })
  const { records } = engine.store
  const [product] = (await records.list('product', { where: equal('product', { code }), limit: 1 })).records
  if (!product) return 0
  const sold = new Set<unknown>()
  for await (const won of records.each('opportunity', {
    where: equal('opportunity', { accountId, outcome: 'won' }),
    batch: BATCH,
  })) {
    const ids = won.map(({ id }) => id)
    const all = [
      { fact: 'opportunityLine', path: '$.productId', operator: 'equal', value: product.id },
      { fact: 'opportunityLine', path: '$.opportunityId', operator: 'in', value: ids },
    ]
    for await (const lines of records.each('opportunityLine', { where: { all }, batch: BATCH }))
      for (const { opportunityId } of lines as readonly { readonly opportunityId?: unknown }[]) sold.add(opportunityId)
  }
  return sold.size
}

const BATCH = 200

const equal = (fact: EntityName, values: Readonly<Record<string, string>>) => ({
  all: Object.entries(values).map(([field, value]) => ({ fact, path: `$.${field}`, operator: 'equal', value })),
})
