import { type Actor, actorName } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { withRecordRules } from '../../intake/record-rules/with-record-rules.js'
import { redecide } from '../../intake/redecide.js'
import type { Lead } from '../../model/entities/lead.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import { stageOf } from '../../model/pipeline.js'
import type { StatusMapping } from '../../rule-engine/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { recordsIn } from './count-status-rows.js'

const BATCH = 200

interface Migrating {
  readonly actor: Actor
  readonly mapping: StatusMapping
  readonly onProgress?: (done: number) => void
}

/** Gives records their new status, batch by batch; one that somebody writes meanwhile comes with the next batch. */
export async function migrateRecords(engine: Engine, { actor, mapping, onProgress }: Migrating): Promise<void> {
  let done = 0
  for (;;) {
    const { records } = await engine.store.records.list(mapping.entity, { where: recordsIn(mapping), limit: BATCH })
    if (records.length === 0) return
    if (mapping.entity === 'lead') await migrateLeads(engine, records as readonly Lead[], { actor, mapping })
    else await migrateOpportunities(engine, records as readonly Opportunity[], { actor, mapping })
    done += records.length
    onProgress?.(done)
  }
}

/** The rules decide about them anew; since when they stand there is not forgotten. */
async function migrateLeads(engine: Engine, leads: readonly Lead[], { actor, mapping }: Migrating): Promise<void> {
  await redecide(engine, {
    leadIds: leads.map(({ id }) => id),
    trigger: 'edit',
    leavesUnchanged: true,
    activities: leads.map(({ id, status }) => ({
      ...stamped(engine),
      ...{ leadId: id, type: 'status.migrated', at: engine.now() },
      details: { from: status, to: mapping.map.get(status), by: actorName(actor) },
    })),
    change: (lead) => {
      const status = mapping.map.get(lead.status)
      return status === undefined ? lead : { ...lead, status }
    },
  })
}

async function migrateOpportunities(engine: Engine, list: readonly Opportunity[], { actor, mapping }: Migrating): Promise<void> {
  const plans = list.map((opportunity) => opportunityChanges(engine, opportunity, { actor, mapping }))
  const together = {
    updates: plans.flatMap(({ updates }) => updates ?? []),
    inserts: plans.flatMap(({ inserts }) => inserts ?? []),
  }
  if ((await writeJudged(engine, together)) === 'written') return
  for (const plan of plans) await writeJudged(engine, plan)
}

/** The automations about opportunities see the new stage; nobody else is told, because nothing was sold by it. */
async function writeJudged(engine: Engine, changes: RecordChanges): Promise<'written' | 'conflict'> {
  const answer = await engine.store.records.write(await withRecordRules(engine, changes), engine.now())
  if (answer === 'written') engine.wake('effects', 'records')
  return answer
}

function opportunityChanges(engine: Engine, opportunity: Opportunity, { actor, mapping }: Migrating): RecordChanges {
  const { id, version, stage, pipeline, outcome } = opportunity
  const to = mapping.map.get(stage) ?? stage
  const category = stageOf(engine.rules().pipelines, { pipeline, stage: to })?.category ?? outcome
  const at = engine.now()
  const by = actorName(actor)
  const history = {
    ...{ entity: 'opportunity', recordId: id, action: 'update', at, actor: by },
    ...{ before: { stage, outcome }, after: { stage: to, outcome: category } },
  }
  const entry = { opportunityId: id, type: 'stage.migrated', at, details: { pipeline, from: stage, to, by } }
  return {
    updates: [{ entity: 'opportunity', id, expectedVersion: version, changes: { stage: to, outcome: category } }],
    inserts: [
      { entity: 'recordChange', record: { ...stamped(engine), ...history } },
      { entity: 'activity', record: { ...stamped(engine), ...entry } },
    ],
  }
}

function stamped(engine: Engine): Pick<StoredRecord, 'id' | 'version' | 'createdAt' | 'updatedAt'> {
  const now = engine.now()
  return { id: engine.newId(), version: 1, createdAt: now, updatedAt: now }
}
