import { SYSTEM } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { withRecordRules } from '../../intake/record-rules/with-record-rules.js'
import { canonicalJson } from '../../model/canonical-json.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { EntityName } from '../../model/entities/index.js'
import type { Lead } from '../../model/entities/lead.js'
import type { RecordChange } from '../../model/entities/record-change.js'
import { isRefusal } from '../../plugin-api/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { updateLead } from '../update-lead.js'
import { importPlan } from './import-run.js'
import { linksOf, type PartOf } from './made-links.js'
import { moveImport } from './steer-import.js'

const BATCH = 200

type Fate = 'undone' | 'kept' | 'gone'

/** Takes back some of what an import did, the newest first. Answers whether there is more. */
export async function undoStep(engine: Engine, run: ImportRun): Promise<boolean> {
  const { records } = engine.store
  const where = { all: [{ fact: 'recordChange', path: '$.changeSetId', operator: 'equal', value: run.changeSetId ?? run.id }] }
  const after = run.undoCursor === undefined ? {} : { after: run.undoCursor }
  const page = await records.list('recordChange', { where, sort: { field: 'id', direction: 'desc' }, limit: BATCH, ...after })
  const changes = page.records as unknown as readonly RecordChange[]
  const fates = await undoChanges(engine, { run, changes })
  const count = (fate: Fate) => fates.filter((one) => one === fate).length
  const counts = { undone: (run.undone ?? 0) + count('undone'), kept: (run.kept ?? 0) + count('kept') }
  const changed = { ...counts, ...(page.next === undefined ? {} : { undoCursor: page.next }) }
  await moveImport(engine, run.id, { from: ['undoing'], changes: changed })
  if (page.next === undefined) await endUndo(engine, run)
  return page.next !== undefined
}

async function endUndo(engine: Engine, run: ImportRun): Promise<void> {
  const now = engine.now()
  await moveImport(engine, run.id, { from: ['undoing'], changes: { state: 'undone', endedAt: now } })
  const changeSet = await engine.store.records.get('changeSet', run.changeSetId ?? run.id)
  if (!changeSet) return
  const changes = { undoneAt: now, undoneBy: run.actor }
  await engine.store.records.update('changeSet', { id: changeSet.id, expectedVersion: changeSet.version, changes, now })
}

interface Undoing {
  readonly run: ImportRun
  readonly changes: readonly RecordChange[]
}

async function undoChanges(engine: Engine, { run, changes }: Undoing): Promise<readonly Fate[]> {
  const fates: Fate[] = []
  const touched = await touchedSince(engine, { run, changes })
  const { used, parts } = await linksOf(engine, changes)
  for (const change of changes) {
    const key = `${change.entity}:${change.recordId}`
    if (change.action === 'insert')
      fates.push(used.has(key) || touched.has(key) ? 'kept' : await removeMade(engine, change, parts.get(key) ?? []))
    else fates.push(await setBack(engine, { run, change }))
  }
  return fates
}

/** Records that somebody else has changed after the import made them. */
async function touchedSince({ store }: Engine, { run, changes }: Undoing): Promise<ReadonlySet<string>> {
  const ids = [...new Set(changes.map(({ recordId }) => recordId))]
  const touched = new Set<string>()
  const is = (fact: string, path: string, value: unknown, operator = 'in') => ({ fact, path, operator, value })
  const where = {
    all: [
      is('recordChange', '$.recordId', ids),
      is('recordChange', '$.entity', [...new Set(changes.map(({ entity }) => entity))]),
    ],
  }
  for await (const batch of store.records.each('recordChange', { where, batch: 500 })) {
    for (const other of batch as unknown as readonly RecordChange[]) {
      if (other.changeSetId !== (run.changeSetId ?? run.id) && !isOfUndo(other)) touched.add(`${other.entity}:${other.recordId}`)
    }
  }
  if (importPlan(run).entity !== 'lead') return touched
  const edits = {
    all: [is('activity', '$.leadId', ids), is('activity', '$.type', ['lead.edited', 'status.changed', 'lead.merged'])],
  }
  for await (const batch of store.records.each('activity', { where: edits, batch: 500 })) {
    for (const { id, leadId, userId, details } of batch as readonly (StoredRecord & {
      leadId?: unknown
      details?: { by?: unknown }
    })[]) {
      if (!id.startsWith(`import/${run.id}/`) && (userId !== undefined || details?.by !== undefined))
        touched.add(`lead:${String(leadId)}`)
    }
  }
  for (const lead of (await store.records.getMany('lead', ids)) as readonly Lead[]) {
    if (lead.convertedAt !== undefined || lead.mergedIntoId !== undefined) touched.add(`lead:${lead.id}`)
  }
  return touched
}

