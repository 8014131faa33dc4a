import { isRuledEntity, RULED_ENTITIES, type RuledEntity, type RuledRecord } from '../../model/ruled-entity.js'
import { recordSlots, watches } from '../../rule-engine/index.js'
import type { RecordChanges, RecordUpdate, RecordWake, StoredRecord } from '../../store/index.js'
import type { Engine } from '../engine.js'
import { joinChanges } from '../join-changes.js'
import { type Cause, decideAbout } from './decide-about.js'

/**
 * Changes of records with what the automations about them say: which rules are true now, when that can next change, and the
 * effects of those that turned true. Written in one transaction, so that nothing is written that no rule has seen.
 */
export async function withRecordRules(engine: Engine, changes: RecordChanges, cause: Cause = {}): Promise<RecordChanges> {
  const { ruleSet } = engine.ruleShelf.inForce()
  if (!RULED_ENTITIES.some((entity) => watches(ruleSet, entity))) return changes
  const { inserts = [], updates = [] } = changes
  const befores = await recordsBefore(engine, changes)
  const written = new Map<string, StoredRecord>([
    ...inserts.map(({ record }) => [record.id, record] as const),
    ...updates.flatMap((update) => {
      const before = befores.get(update.id)
      return before ? [[update.id, changed(before, update)] as const] : []
    }),
  ])
  const verdicts = new Map<string, Awaited<ReturnType<typeof decideAbout>>>()
  for (const { entity, id } of [...inserts.map(({ entity, record: { id } }) => ({ entity, id })), ...updates]) {
    const record = written.get(id)
    if (!record || !isRuledEntity(entity) || !watches(ruleSet, entity) || isGone(record)) continue
    verdicts.set(id, await decideAbout(engine, { entity, record: record as RuledRecord, written }, cause))
  }
  const own: RecordChanges = {
    ...changes,
    inserts: inserts.map((insert) => ({
      ...insert,
      record: { ...insert.record, ...present(verdicts.get(insert.record.id)?.fields) },
    })),
    updates: updates.map((update) => judged(update, verdicts.get(update.id)?.fields, befores.get(update.id))),
  }
  const wakes = await wakesOf(engine, changes, { befores, written })
  return joinChanges(own, ...[...verdicts.values()].map(({ changes }) => changes), { wakes })
}

const isGone = (record: StoredRecord): boolean => record['mergedIntoId'] !== undefined

async function recordsBefore({ store }: Engine, { updates = [], removes = [] }: RecordChanges) {
  const found = new Map<string, StoredRecord>()
  for (const entity of READ) {
    const ids = [...updates, ...removes].filter((one) => one.entity === entity).map(({ id }) => id)
    if (ids.length > 0) for (const record of await store.records.getMany(entity, ids)) found.set(record.id, record)
  }
  return found
}

const READ = [...RULED_ENTITIES, 'opportunityLine'] as const

function changed(before: StoredRecord, { changes }: RecordUpdate): StoredRecord {
  const after = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(after) as unknown as StoredRecord
}

type Verdict = Awaited<ReturnType<typeof decideAbout>>['fields']

const present = (fields: Verdict | undefined) =>
  fields && { rulesTrue: fields.rulesTrue, ...(fields.nextChangeAt === null ? {} : { nextChangeAt: fields.nextChangeAt }) }

/** Whoever woke the record meanwhile must not be overwritten. */
function judged(update: RecordUpdate, fields: Verdict | undefined, before: StoredRecord | undefined): RecordUpdate {
  if (!fields || !before) return update
  const dueAt = typeof before['nextChangeAt'] === 'number' ? before['nextChangeAt'] : null
  return { ...update, changes: { ...update.changes, ...fields }, dueAt }
}

interface Around {
  readonly befores: ReadonlyMap<string, StoredRecord>
  readonly written: ReadonlyMap<string, StoredRecord>
}

/** Records beside the written ones whose rules read them; their own facts are there only when all of this is. */
async function wakesOf(engine: Engine, changes: RecordChanges, { befores, written }: Around): Promise<readonly RecordWake[]> {
  const { inserts = [], updates = [], removes = [] } = changes
  const touched = [...inserts.map(({ entity, record: { id } }) => ({ entity, id })), ...updates, ...removes]
  const both = (id: string) => [befores.get(id), written.get(id)].filter((record) => record !== undefined)
  const named = (entity: string, field: string): readonly string[] =>
    touched
      .filter((one) => one.entity === entity)
      .flatMap(({ id }) => both(id).map((record) => record[field]))
      .filter((value) => typeof value === 'string')
  const sales = named('opportunityLine', 'opportunityId')
  const ofLines = sales.length > 0 ? await engine.store.records.getMany('opportunity', [...new Set(sales)]) : []
  const customers = [...named('opportunity', 'accountId'), ...ofLines.map((record) => record['accountId'])]
  const accounts = updates.filter(({ entity }) => entity === 'account').map(({ id }) => id)
  return [
    ...(reads(engine, 'account', COUNTED) ? wakesBy('account', 'id', customers) : []),
    ...(reads(engine, 'opportunity', ACCOUNT) ? wakesBy('opportunity', 'accountId', accounts) : []),
    ...(reads(engine, 'contact', ACCOUNT) ? wakesBy('contact', 'accountId', accounts) : []),
  ]
}

const COUNTED: ReadonlySet<string> = new Set(['openOpportunities', 'wonOpportunities'])
const ACCOUNT: ReadonlySet<string> = new Set(['account'])

const reads = (engine: Engine, entity: RuledEntity, facts: ReadonlySet<string>): boolean =>
  recordSlots(engine.ruleShelf.inForce().ruleSet, entity).some(({ fact }) => facts.has(fact))

const wakesBy = (entity: RuledEntity, field: RecordWake['field'], values: readonly unknown[]): readonly RecordWake[] =>
  [...new Set(values)].flatMap((value) => (typeof value === 'string' ? [{ entity, field, value }] : []))
