import { actorName } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { canonicalJson } from '../../model/canonical-json.js'
import type { Fields } from '../../model/fields.js'
import { OWNED_ENTITIES } from '../../model/role.js'
import { type RecordValidator, recordValidator } from '../../model/validate.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { isSeenEntity } from '../access/hanging-records.js'
import { requireWritable, writable } from '../access/in-reach.js'
import { seenBy, seesAll } from '../access/seen-by.js'
import { unknownReference } from '../unknown-reference.js'
import type { KeptEntity } from './kept-entity.js'
import { PREPARE } from './prepare-record.js'
import { joinChanges, type RecordPlan } from './record-plan.js'
import { type NewRecord, type RecordEdit, unknownRecord } from './record-request.js'

/** Works out all that making a record writes, without writing: for those who write more in the same step. */
export async function planCreate(engine: Engine, request: NewRecord): Promise<RecordPlan | Refusal> {
  const { entity, values, planned } = request
  const now = engine.now()
  const read = owned(engine, request, checked(validatorsOf(seenBy(engine, request.actor), entity).whole, values))
  const draft: StoredRecord = { ...read, id: request.id ?? engine.newId(), version: 1, createdAt: now, updatedAt: now }
  const missing = await unknownReference(seenBy(engine, request.actor), { entity, values: read, ...(planned ? { planned } : {}) })
  if (missing) return missing
  const prepared = await prepare(engine, request, { after: draft })
  if (isRefusal(prepared)) return prepared
  const record = present(prepared.after)
  await requirePlace(engine, request, record)
  const history = historyOf(engine, request, { recordId: record.id, action: 'insert', after: fieldsOf(record) })
  return { record, changes: joinChanges({ inserts: [{ entity, record }, history] }, prepared.alongside) }
}

/** Works out all that changing a record writes, without writing; nothing where no value differs. */
export async function planChange(engine: Engine, request: RecordEdit): Promise<RecordPlan | Refusal> {
  const { entity, id, expectedVersion, changes, planned } = request
  const before = await wanted(engine, request)
  if (!before) throw unknownRecord(entity, id)
  if (expectedVersion !== undefined && expectedVersion !== before.version) return changedMeanwhile()
  const read = checked(validatorsOf(seenBy(engine, request.actor), entity).change, changes)
  const missing = await unknownReference(seenBy(engine, request.actor), {
    entity,
    values: read,
    before,
    ...(planned ? { planned } : {}),
  })
  if (missing) return missing
  const prepared = await prepare(engine, request, { before, after: present({ ...before, ...read }) })
  if (isRefusal(prepared)) return prepared
  const after = present(prepared.after)
  // An owner may give a record away; what belongs to nobody stays within what the role writes.
  if (!isOwned(entity)) await requirePlace(engine, request, after)
  const differing = differences(before, after)
  if (Object.keys(differing.after).length === 0) return { record: before, changes: {} }
  const history = historyOf(engine, request, { recordId: id, action: 'update', ...differing })
  const update = { entity, id, expectedVersion: before.version, changes: differing.after }
  return {
    record: { ...after, version: before.version + 1, updatedAt: engine.now() },
    changes: joinChanges({ updates: [update], inserts: [history] }, prepared.alongside),
  }
}

/** The record to change, for who may write it or what it is a part of; undefined where there is none in reach. */
export async function wanted(
  engine: Engine,
  { actor, entity, id }: Pick<RecordEdit, 'actor' | 'entity' | 'id'>,
): Promise<StoredRecord | undefined> {
  if (isSeenEntity(entity)) return writable(engine, { actor, entity, id })
  const part = await seenBy(engine, actor).store.records.get(entity, id)
  if (part) await requirePlace(engine, { actor, entity }, part)
  return part
}

/** A part stands where its opportunity does. */
async function requirePlace(
  engine: Engine,
  { actor, entity }: Pick<RecordEdit, 'actor' | 'entity'>,
  record: StoredRecord,
): Promise<void> {
  requireWritable(actor, entity, record)
  const { opportunityId } = record
  if (isSeenEntity(entity) || typeof opportunityId !== 'string') return
  const opportunity = await engine.store.records.get('opportunity', opportunityId)
  if (opportunity) requireWritable(actor, 'opportunity', opportunity)
}

/** Who writes no more than their own owns what they make. */
function owned(
  { fields }: Engine,
  { actor, entity }: NewRecord,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (seesAll(actor) || actor.kind !== 'user' || !isOwned(entity) || !fields[entity]['ownerId']) return values
  return { ownerId: actor.id, ...values }
}

const isOwned = (entity: string): boolean => (OWNED_ENTITIES as readonly string[]).includes(entity)

async function prepare(
  engine: Engine,
  { actor, entity, rule }: NewRecord | RecordEdit,
  { before, after }: { before?: StoredRecord; after: StoredRecord },
) {
  const rules = PREPARE[entity]
  if (!rules) return { after, alongside: undefined }
  return rules(engine, { actor, after, ...(before ? { before } : {}), ...(rule ? { rule } : {}) })
}

function historyOf(
  engine: Engine,
  { actor, entity, changeSetId }: NewRecord | RecordEdit,
  change: Readonly<Record<string, unknown>>,
): NonNullable<RecordChanges['inserts']>[number] {
  const now = engine.now()
  const stamps = { id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now }
  const about = { entity, actor: actorName(actor), ...(changeSetId ? { changeSetId } : {}) }
  return { entity: 'recordChange', record: { ...stamps, ...about, ...change } }
}

/** The fields that differ, with `null` where one of both has no value. */
export function differences(before: StoredRecord, after: StoredRecord) {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !STAMPS.has(field))
  const differing = fields.filter((field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null))
  const of = (record: StoredRecord) => Object.fromEntries(differing.map((field) => [field, record[field] ?? null]))
  return { before: of(before), after: of(after) }
}

const STAMPS: ReadonlySet<string> = new Set(['id', 'version', 'createdAt', 'updatedAt'])

const fieldsOf = (record: StoredRecord) => Object.fromEntries(Object.entries(record).filter(([field]) => !STAMPS.has(field)))

/** A missing value is an absent key. */
const present = (record: StoredRecord): StoredRecord =>
  Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  ) as unknown as StoredRecord

function checked(validator: RecordValidator, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { values: read, problems } = validator(values)
  const [problem] = problems
  if (!problem) return read
  const { en, fa } = problem.message
  throw new CrmError(
    'RECORD_INVALID',
    { en: `${problem.field}: ${en}`, fa: `${problem.field}: ${fa}` },
    { details: { field: problem.field, problems } },
  )
}

const changedMeanwhile = (): Refusal => ({
  refused: 'Somebody changed this record meanwhile. Look at it again, then repeat the change.',
  code: 'changed-meanwhile',
})

const compiled = new WeakMap<Fields, { readonly whole: RecordValidator; readonly change: RecordValidator }>()

function validatorsOf({ fields: all, settings }: Engine, entity: KeptEntity) {
  const fields = all[entity]
  const known = compiled.get(fields)
  if (known) return known
  const money = settings.currency === undefined ? {} : { currency: settings.currency }
  const made = { whole: recordValidator(fields, money), change: recordValidator(fields, { ...money, partial: true }) }
  compiled.set(fields, made)
  return made
}
