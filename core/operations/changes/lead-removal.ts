import type { Engine } from '../../intake/engine.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import type { Lead } from '../../model/entities/lead.js'
import type { MatchKey, RecordChanges, StoredRecord } from '../../store/index.js'
import { referencesTo } from './references-to.js'
import type { UndoBlock } from './undo-block.js'

/** What goes with a lead that was made and is taken back, and what somebody did with it since. */
interface LeadRemoval {
  readonly removes: NonNullable<RecordChanges['removes']>
  readonly keys: readonly MatchKey[]
  readonly blocks: readonly UndoBlock[]
}

/** Its own traces go with it: touches, decisions, entries that the system wrote, tasks and messages to users that rules asked for. */
export async function leadRemoval(engine: Engine, lead: Lead): Promise<LeadRemoval> {
  const references = await referencesTo(engine, { entity: 'lead', id: lead.id })
  const own = references.filter(({ entity, record }) => isTrace(entity, record))
  const others = references.filter(({ entity, record }) => !isTrace(entity, record) && entity !== 'submission')
  return {
    removes: own.map(({ entity, record }) => ({ entity, id: record.id, expectedVersion: record.version })),
    keys: await engine.store.intake.keysOf([lead.id]),
    blocks: others.map(({ entity, field, record }) => ({ entity, id: record.id, field, why: 'linked' })),
  }
}

/** What nobody did by hand. */
function isTrace(entity: EntityName, record: StoredRecord): boolean {
  if (entity === 'activity') return record['userId'] === undefined && SYSTEMS.test(String(record['type']))
  if (entity === 'task') return record['rule'] !== undefined && record['doneAt'] === undefined
  return entity === 'notification' || coreEntities[entity].appendOnly === true
}

const SYSTEMS = /^(?:lead|status|task)\./