/** What taking back writes is no use that somebody makes of a record. */
const isOfUndo = ({ id }: RecordChange): boolean => id.startsWith(OF_UNDO)
const OF_UNDO = 'undo/'

async function removeMade(engine: Engine, { entity, recordId }: RecordChange, parts: readonly PartOf[]): Promise<Fate> {
  const { store, newId, now } = engine
  if (entity === 'lead') return (await store.records.removeLeads([recordId])) > 0 ? 'undone' : 'gone'
  const record = await store.records.get(entity as EntityName, recordId)
  if (!record) return 'gone'
  const at = now()
  const stamps = { id: `${OF_UNDO}${newId()}`, version: 1, createdAt: at, updatedAt: at, at }
  const note = { ...stamps, entity, recordId, action: 'remove', actor: 'system', before: record }
  const itself = { entity: entity as EntityName, id: recordId, expectedVersion: record.version }
  return writeQuietly(engine, { removes: [...parts, itself], inserts: [{ entity: 'recordChange', record: note }] })
}

/** It is remembered which automations are true now, and none of them acts on what is only taken back. */
async function writeQuietly(engine: Engine, changes: RecordChanges): Promise<Fate> {
  const judged = await withRecordRules(engine, changes, { without: ['automations'] })
  const written = await engine.store.records.write(judged, engine.now())
  if (written === 'written') engine.wake('records')
  return written === 'written' ? 'undone' : 'kept'
}

type Values = Readonly<Record<string, unknown>>

/** Sets fields back to what they were, where they still are what the import made them. */
async function setBack(engine: Engine, { run, change }: { run: ImportRun; change: RecordChange }): Promise<Fate> {
  const entity = change.entity as EntityName
  const record = await engine.store.records.get(entity, change.recordId)
  if (!record) return 'gone'
  const before = change.before as Values
  const after = change.after as Values
  const isBack = Object.keys(before).every(
    (field) => canonicalJson(record[field] ?? null) === canonicalJson(before[field] ?? null),
  )
  if (isBack) return 'gone'
  const same = Object.keys(after).filter((field) => canonicalJson(record[field] ?? null) === canonicalJson(after[field] ?? null))
  if (same.length < Object.keys(after).length) return 'kept'
  const changes = Object.fromEntries(same.map((field) => [field, before[field] ?? null]))
  if (entity === 'lead') return setLeadBack(engine, { run, id: record.id, changes })
  const now = engine.now()
  const stamps = { id: `${OF_UNDO}${engine.newId()}`, version: 1, createdAt: now, updatedAt: now, at: now }
  const note = { ...stamps, entity, recordId: record.id, action: 'update', actor: 'system', before: after, after: before }
  return writeQuietly(engine, {
    updates: [{ entity, id: record.id, expectedVersion: record.version, changes }],
    inserts: [{ entity: 'recordChange', record: note }],
  })
}

async function setLeadBack(engine: Engine, { run, id, changes }: { run: ImportRun; id: string; changes: Values }): Promise<Fate> {
  const open = Object.entries(changes).filter(([field]) => !engine.fields.lead[field]?.system)
  const answer = await updateLead(engine, {
    ...{ actor: SYSTEM, id, changes: Object.fromEntries(open), without: importPlan(run).settings.without, isHistory: true },
    effectId: `undo/${run.id}/${id}`,
  })
  return isRefusal(answer) ? 'kept' : 'undone'
}
