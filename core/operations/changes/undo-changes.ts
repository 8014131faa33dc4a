import { type Actor, actorName, authorize, type Permission } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { failpoint } from '../../failpoint.js'
import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import { backOff } from '../../intake/process-submissions.js'
import { redecide } from '../../intake/redecide.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { Lead } from '../../model/entities/lead.js'
import type { RecordChange } from '../../model/entities/record-change.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { isSeenEntity } from '../access/hanging-records.js'
import { requireWritable } from '../access/in-reach.js'
import { seenBy } from '../access/seen-by.js'
import { writeChanges } from '../records/write-changes.js'
import { saidRefusal } from '../said-refusal.js'
import { planUndo, type UndoPlan } from './plan-undo.js'
import type { UndoBlock } from './undo-block.js'
import { undoEntries } from './undo-entries.js'
import type { UndoRequest } from './undo-request.js'

const MOST_CONFLICTS = 25

/**
 * Takes a change set back in one step: what was made goes, what was changed is as it was, what was removed is there again.
 * Refused when its time is over, and when somebody has changed or linked one of the records since: the answer names each.
 * @throws {CrmError} CHANGE_SET_UNKNOWN.
 */
export async function undoChangeSet(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<ChangeSet | Refusal> {
  authorize(actor, 'lead:read')
  const changeSet = await theChangeSet(seenBy(engine, actor), id)
  authorize(actor, undoPermission(changeSet.kind))
  const refusal = stateRefusal(engine, changeSet)
  if (refusal) return refusal
  const changes = { undoneAt: engine.now(), undoneBy: actorName(actor) }
  const alongside = { updates: [{ entity: 'changeSet' as const, id, expectedVersion: changeSet.version, changes }] }
  const rows = await changesOfSet(engine, id)
  await requireRows(engine, actor, rows)
  const answer = await undoRecordChanges(engine, { actor, rows, changeSet, alongside })
  if (isRefusal(answer)) return answer
  failpoint('undo.after-commit')
  return theChangeSet(engine, id)
}

/** Whoever takes it back writes every record that it wrote. */
async function requireRows(engine: Engine, actor: Actor, rows: readonly RecordChange[]): Promise<void> {
  for (const entity of [...new Set(rows.map((row) => row.entity))].filter(isSeenEntity)) {
    const ids = rows.flatMap((row) => (row.entity === entity ? [row.recordId] : []))
    const records = await engine.store.records.getMany(entity, [...new Set(ids)])
    for (const record of records) requireWritable(actor, entity, record)
  }
}

/** What taking a change set back asks for: the same as making it. */
export const undoPermission = (kind: ChangeSet['kind']): Permission => PERMISSION_OF[kind]

const PERMISSION_OF: { readonly [K in ChangeSet['kind']]: Permission } = {
  conversion: 'lead:convert',
  merge: 'lead:merge',
  import: 'import:run',
  'bulk-edit': 'lead:write',
  'status-migration': 'status:migrate',
}

/**
 * A change set by its id.
 * @throws {CrmError} CHANGE_SET_UNKNOWN.
 */
export async function theChangeSet({ store }: Pick<Engine, 'store'>, id: string): Promise<ChangeSet> {
  const found = (await store.records.get('changeSet', id)) as ChangeSet | undefined
  if (found) return found
  throw new CrmError('CHANGE_SET_UNKNOWN', {
    en: `There is no change ${id.slice(0, 100)}.`,
    fa: `تغییری با شناسهٔ ${id.slice(0, 100)} نیست.`,
  })
}

/** What a change set did, record by record. */
export async function changesOfSet({ store }: Pick<Engine, 'store'>, id: string): Promise<readonly RecordChange[]> {
  const where = { all: [{ fact: 'recordChange', path: '$.changeSetId', operator: 'equal', value: id }] }
  const rows: RecordChange[] = []
  for await (const page of store.records.each('recordChange', { where, batch: 500 }))
    rows.push(...(page as readonly RecordChange[]))
  return rows
}

function stateRefusal(engine: Engine, { undoneAt, undoUntil }: ChangeSet): Refusal | undefined {
  if (undoneAt !== undefined)
    return saidRefusal({ en: 'It was taken back already.', fa: 'پیش‌تر بازگردانده شده است.' }, { code: 'undone-already' })
  if (undoUntil === undefined)
    return saidRefusal({ en: 'It cannot be taken back.', fa: 'بازگشت‌پذیر نیست.' }, { code: 'undo-never' })
  if (engine.now() <= undoUntil) return undefined
  const day = new Date(undoUntil).toISOString()
  return saidRefusal(
    { en: `It could be taken back until ${day}.`, fa: `تا ${day} بازگشت‌پذیر بود.` },
    { code: 'undo-late', details: [day] },
  )
}

/** Takes changes of records back, all of them or none; imports do it chunk by chunk. */
async function undoRecordChanges(engine: Engine, request: UndoRequest): Promise<'undone' | Refusal> {
  const { rows } = request
  const leadIds = [
    ...new Set(rows.filter(({ entity, action }) => entity === 'lead' && action === 'update').map(({ recordId }) => recordId)),
  ]
  return leadIds.length > 0 ? undoWithLeads(engine, request, leadIds) : undoRecords(engine, request)
}

async function undoRecords(engine: Engine, { rows, alongside }: UndoRequest): Promise<'undone' | Refusal> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const plan = await planUndo(engine, rows)
    if (plan.blocks.length > 0) return inTheWay(plan.blocks)
    failpoint('undo.before-commit')
    if ((await writeChanges(engine, joinChanges(plan.changes, alongside))) === 'written') return 'undone'
    await backOff(attempt)
  }
  throw new CrmError('INTAKE_CONFLICT', `Other writers were faster ${MOST_CONFLICTS} times.`)
}

