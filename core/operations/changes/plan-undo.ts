import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import { exactKeys, leadKeys } from '../../intake/match-keys.js'
import { canonicalJson } from '../../model/canonical-json.js'
import type { EntityName } from '../../model/entities/index.js'
import type { Lead } from '../../model/entities/lead.js'
import type { RecordChange } from '../../model/entities/record-change.js'
import type { MatchKey, RecordChanges, SimilarPair, StoredRecord } from '../../store/index.js'
import { leadRemoval } from './lead-removal.js'
import { referencesTo } from './references-to.js'
import type { UndoBlock } from './undo-block.js'

/** Everything that taking changes back writes; leads are decided about again with it. */
export interface UndoPlan {
  readonly changes: RecordChanges
  /** Leads as they will be, by id. */
  readonly leads: ReadonlyMap<string, Lead>
  readonly blocks: readonly UndoBlock[]
}

/** A record as it is, and as it will be once the rows so far are taken back. */
interface Standing {
  readonly entity: EntityName
  readonly now: StoredRecord | undefined
  after: StoredRecord | undefined
}

type Values = Readonly<Record<string, unknown>>
type Ground = Map<string, Standing>

/** Works out how changes are taken back, newest first, and what is in the way, without writing. */
export async function planUndo(engine: Engine, rows: readonly RecordChange[]): Promise<UndoPlan> {
  const ordered = rows.toSorted(newestFirst)
  const plain = ordered.filter(({ entity }) => entity !== 'matchKey' && entity !== 'similarLead')
  const ground = await readGround(engine, plain)
  const blocks = plain.flatMap((row) => takeBack(engine, row, ground))
  const links = await linkBlocks(engine, ground, rows)
  const names = await namesBack(engine, ordered)
  const { changes, gone } = await changesOf(engine, ground)
  const leads = [...ground.values()].flatMap(({ entity, now, after }) =>
    entity === 'lead' && now && after ? [after as Lead] : [],
  )
  return {
    blocks: [...blocks, ...links, ...names.blocks, ...gone],
    leads: new Map(leads.map((lead) => [lead.id, lead])),
    changes: joinChanges(changes, names.changes),
  }
}

/** A record was changed after it was made in the same step. */
const newestFirst = (one: RecordChange, other: RecordChange): number =>
  other.createdAt - one.createdAt ||
  Number(one.action === 'insert') - Number(other.action === 'insert') ||
  (one.id < other.id ? 1 : -1)

const keyOf = ({ entity, recordId }: Pick<RecordChange, 'entity' | 'recordId'>): string => `${entity} ${recordId}`

async function readGround({ store }: Engine, rows: readonly RecordChange[]): Promise<Ground> {
  const byEntity = new Map<EntityName, string[]>()
  for (const { entity, recordId } of rows)
    byEntity.set(entity as EntityName, [...(byEntity.get(entity as EntityName) ?? []), recordId])
  const ground: Ground = new Map()
  for (const [entity, ids] of byEntity) {
    const records = new Map((await store.records.getMany(entity, [...new Set(ids)])).map((record) => [record.id, record]))
    for (const id of ids) ground.set(`${entity} ${id}`, { entity, now: records.get(id), after: records.get(id) })
  }
  return ground
}

function takeBack(engine: Engine, row: RecordChange, ground: Ground): readonly UndoBlock[] {
  const standing = ground.get(keyOf(row))
  if (!standing) return []
  if (row.action === 'remove') {
    if (!standing.after) standing.after = row.before as StoredRecord
    return []
  }
  // Somebody removed it since: of what was made nothing is left to do, of what was changed nothing can be done.
  if (!standing.after) return row.action === 'insert' ? [] : [blockOf(row, 'id', 'gone')]
  if (row.action === 'insert') {
    const changed = madeOtherwise(engine, row, standing.after)
    standing.after = undefined
    return changed.map((field) => blockOf(row, field, 'changed'))
  }
  const [before, after] = [row.before as Values, row.after as Values]
  const record = standing.after
  const fields = Object.keys(after)
  const changed = fields.filter((field) => !same(record[field], after[field]))
  standing.after = { ...record, ...Object.fromEntries(fields.map((field) => [field, before[field] ?? null])) }
  return changed.filter((field) => !MACHINES.has(field)).map((field) => blockOf(row, field, 'changed'))
}

/** Fields of a record that was made which somebody has written since; what the system keeps beside them does not count. */
function madeOtherwise(engine: Engine, row: RecordChange, record: StoredRecord): readonly string[] {
  const made = row.after as Values
  const fields = new Set([...Object.keys(made), ...Object.keys(record)])
  return [...fields].filter((field) => {
    const declared = engine.fields[row.entity as EntityName][field]
    const isOwn = declared !== undefined && !declared.system && !(row.entity === 'lead' && DECIDED.has(field))
    return isOwn && !same(record[field], made[field])
  })
}

