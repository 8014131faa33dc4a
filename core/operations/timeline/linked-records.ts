import { type Actor, can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { EntityName } from '../../model/entities/index.js'
import type { StoredRecord } from '../../store/index.js'
import { seenBy } from '../access/seen-by.js'
import { unknownRecord } from '../records/record-request.js'

/** Entities that have a timeline. */
export const TIMELINE_ENTITIES = ['lead', 'contact', 'account', 'opportunity'] as const
export type TimelineEntity = (typeof TIMELINE_ENTITIES)[number]

/** Whose past belongs together: ids by entity. */
export type LinkedRecords = { readonly [E in TimelineEntity]: readonly string[] }

/** A record whose past is asked for. */
export interface LinkQuestion {
  readonly actor: Actor
  readonly entity: TimelineEntity
  readonly id: string
}

const MOST = 1_000

/**
 * Finds whose past belongs to a record: of a lead those merged into it and the customer it became, of a contact its leads
 * and opportunities, of an account all of its contacts as well. What the actor may not read is left out.
 * @throws {CrmError} LEAD_UNKNOWN, RECORD_UNKNOWN.
 */
export async function linkedRecords(whole: Engine, { actor, entity, id }: LinkQuestion): Promise<LinkedRecords> {
  const engine = seenBy(whole, actor)
  const record = await engine.store.records.get(entity, id)
  if (!record)
    throw entity === 'lead'
      ? new CrmError('LEAD_UNKNOWN', `There is no lead ${id.slice(0, 100)}.`)
      : unknownRecord(entity, id.slice(0, 100))
  const linked = await LINKS[entity](engine, record)
  const leads = await withMerged(engine, linked.lead)
  const mayRead = (of: TimelineEntity) => of === entity || can(actor, `${of}:read`)
  const all: LinkedRecords = { ...linked, lead: leads }
  return Object.fromEntries(
    TIMELINE_ENTITIES.map((of) => [of, mayRead(of) ? all[of].slice(0, MOST) : []]),
  ) as unknown as LinkedRecords
}

type Links = (engine: Engine, record: StoredRecord) => Promise<LinkedRecords>

const LINKS: { readonly [E in TimelineEntity]: Links } = {
  lead: async (_engine, lead) => ({
    lead: [lead.id],
    contact: idsIn(lead, 'contactId'),
    account: [],
    opportunity: idsIn(lead, 'opportunityId'),
  }),
  contact: async (engine, { id }) => ({
    lead: await idsWhere(engine, 'lead', { contactId: [id] }),
    contact: [id],
    account: [],
    opportunity: await idsWhere(engine, 'opportunity', { contactId: [id] }),
  }),
  account: async (engine, { id }) => {
    const contact = await idsWhere(engine, 'contact', { accountId: [id] })
    const [ofContacts, ofAccount, opportunity] = await Promise.all([
      idsWhere(engine, 'lead', { contactId: contact }),
      idsWhere(engine, 'lead', { accountId: [id] }),
      idsWhere(engine, 'opportunity', { accountId: [id] }),
    ])
    return { lead: [...new Set([...ofContacts, ...ofAccount])], contact, account: [id], opportunity }
  },
  opportunity: async (_engine, record) => ({
    lead: idsIn(record, 'leadId'),
    contact: [],
    account: [],
    opportunity: [record.id],
  }),
}

const idsIn = (record: StoredRecord, field: string): readonly string[] =>
  typeof record[field] === 'string' ? [record[field]] : []

async function idsWhere(
  { store }: Engine,
  entity: EntityName,
  asked: Readonly<Record<string, readonly string[]>>,
): Promise<readonly string[]> {
  const all = Object.entries(asked).map(([field, ids]) => ({ fact: entity, path: `$.${field}`, operator: 'in', value: ids }))
  if (Object.values(asked).some((ids) => ids.length === 0)) return []
  const { records } = await store.records.list(entity, { where: { all }, limit: MOST })
  return records.map(({ id }) => id)
}

/** Leads with all that were merged into them, and into those. */
async function withMerged(engine: Engine, leads: readonly string[]): Promise<readonly string[]> {
  const known = new Set(leads)
  for (let newest = leads; newest.length > 0 && known.size < MOST; ) {
    newest = (await idsWhere(engine, 'lead', { mergedIntoId: newest })).filter((id) => !known.has(id))
    for (const id of newest) known.add(id)
  }
  return [...known]
}
