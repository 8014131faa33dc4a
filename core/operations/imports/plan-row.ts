import type { Actor } from '../../access/index.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { noteChange } from '../changes/change-set.js'
import { isKeptEntity } from '../records/kept-entity.js'
import { planChange, planCreate } from '../records/plan-record.js'
import type { RecordPlan } from '../records/record-plan.js'
import { type NamedRecord, nameKeyOf } from './find-references.js'
import type { ImportPlan } from './import-run.js'
import type { PendingRecords } from './pending-records.js'
import { planActivity } from './plan-activity.js'
import { planUserChange, planUserCreate } from './plan-user.js'
import type { PreparedRow } from './prepared-row.js'
import { isRecordId } from './record-id.js'
import { type EndedRow, partOf, rowRefusal } from './row-end.js'
import { refusalProblem, thrownProblem } from './row-problem.js'

/** What planning a row of an import needs beside it. */
export interface RowPlanning {
  readonly actor: Actor
  readonly plan: ImportPlan
  readonly changeSet: ChangeSet
  readonly pending: PendingRecords
  /** Ids of records that rows of this batch have made from a name, by the name. */
  readonly made: Map<string, string>
}

/** Works out what one row writes, by the same guards as when a person writes it; the changes are added to the pending ones. */
export async function planRow(row: PreparedRow, planning: RowPlanning): Promise<EndedRow> {
  const { plan, pending } = planning
  const { badCells } = plan.settings
  const refusal = rowRefusal(row, { mode: plan.run.mode, badCells })
  if (refusal) return { row: row.row, end: 'failed', problem: refusal }
  try {
    const planned = await planParts(row, planning)
    if (isRefusal(planned)) return { row: row.row, end: 'failed', problem: refusalProblem(planned) }
    for (const changes of planned.changes) pending.add(changes)
    return { row: row.row, end: planned.end, ...partOf(row) }
  } catch (thrown) {
    const problem: LocalizedText = thrownProblem(thrown, pending.engine.fields[plan.entity])
    return { row: row.row, end: 'failed', problem }
  }
}

interface Parts {
  readonly end: 'created' | 'updated' | 'unchanged'
  readonly changes: readonly RecordChanges[]
}

/** The record, and the records that it names and that are made with it. */
async function planParts(row: PreparedRow, planning: RowPlanning): Promise<Parts | Refusal> {
  const others = await planOthers(row, planning)
  if (isRefusal(others)) return others
  const { product, id: given, createdAt, ...values } = { ...row.values, ...others.ids } as Readonly<Record<string, unknown>>
  const planned = await planRecord(row, { ...planning, values, ...(typeof given === 'string' ? { given } : {}) }).catch(
    (thrown: unknown) => {
      others.takeBack()
      throw thrown
    },
  )
  if (isRefusal(planned)) {
    others.takeBack()
    return planned
  }
  const line =
    typeof product === 'string' && !row.found ? productLine(planning, { product, opportunity: planned.record }) : undefined
  const changes = [row.found ? planned.changes : createdThen(planned, createdAt), ...(line ? [line] : [])]
  const isChange = Object.values(planned.changes).some((list: readonly unknown[]) => list.length > 0)
  return { end: isChange ? (row.found ? 'updated' : 'created') : 'unchanged', changes }
}

/** What was made long ago in the system that it comes from is as old here; nothing is made in the future. */
function createdThen({ record, changes }: RecordPlan, createdAt: unknown): RecordChanges {
  if (typeof createdAt !== 'number' || createdAt > record.createdAt) return changes
  const inserts = (changes.inserts ?? []).map((insert) =>
    insert.record.id === record.id ? { ...insert, record: { ...insert.record, createdAt } } : insert,
  )
  return { ...changes, inserts }
}

/** Makes the records that a row names and that are not there; the row itself is planned as if they were. */
async function planOthers({ toMake }: PreparedRow, planning: RowPlanning) {
  const { pending, made } = planning
  const fresh: { readonly key: string; readonly changes: RecordChanges }[] = []
  const ids: Record<string, string> = {}
  const takeBack = () => {
    for (const { key, changes } of fresh) {
      pending.drop(changes)
      made.delete(key)
    }
  }
  for (const name of toMake) {
    const key = nameKeyOf(name)
    const known = made.get(key)
    const other = known === undefined ? await planNamed(name, planning) : undefined
    if (other && isRefusal(other)) {
      takeBack()
      return other
    }
    if (other) {
      pending.add(other.changes)
      fresh.push({ key, changes: other.changes })
      made.set(key, other.record.id)
    }
    ids[name.field] = known ?? other?.record.id ?? ''
  }
  return { ids, takeBack }
}

type Planned = Promise<RecordPlan | Refusal>

function planRecord(
  { found }: PreparedRow,
  { values, given, ...planning }: RowPlanning & { values: Readonly<Record<string, unknown>>; given?: string },
): Planned {
  const { actor, plan, changeSet, pending } = planning
  const { entity } = plan
  const { engine } = pending
  const id = given !== undefined && isRecordId(given) ? given : undefined
  const about = { actor, changeSetId: changeSet.id }
  if (entity === 'user') {
    return found
      ? planUserChange(engine, { user: found, changes: values, changeSet })
      : planUserCreate(engine, { values, changeSet, ...(id ? { id } : {}) })
  }
  if (entity === 'activity')
    return planActivity(engine, { actor, values, changeSet, ...(found ? { found } : {}), ...(id ? { id } : {}) })
  if (!isKeptEntity(entity)) throw new Error(`Rows of ${entity} go another way.`)
  if (found) return planChange(engine, { ...about, entity, id: found.id, changes: values })
  return planCreate(engine, { ...about, entity, values, ...(id ? { id } : {}) })
}

/** A record of which only the name is known. */
function planNamed({ entity, text, by: [by = 'name'] }: NamedRecord, { actor, changeSet, pending }: RowPlanning): Planned {
  const { engine } = pending
  if (entity === 'user')
    return planUserCreate(engine, { values: /@/.test(text) ? { name: text, email: text } : { name: text }, changeSet })
  if (!isKeptEntity(entity)) return Promise.resolve({ refused: `A ${entity} cannot be made from its name alone.` })
  const values = { name: text, ...(by === 'externalId' || by === 'code' ? { [by]: text } : {}) }
  return planCreate(engine, { actor, entity, values, changeSetId: changeSet.id })
}

/** The one product that a row of an opportunity names, for the amount of the whole. */
function productLine(
  { changeSet, pending }: RowPlanning,
  { product, opportunity }: { product: string; opportunity: StoredRecord },
): RecordChanges {
  const { engine } = pending
  const now = engine.now()
  const stamps = { id: engine.newId(), version: 1, createdAt: now, updatedAt: now }
  const price = opportunity['amount'] === undefined ? {} : { price: opportunity['amount'] }
  const record = { ...stamps, opportunityId: opportunity.id, productId: product, quantity: 1, ...price }
  return {
    inserts: [{ entity: 'opportunityLine', record }, noteChange(engine, { changeSet, entity: 'opportunityLine', after: record })],
  }
}
