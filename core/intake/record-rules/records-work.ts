import type { Work } from '../../jobs/index.js'
import { RULED_ENTITIES, type RuledEntity, type RuledRecord } from '../../model/ruled-entity.js'
import { watches } from '../../rule-engine/index.js'
import type { Engine } from '../engine.js'
import { joinChanges } from '../join-changes.js'
import { decideAbout } from './decide-about.js'

const BATCH = 100

/** Decides again about accounts, contacts and opportunities that are due; late ones first, each once. */
export function recordsWork(engine: Engine): Work {
  return {
    name: 'records',
    async nextAt() {
      const instants = await Promise.all(watched(engine).map((entity) => nextDue(engine, entity)))
      const known = instants.filter((at) => at !== undefined)
      return known.length > 0 ? Math.min(...known) : undefined
    },
    async run() {
      let done = 0
      for (const entity of watched(engine)) done += await decideDue(engine, entity)
      return done
    },
  }
}

const watched = ({ ruleShelf }: Engine): readonly RuledEntity[] =>
  RULED_ENTITIES.filter((entity) => watches(ruleShelf.inForce().ruleSet, entity))

async function nextDue({ store }: Engine, entity: RuledEntity): Promise<number | undefined> {
  const where = { all: [{ fact: entity, path: '$.nextChangeAt', operator: 'present', value: true }] }
  const { records } = await store.records.list(entity, { where, sort: BY_DUE, limit: 1 })
  const at = records[0]?.['nextChangeAt']
  return typeof at === 'number' ? at : undefined
}

const BY_DUE = { field: 'nextChangeAt', direction: 'asc' } as const

async function decideDue(engine: Engine, entity: RuledEntity): Promise<number> {
  const where = { all: [{ fact: entity, path: '$.nextChangeAt', operator: 'lessThanInclusive', value: engine.now() }] }
  const { records } = await engine.store.records.list(entity, { where, sort: BY_DUE, limit: BATCH })
  const outcomes = await Promise.allSettled(records.map((record) => decideOne(engine, entity, record as RuledRecord)))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
  return records.length
}

/** A record that somebody else writes meanwhile is decided about by them; if not, it is still due. */
async function decideOne(engine: Engine, entity: RuledEntity, record: RuledRecord): Promise<void> {
  const gone = record.mergedIntoId !== undefined
  const { fields, changes } = gone
    ? { fields: { nextChangeAt: null }, changes: {} }
    : await decideAbout(engine, { entity, record, written: new Map() }, {})
  const update = { entity, id: record.id, expectedVersion: record.version, changes: fields, dueAt: record.nextChangeAt ?? null }
  const answer = await engine.store.records.write(joinChanges({ updates: [update] }, changes), engine.now())
  if (answer !== 'conflict') engine.wake('effects')
}
