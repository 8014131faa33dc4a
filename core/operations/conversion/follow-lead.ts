import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { Lead } from '../../model/entities/lead.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { noteChange } from '../changes/change-set.js'
import { recordsOfLead } from '../records-of-lead.js'

/**
 * Lets documents and open tasks of a lead point to what it becomes. What is only ever added (timeline, touches, consents) stays
 * as it is and is found through the lead.
 */
export async function followLead(
  engine: Engine,
  { lead, links, changeSet }: { lead: Lead; links: Readonly<Record<string, string>>; changeSet: ChangeSet },
): Promise<RecordChanges> {
  const tasks = await recordsOfLead(engine, 'task', lead.id, { isOpen: true })
  const documents = await recordsOfLead(engine, 'document', lead.id)
  return joinChanges(
    ...tasks.map((task) => linked(engine, { entity: 'task', record: task, links, changeSet })),
    ...documents.map((document) => linked(engine, { entity: 'document', record: document, links, changeSet })),
  )
}

interface Linking {
  readonly entity: 'task' | 'document'
  readonly record: StoredRecord
  readonly links: Readonly<Record<string, string>>
  readonly changeSet: ChangeSet
}

/** What points somewhere already goes on doing so. */
function linked(engine: Engine, { entity, record, links, changeSet }: Linking): RecordChanges {
  const changes = Object.fromEntries(Object.entries(links).filter(([field]) => record[field] === undefined))
  if (Object.keys(changes).length === 0) return {}
  return {
    updates: [{ entity, id: record.id, expectedVersion: record.version, changes }],
    inserts: [noteChange(engine, { changeSet, entity, before: record, after: { ...record, ...changes } })],
  }
}