/** Leads go the way of every change of a lead; each try works out anew what is to be done. */
async function undoWithLeads(engine: Engine, request: UndoRequest, leadIds: readonly string[]): Promise<'undone' | Refusal> {
  const { rows, alongside } = request
  let plan: UndoPlan | undefined
  let before = new Map<string, Lead>()
  const answer = await redecide(engine, {
    leadIds,
    trigger: 'edit',
    movesKeys: rows.some(({ entity }) => entity === 'matchKey'),
    async change(lead) {
      if (!plan || before.has(lead.id)) {
        plan = await planUndo(engine, rows)
        before = new Map()
      }
      before.set(lead.id, lead)
      if (plan.blocks.length > 0) return inTheWay(plan.blocks)
      failpoint('undo.before-commit')
      const { nextChangeAt: _at, ...after } = plan.leads.get(lead.id) ?? lead
      return filled({ ...after, version: lead.version })
    },
    activities: () =>
      [...before.values()].flatMap((lead) => undoEntries(engine, request, { before: lead, after: plan?.leads.get(lead.id) })),
    alongside: () => joinChanges(plan?.changes, alongside),
  })
  return isRefusal(answer) ? answer : 'undone'
}

const filled = (lead: Readonly<Record<string, unknown>>): Lead =>
  Object.fromEntries(Object.entries(lead).filter(([, value]) => value !== null && value !== undefined)) as unknown as Lead

/** Names each record and field, so that a person can look there. */
function inTheWay(blocks: readonly UndoBlock[]): Refusal {
  const shown = blocks.slice(0, 20)
  const en = shown.map(({ entity, id, field, why }) => `${entity} ${id}: ${field} ${WHY.en[why]}`).join('; ')
  const fa = shown.map(({ entity, id, field, why }) => `${entity} ${id}: ${field} ${WHY.fa[why]}`).join('؛ ')
  return saidRefusal(
    { en: `Somebody went on working with it since: ${en}.`, fa: `از آن پس کسی با آن کار کرده است: ${fa}.` },
    { code: 'undo-in-the-way', details: shown.map(({ entity, id, field }) => `${entity}:${id}:${field}`) },
  )
}

const WHY = {
  en: { changed: 'was changed', linked: 'points to it', gone: 'is gone' },
  fa: { changed: 'تغییر کرده', linked: 'به آن اشاره می‌کند', gone: 'دیگر نیست' },
} as const
