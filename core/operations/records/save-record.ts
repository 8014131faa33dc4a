import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { backOff } from '../../intake/process-submissions.js'
import { redecide } from '../../intake/redecide.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { StoredRecord } from '../../store/index.js'
import type { KeptEntity } from './kept-entity.js'
import { planChange, planCreate, wanted } from './plan-record.js'
import { joinChanges, type RecordPlan } from './record-plan.js'
import { type NewRecord, type RecordEdit, unknownRecord, writePermission } from './record-request.js'
import { REMOVE_ALONGSIDE } from './remove-alongside.js'
import { stillReferenced } from './still-referenced.js'
import { writeChanges } from './write-changes.js'

const MOST_CONFLICTS = 25

/**
 * Makes a record: its fields are checked, its entity's own rules asked, its history begun.
 * @throws {CrmError} RECORD_INVALID, RECORD_NOT_UNIQUE.
 */
export async function createRecord(engine: Engine, request: NewRecord): Promise<StoredRecord | Refusal> {
  authorize(request.actor, writePermission(request.entity))
  return told(engine, request.entity, await saved(engine, () => planCreate(engine, request)))
}

/**
 * Changes a record the one way there is. Nothing is written where no value changes.
 * @throws {CrmError} RECORD_UNKNOWN, RECORD_INVALID, RECORD_NOT_UNIQUE.
 */
export async function changeRecord(engine: Engine, request: RecordEdit): Promise<StoredRecord | Refusal> {
  authorize(request.actor, writePermission(request.entity))
  return told(engine, request.entity, await saved(engine, () => planChange(engine, request)))
}

/**
 * Removes a record with its parts; its history keeps what it was. Refused while others name it.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function removeRecord(
  engine: Engine,
  { actor, entity, id }: { actor: Actor; entity: KeptEntity; id: string },
): Promise<StoredRecord | Refusal> {
  authorize(actor, writePermission(entity))
  return saved(engine, async () => {
    const record = await wanted(engine, { actor, entity, id })
    if (!record) throw unknownRecord(entity, id)
    const held = await stillReferenced(engine, { entity, id })
    if (held) return held
    const now = engine.now()
    const history = {
      ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now },
      ...{ entity, recordId: id, action: 'remove', actor: actorName(actor), before: record },
    }
    return {
      record,
      changes: joinChanges(
        {
          removes: [{ entity, id, expectedVersion: record.version }],
          inserts: [{ entity: 'recordChange', record: history }],
        },
        await REMOVE_ALONGSIDE[entity]?.(engine, { actor, record }),
      ),
    }
  })
}

/** The rules may ask about the documents of a lead, so they decide about it again. */
async function told(engine: Engine, entity: KeptEntity, record: StoredRecord | Refusal): Promise<StoredRecord | Refusal> {
  const leadId = entity === 'document' && !isRefusal(record) ? record['leadId'] : undefined
  if (typeof leadId === 'string') await redecide(engine, { leadIds: [leadId], trigger: 'edit' })
  return record
}

async function saved(engine: Engine, plan: () => Promise<RecordPlan | Refusal>): Promise<StoredRecord | Refusal> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const planned = await plan()
    if (isRefusal(planned)) return planned
    if ((await writeChanges(engine, planned.changes)) === 'written') return planned.record
    await backOff(attempt)
  }
  throw new CrmError('INTAKE_CONFLICT', `Other writers were faster ${MOST_CONFLICTS} times.`)
}