/** What rules decide about a lead again and again. */
const DECIDED: ReadonlySet<string> = new Set(['status', 'statusReason', 'ownerId', 'queue'])

/** Fields that the next decision or look sets anew anyway. */
const MACHINES: ReadonlySet<string> = new Set(['nextChangeAt', 'rulesTrue', 'score', 'grade', 'responseDueAt', 'nameKey'])

const same = (one: unknown, other: unknown): boolean => canonicalJson(one ?? null) === canonicalJson(other ?? null)

const blockOf = ({ entity, recordId }: RecordChange, field: string, why: UndoBlock['why']): UndoBlock => ({
  entity,
  id: recordId,
  field,
  why,
})

/** Records that would point to nothing. */
async function linkBlocks(engine: Engine, ground: Ground, rows: readonly RecordChange[]): Promise<readonly UndoBlock[]> {
  const sets = new Set(rows.map(({ changeSetId }) => changeSetId))
  const going = [...ground.values()].filter(({ entity, now, after }) => now && !after && entity !== 'lead')
  const blocks: UndoBlock[] = []
  for (const { entity, now } of going) {
    if (!now) continue
    for (const { entity: from, field, record } of await referencesTo(engine, { entity, id: now.id })) {
      const standing = ground.get(`${from} ${record.id}`)
      const stays = standing ? standing.after?.[field] === now.id : !isTellingOf(record, sets)
      if (stays) blocks.push({ entity: from, id: record.id, field, why: 'linked' })
    }
  }
  return blocks
}

/** The entry of a timeline that tells of the very change. */
function isTellingOf({ details }: StoredRecord, sets: ReadonlySet<string | undefined>): boolean {
  const named = typeof details === 'object' && details !== null ? (details as { changeSetId?: string }).changeSetId : undefined
  return named !== undefined && sets.has(named)
}

interface Names {
  readonly changes: RecordChanges
  readonly blocks: readonly UndoBlock[]
}

/** Names go back to the lead that held them, and pairs that were cleared are shown again. */
async function namesBack({ store }: Engine, rows: readonly RecordChange[]): Promise<Names> {
  const moved = rows
    .filter(({ entity }) => entity === 'matchKey')
    .map(({ recordId: key, before, after }) => ({
      key,
      from: String((after as Values)['leadId']),
      to: String((before as Values)['leadId']),
    }))
  const pairs = rows.filter(({ entity }) => entity === 'similarLead')
  const held = new Map(
    (await store.intake.keysOf([...new Set(moved.map(({ from }) => from))])).map((key) => [key.key, key.leadId]),
  )
  const lost = moved.filter(({ key, from }) => held.get(key) !== from)
  return {
    changes: {
      claims: moved.map(({ key, to }) => ({ key, leadId: to })),
      releases: moved.map(({ key, from }) => ({ key, leadId: from })),
      similar: pairs.flatMap(({ action, before }) => (action === 'remove' ? [before as SimilarPair] : [])),
      dissimilar: pairs.flatMap(({ action, after }) => (action === 'insert' ? [after as SimilarPair] : [])),
    },
    blocks: lost.map(({ key, from }) => ({ entity: 'lead', id: from, field: key.split(':')[0] ?? key, why: 'changed' as const })),
  }
}

async function changesOf(engine: Engine, ground: Ground): Promise<{ changes: RecordChanges; gone: readonly UndoBlock[] }> {
  const updates: NonNullable<RecordChanges['updates']>[number][] = []
  const removes: NonNullable<RecordChanges['removes']>[number][] = []
  const inserts: NonNullable<RecordChanges['inserts']>[number][] = []
  const releases: MatchKey[] = []
  const gone: UndoBlock[] = []
  for (const { entity, now, after } of ground.values()) {
    if (!now && after) inserts.push({ entity, record: { ...after, updatedAt: engine.now() } })
    if (now && !after) removes.push({ entity, id: now.id, expectedVersion: now.version })
    if (now && !after && entity === 'lead') {
      const removal = await leadRemoval(engine, now as Lead)
      removes.push(...removal.removes)
      gone.push(...removal.blocks)
      releases.push(...exactKeys(leadKeys(now, engine.settings)).map((key) => ({ key, leadId: now.id })), ...removal.keys)
    }
    if (now && after && entity !== 'lead') {
      const changed = Object.keys(after).filter((field) => !same(now[field], after[field]))
      const changes = Object.fromEntries(changed.map((field) => [field, after[field] ?? null]))
      if (changed.length > 0) updates.push({ entity, id: now.id, expectedVersion: now.version, changes })
    }
  }
  return { changes: { inserts, updates, removes, releases }, gone }
}
