import type { Work } from '../../jobs/index.js'
import { RULED_ENTITIES, type RuledEntity, type RuledRecord } from '../../model/ruled-entity.js'
import { watches } from '../../rule-engine/index.js'
import type { Engine } from '../engine.js'
import { decideAbout } from './decide-about.js'

/** The digest of the rules by which records that are no leads were timed, for all processes on one database. */
const RETIMED = 'rules.records-retimed'
const LEASE_MS = 600_000
const LOOK_AGAIN_MS = 5_000
const BATCH = 200

/**
 * Asks rules that have come into force when each record they watch can next change by itself, and wakes it no later than that.
 * As with leads nothing acts: what new rules say of a record as it is follows when it wakes or somebody touches it.
 */
export function retimeRecordsWork(engine: Engine): Work {
  const { system } = engine.store
  const token = engine.newId()
  let finished: string | undefined
  let lookAt = 0
  return {
    name: 'records-retiming',
    nextAt: async () => (finished === engine.rules().digest ? undefined : lookAt),
    async run() {
      const now = engine.now()
      const { digest } = engine.ruleShelf.inForce().ruleSet
      if (finished === digest || now < lookAt) return 0
      if ((await system.getSetting(RETIMED)) === digest) {
        finished = digest
        return 0
      }
      if (!(await system.tryLease({ name: 'records-retiming', token, now, ms: LEASE_MS }))) {
        lookAt = now + LOOK_AGAIN_MS
        return 0
      }
      for (const entity of RULED_ENTITIES) await retimeAll(engine, entity)
      if (engine.ruleShelf.inForce().ruleSet.digest === digest) await system.setSetting(RETIMED, digest)
      return 1
    },
  }
}

async function retimeAll(engine: Engine, entity: RuledEntity): Promise<void> {
  if (!watches(engine.ruleShelf.inForce().ruleSet, entity)) return
  const where = { all: [{ fact: entity, path: '$.mergedIntoId', operator: 'present', value: false }] }
  const query = entity === 'opportunity' ? { batch: BATCH } : { where, batch: BATCH }
  for await (const records of engine.store.records.each(entity, query))
    for (const record of records as readonly RuledRecord[]) await retime(engine, entity, record)
  engine.wake('records')
}

/** Who writes the record meanwhile has it timed by the new rules already. */
async function retime(engine: Engine, entity: RuledEntity, record: RuledRecord): Promise<void> {
  const { fields } = await decideAbout(engine, { entity, record, written: new Map() }, { without: ['automations'] })
  const { nextChangeAt } = fields
  if (nextChangeAt === null || nextChangeAt >= (record.nextChangeAt ?? Infinity)) return
  const dueAt = record.nextChangeAt ?? null
  const update = { entity, id: record.id, expectedVersion: record.version, changes: { nextChangeAt }, dueAt }
  await engine.store.records.write({ updates: [update] }, engine.now())
}
