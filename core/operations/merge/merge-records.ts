import { authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { failpoint } from '../../failpoint.js'
import { dedupeRules } from '../../intake/dedupe-rules.js'
import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import { backOff } from '../../intake/process-submissions.js'
import { undoWindow } from '../../model/conversion.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { writable } from '../access/in-reach.js'
import { noteChange, openChangeSet } from '../changes/change-set.js'
import { noteRest } from '../changes/note-rest.js'
import { type Reference, referencesTo } from '../changes/references-to.js'
import { mergedAlready } from '../lead-move.js'
import { planChange } from '../records/plan-record.js'
import { unknownRecord } from '../records/record-request.js'
import { writeChanges } from '../records/write-changes.js'
import { sameRecord } from './merge-leads.js'
import type { MergePreview, MergeRequest } from './merge-request.js'
import { survivingValues } from './surviving-values.js'

/** Records of customers of which two can be one. */
export type MergeableEntity = 'contact' | 'account'

export interface RecordMergeRequest extends MergeRequest {
  readonly entity: MergeableEntity
}

/** The record that stays, and by what the merge can be taken back. */
export interface MergedRecord {
  readonly record: StoredRecord
  readonly changeSetId?: string
  readonly already: boolean
}

const MOST_CONFLICTS = 25

/**
 * Shows which value of each field of a contact or account would stay, without writing.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function previewRecordMerge(engine: Engine, request: RecordMergeRequest): Promise<MergePreview> {
  authorize(request.actor, 'lead:merge')
  const both = await bothRecords(engine, request)
  return { ...both, fields: fieldsOf(engine, request, both), moves: (await pointersTo(engine, request)).length }
}

/**
 * Makes two contacts or two accounts one: whatever points to the other points to the master afterwards, except entries of
 * timelines, which stay and are found through it.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function mergeRecords(engine: Engine, request: RecordMergeRequest): Promise<MergedRecord | Refusal> {
  authorize(request.actor, 'lead:merge')
  if (request.masterId === request.otherId) return sameRecord()
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const plan = await planMerge(engine, request)
    if (isRefusal(plan)) return plan
    if (plan.already) return { record: plan.record, already: true }
    failpoint('merge.before-commit')
    if ((await writeChanges(engine, plan.changes)) === 'written') {
      const { record, changeSetId } = plan
      return { record, changeSetId, already: false }
    }
    await backOff(attempt)
  }
  throw new CrmError('INTAKE_CONFLICT', `Other writers were faster ${MOST_CONFLICTS} times.`)
}

type Both = { readonly master: StoredRecord; readonly other: StoredRecord }

async function bothRecords(engine: Engine, { actor, entity, masterId, otherId }: RecordMergeRequest): Promise<Both> {
  const [master, other] = [
    await writable(engine, { actor, entity, id: masterId }),
    await writable(engine, { actor, entity, id: otherId }),
  ]
  if (!master) throw unknownRecord(entity, masterId)
  if (!other) throw unknownRecord(entity, otherId)
  return { master, other }
}

const fieldsOf = (engine: Engine, { entity, choices = {} }: RecordMergeRequest, both: Both) =>
  survivingValues(engine.fields[entity], both, { rules: { survivorship: {} }, choices })

type Plan =
  | { readonly already: true; readonly record: StoredRecord }
  | { readonly already: false; readonly record: StoredRecord; readonly changeSetId: string; readonly changes: RecordChanges }

async function planMerge(engine: Engine, request: RecordMergeRequest): Promise<Plan | Refusal> {
  const { actor, entity, masterId, otherId } = request
  const both = await bothRecords(engine, request)
  const { master, other } = both
  if (other['mergedIntoId'] === masterId) return { already: true, record: master }
  const into = master['mergedIntoId'] ?? other['mergedIntoId']
  if (typeof into === 'string') return mergedAlready(into)
  const fields = fieldsOf(engine, request, both)
  const changeSet = openChangeSet(engine, {
    actor,
    kind: 'merge',
    subject: `${entity}:${masterId}`,
    undoUntil: engine.now() + undoWindow(dedupeRules(engine).undoWithin ?? 'P30D'),
    summary: { otherId, values: Object.fromEntries(fields.map(({ field, from }) => [field, from])) },
  })
  const values = Object.fromEntries(fields.map(({ field, value }) => [field, value ?? null]))
  const changed = await planChange(engine, { actor, entity, id: masterId, changes: values, changeSetId: changeSet.id })
  if (isRefusal(changed)) return changed
  const gone = Object.fromEntries([...KEYS[entity].map((key) => [key, null]), ['mergedIntoId', masterId]])
  const pointers = await pointersTo(engine, request)
  const held = new Set((await referencesTo(engine, { entity, id: masterId })).map(roleOf))
  const changes = joinChanges(
    masterTouched(changed.changes, { entity, master }),
    {
      inserts: [{ entity: 'changeSet', record: changeSet }],
      updates: [{ entity, id: otherId, expectedVersion: other.version, changes: gone }],
    },
    ...pointers.map((pointer) => moved(pointer, { masterId, isDouble: held.has(roleOf(pointer)) })),
  )
  const removed = pointers.filter((pointer) => held.has(roleOf(pointer)))
  const noted = await noteRest(engine, { changeSet, changes })
  const inserts = removed.map(({ entity: of, record }) => noteChange(engine, { changeSet, entity: of, before: record }))
  return { already: false, record: changed.record, changeSetId: changeSet.id, changes: joinChanges(noted, { inserts }) }
}

/** A merge that gives the master no value is still a change of it: of two merges at once, one must see the other. */
function masterTouched(changes: RecordChanges, { entity, master }: { entity: EntityName; master: StoredRecord }): RecordChanges {
  if ((changes.updates ?? []).some(({ id }) => id === master.id)) return changes
  return joinChanges(changes, { updates: [{ entity, id: master.id, expectedVersion: master.version, changes: {} }] })
}

const KEYS = { contact: ['emailKey', 'phoneKey'], account: ['nameKey', 'websiteKey'] } as const

/** What points to the record that goes and can be changed. */
async function pointersTo(engine: Engine, { entity, otherId }: RecordMergeRequest): Promise<readonly Reference[]> {
  const all = await referencesTo(engine, { entity, id: otherId })
  return all.filter(({ entity: from, field }) => !coreEntities[from].appendOnly && field !== 'mergedIntoId')
}

/** A contact plays one part in an opportunity, also after it was merged. */
const roleOf = ({ entity, record }: Reference): string =>
  entity === 'opportunityContact' ? `${record['opportunityId']}` : `${entity} ${record.id}`

function moved(
  { entity, field, record }: Reference,
  { masterId, isDouble }: { masterId: string; isDouble: boolean },
): RecordChanges {
  const at = { entity, id: record.id, expectedVersion: record.version }
  return isDouble ? { removes: [at] } : { updates: [{ ...at, changes: { [field]: masterId } }] }
}
