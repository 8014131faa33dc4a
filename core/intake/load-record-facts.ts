import type { EntityName } from '../model/entities/index.js'
import { openStatuses } from '../model/lifecycle.js'
import type { StoredRecord } from '../store/index.js'
import type { FactAnswer, FactBatch } from './fact-batch.js'
import { loadKnownOwners } from './load-known-owners.js'
import type { ReadingEngine } from './reading-engine.js'

type Load = (engine: ReadingEngine, batch: FactBatch) => Promise<readonly unknown[]>

/** Whether a fact is what stands in records around the lead. */
export function isRecordFact(fact: string): fact is keyof typeof LOADS {
  return Object.hasOwn(LOADS, fact)
}

/** Loads the owner, the campaign, what a lead was converted to, or where it came from: one look for the whole batch. */
export async function loadRecordFact(
  engine: ReadingEngine,
  fact: keyof typeof LOADS,
  batch: FactBatch,
): Promise<readonly FactAnswer[]> {
  return (await LOADS[fact](engine, batch)).map((value) => ({ value }))
}

const LOADS = {
  owner: (engine, { works }) =>
    recordsBy(
      engine,
      'user',
      works.map(({ lead }) => lead.ownerId),
    ),
  campaign: (engine, { works }) =>
    recordsBy(
      engine,
      'campaign',
      works.map(({ lead }) => lead.campaignId),
    ),
  opportunity: (engine, batch) => opportunities(engine, batch),
  account: async (engine, batch) =>
    recordsBy(
      engine,
      'account',
      (await opportunities(engine, batch)).map((opportunity) => opportunity?.accountId),
    ),
  contact: async (engine, batch) =>
    recordsBy(
      engine,
      'contact',
      (await opportunities(engine, batch)).map((opportunity) => opportunity?.contactId),
    ),
  async workload(engine, { works }) {
    const owners = [...new Set(works.flatMap(({ lead }) => lead.ownerId ?? []))]
    const counts = await engine.store.intake.openLeads(owners, openStatuses(engine.rules().lifecycle))
    return works.map(({ lead }) => (lead.ownerId === undefined ? undefined : (counts.get(lead.ownerId) ?? 0)))
  },
  knownOwner: loadKnownOwners,
  source: async (engine, { works }) =>
    works.map(({ lead: { source } }) => {
      const plugin = engine.registry.leadSources.get(source)?.plugin
      return { id: source, ...(plugin === undefined ? {} : { plugin }) }
    }),
} satisfies Readonly<Record<string, Load>>

async function recordsBy(
  { store }: ReadingEngine,
  entity: EntityName,
  ids: readonly (string | undefined)[],
): Promise<readonly (StoredRecord | undefined)[]> {
  const wanted = [...new Set(ids.filter((id) => id !== undefined))]
  if (wanted.length === 0) return ids.map(() => undefined)
  const found = new Map((await store.records.getMany(entity, wanted)).map((record) => [record.id, record]))
  return ids.map((id) => (id === undefined ? undefined : found.get(id)))
}

async function opportunities({ store }: ReadingEngine, { works }: FactBatch) {
  const ids = works.filter(({ before }) => before).map(({ lead }) => lead.id)
  const found = await store.intake.newestOpportunities(ids)
  return works.map(({ lead }) => found.get(lead.id))
}
