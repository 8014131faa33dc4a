import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { noteChange } from '../changes/change-set.js'
import { recordsOfLead } from '../records-of-lead.js'

/** A record that goes on with the lead that stays. */
interface Follower {
  readonly entity: 'task' | 'document' | 'enrolment' | 'opportunity'
  readonly record: StoredRecord
}

/** Open tasks, documents, running sequences and sales of a lead. */
export async function followersOf(engine: Pick<Engine, 'store'>, leadId: string): Promise<readonly Follower[]> {
  const [tasks, documents, enrolments, opportunities] = await Promise.all([
    recordsOfLead(engine, 'task', leadId, { isOpen: true }),
    recordsOfLead(engine, 'document', leadId),
    recordsOfLead(engine, 'enrolment', leadId),
    recordsOfLead(engine, 'opportunity', leadId),
  ])
  return [
    ...tasks.map((record): Follower => ({ entity: 'task', record })),
    ...documents.map((record): Follower => ({ entity: 'document', record })),
    ...enrolments.filter(({ state }) => state === 'active').map((record): Follower => ({ entity: 'enrolment', record })),
    ...opportunities.map((record): Follower => ({ entity: 'opportunity', record })),
  ]
}

/** Lets what belongs to one lead belong to another; of a sequence that both go through only the other's own goes on. */
export async function moveFollowers(
  engine: Engine,
  { masterId, otherId, changeSet }: { masterId: string; otherId: string; changeSet: ChangeSet },
): Promise<RecordChanges> {
  const running = (await recordsOfLead(engine, 'enrolment', masterId)).filter(({ state }) => state === 'active')
  const sequences = new Set(running.map(({ sequence }) => sequence))
  const moves = (await followersOf(engine, otherId)).map(({ entity, record }): RecordChanges => {
    const isDouble = entity === 'enrolment' && sequences.has(record['sequence'])
    const ended = { state: 'exited', exitReason: 'merged', endedAt: engine.now(), nextAt: null }
    const changes = isDouble ? ended : { leadId: masterId }
    return {
      updates: [{ entity, id: record.id, expectedVersion: record.version, changes }],
      inserts: [noteChange(engine, { changeSet, entity, before: record, after: { ...record, ...changes } as StoredRecord })],
    }
  })
  return joinChanges(...moves)
}
