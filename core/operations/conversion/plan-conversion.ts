import { type Actor, actorName } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import { CONVERSION_PARTS, type ConversionPart, undoWindow } from '../../model/conversion.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { Lead } from '../../model/entities/lead.js'
import { statusOf } from '../../model/lifecycle.js'
import { type FieldProblem, isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { noteChange, openChangeSet } from '../changes/change-set.js'
import { noteRest } from '../changes/note-rest.js'
import { mergedAlready, statusRefusal } from '../lead-move.js'
import { planChange, planCreate } from '../records/plan-record.js'
import type { RecordPlan } from '../records/record-plan.js'
import { saidRefusal } from '../said-refusal.js'
import type { ConversionWishes } from './conversion-request.js'
import { type Candidates, findCandidates } from './find-candidates.js'
import { followLead } from './follow-lead.js'
import { type PlannedPart, type PlannedParts, proposeParts } from './propose-parts.js'

/** All that a conversion writes, worked out from what was read. */
export interface ConversionPlan {
  readonly lead: Lead
  readonly parts: PlannedParts
  readonly candidates: Candidates
  readonly changeSet: ChangeSet
  readonly changes: RecordChanges
  readonly records: PlannedRecords
}

export type PlannedRecords = { readonly [P in ConversionPart]?: StoredRecord }

export interface PlanRequest {
  readonly actor: Actor
  readonly wishes: ConversionWishes
  readonly idempotencyKey?: string
}

/** Works out a conversion without writing; refused where the lifecycle, a guard or one of the new records refuses. */
export async function planConversion(engine: Engine, lead: Lead, request: PlanRequest): Promise<ConversionPlan | Refusal> {
  if (lead.mergedIntoId) return mergedAlready(lead.mergedIntoId)
  const candidates = await findCandidates(engine, lead)
  const parts = proposeParts(engine, lead, { candidates, wishes: request.wishes })
  const changeSet = changeSetFor(engine, lead, { ...request, parts, candidates })
  const planned = await planRecords(engine, { actor: request.actor, parts, changeSetId: changeSet.id })
  if (isRefusal(planned)) return planned
  const converted = convertedLead(engine, lead, planned.records)
  const refusal = await statusRefusal(engine, lead, converted)
  if (refusal) return refusal
  const follow = await followLead(engine, { lead, links: linksOf(planned.records), changeSet })
  const changes = joinChanges(planned.changes, follow, {
    inserts: [
      noteChange(engine, { changeSet, entity: 'lead', before: lead, after: converted }),
      { entity: 'activity', record: convertedEntry(engine, lead, { changeSet, records: planned.records, actor: request.actor }) },
    ],
  })
  const noted = await noteRest(engine, { changeSet, changes })
  const whole = joinChanges({ inserts: [{ entity: 'changeSet', record: changeSet }] }, noted)
  return { lead: converted, parts, candidates, changeSet, changes: whole, records: planned.records }
}

function changeSetFor(
  engine: Engine,
  lead: Lead,
  { actor, idempotencyKey, parts, candidates }: PlanRequest & { parts: PlannedParts; candidates: Candidates },
): ChangeSet {
  const reasons = (part: ConversionPart) => {
    const { choice } = parts[part]
    const linked = typeof choice === 'object' ? candidates[part].find(({ record }) => record.id === choice.link) : undefined
    return { choice, ...(linked ? { reasons: linked.reasons } : {}) }
  }
  return openChangeSet(engine, {
    actor,
    kind: 'conversion',
    subject: `lead:${lead.id}`,
    undoUntil: engine.now() + undoWindow(engine.rules().conversion.undoWithin),
    summary: Object.fromEntries(CONVERSION_PARTS.map((part) => [part, reasons(part)])),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  })
}

interface PartsRequest {
  readonly actor: Actor
  readonly parts: PlannedParts
  readonly changeSetId: string
}

/** Each record may refer to those that were planned before it. */
async function planRecords(
  engine: Engine,
  { actor, parts, changeSetId }: PartsRequest,
): Promise<{ readonly records: PlannedRecords; readonly changes: RecordChanges } | Refusal> {
  let records: PlannedRecords = {}
  let changes: RecordChanges = {}
  for (const part of CONVERSION_PARTS) {
    const base = { actor, changeSetId, planned: new Set(Object.values(records).map(({ id }) => id)) }
    const plan = await planPart(engine, { part, planned: parts[part], base, links: linksOf(records) })
    if (plan === undefined) continue
    if (isRefusal(plan)) return plan
    records = { ...records, [part]: plan.record }
    changes = joinChanges(changes, plan.changes)
  }
  return { records, changes }
}

interface PartRequest {
  readonly part: ConversionPart
  readonly planned: PlannedPart
  readonly base: { readonly actor: Actor; readonly changeSetId: string; readonly planned: ReadonlySet<string> }
  readonly links: Readonly<Record<string, string>>
}

async function planPart(
  engine: Engine,
  { part, planned: { choice, values }, base, links }: PartRequest,
): Promise<RecordPlan | Refusal | undefined> {
  if (choice === 'none') return undefined
  const own = Object.fromEntries(Object.entries(links).filter(([field]) => field in engine.fields[part]))
  if (choice === 'create') {
    return orUnfit(part, () => planCreate(engine, { ...base, entity: part, values: { ...own, ...values } }))
  }
  const record = await engine.store.records.get(part, choice.link)
  if (!record) return noSuchRecord(part, choice.link)
  if (typeof record['mergedIntoId'] === 'string') return mergedAlready(record['mergedIntoId'])
  const gaps = Object.entries({ ...own, ...(part === 'opportunity' ? { leadId: values['leadId'] } : {}) }).filter(
    ([field, value]) => record[field] === undefined && value !== undefined,
  )
  return orUnfit(part, () => planChange(engine, { ...base, entity: part, id: record.id, changes: Object.fromEntries(gaps) }))
}

/** A value of the lead that a record cannot take is for a person to put right. */
async function orUnfit(part: ConversionPart, plan: () => Promise<RecordPlan | Refusal>): Promise<RecordPlan | Refusal> {
  try {
    return await plan()
  } catch (thrown) {
    if (!(thrown instanceof CrmError) || thrown.code !== 'RECORD_INVALID') throw thrown
    const problems = (thrown.details['problems'] ?? []) as readonly FieldProblem[]
    const told = (language: 'en' | 'fa') =>
      problems.map(({ field, message }) => `${part}.${field}: ${message[language] ?? message.en}`).join(' ')
    const fields = problems.map(({ field }) => `${part}.${field}`)
    return saidRefusal({ en: told('en'), fa: told('fa') }, { code: 'value-unfit', fields, problems, details: [part] })
  }
}

const noSuchRecord = (part: ConversionPart, id: string): Refusal =>
  saidRefusal(
    { en: `There is no ${part} ${id.slice(0, 100)} to link.`, fa: `${part} با شناسهٔ ${id.slice(0, 100)} برای پیوند نیست.` },
    { code: 'unknown-reference', fields: [part], details: [id] },
  )

/** What others write down to point to these records. */
const linksOf = (records: PlannedRecords): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(records).map(([part, { id }]) => [`${part}Id`, id]))

function convertedLead(engine: Engine, lead: Lead, records: PlannedRecords): Lead {
  const now = engine.now()
  const { lifecycle, conversion } = engine.rules()
  const isConverted = statusOf(lifecycle, lead.status)?.category === 'converted'
  const first = lifecycle.statuses.find(({ category }) => category === 'converted')?.id
  const to = isConverted ? undefined : (conversion.status ?? first)
  const links = { ...linksOf(records), convertedAt: now }
  if (to === undefined) return { ...lead, ...links }
  const { statusReason: _old, ...rest } = lead
  return { ...rest, ...links, status: to, statusSince: now } as Lead
}

function convertedEntry(
  engine: Engine,
  lead: Lead,
  { changeSet, records, actor }: { changeSet: ChangeSet; records: PlannedRecords; actor: Actor },
): StoredRecord {
  const now = engine.now()
  return {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now },
    ...{ leadId: lead.id, ...linksOf(records), type: 'lead.converted' },
    ...(actor.kind === 'user' ? { userId: actor.id } : {}),
    details: { by: actorName(actor), changeSetId: changeSet.id },
  }
}
