import { type Actor, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { Conditions } from '../model/conditions.js'
import type { Decision } from '../model/decision.js'
import type { Activity } from '../model/entities/activity.js'
import type { Document } from '../model/entities/document.js'
import type { EntityName } from '../model/entities/index.js'
import type { Lead } from '../model/entities/lead.js'
import type { Task } from '../model/entities/task.js'
import type { Touch } from '../model/entities/touch.js'
import type { OutboxRow, StoredRecord } from '../store/index.js'
import { seenBy } from './access/seen-by.js'
import { readDecision, type UnreadableDecision, unreadableDecision } from './read-decision.js'
import { timelineOf } from './timeline/timeline-of.js'

/** One stored decision with its place in time. */
export interface StoredDecision {
  readonly id: string
  readonly at: number
  readonly submissionId?: string
  readonly decision: Decision
}

/** All that is known of one lead, for a page or an answer; lists newest first. */
export interface LeadProfile {
  readonly lead: Lead
  readonly ownerName?: string
  readonly decisions: readonly StoredDecision[]
  /** Decisions that are damaged in the database; the others are read all the same. */
  readonly unreadable: readonly UnreadableDecision[]
  /** Its timeline: with what was merged into it, and going on with the customer it became. */
  readonly activities: readonly Activity[]
  readonly tasks: readonly Task[]
  readonly touches: readonly Touch[]
  readonly documents: readonly Document[]
  /** Effects that rules asked for: on their way, done, or given up. */
  readonly effects: readonly OutboxRow[]
  readonly similar: readonly { readonly lead: Lead; readonly reason: string }[]
}

const MOST = 200

/**
 * Reads a lead with everything around it; `undefined` when there is none in reach. With `hides: false` it keeps fields that the
 * actor never sees, for who shows none of them.
 */
export async function showLead(
  whole: Engine,
  { actor, id, hides = true }: { actor: Actor; id: string; hides?: boolean },
): Promise<LeadProfile | undefined> {
  authorize(actor, 'lead:read')
  const engine = seenBy(whole, actor, { hides })
  const { store } = engine
  const lead = (await store.records.get('lead', id)) as Lead | undefined
  if (!lead) return undefined
  const [decisions, timeline, tasks, touches, documents] = await Promise.all([
    of(engine, 'decision', { id, by: 'at' }),
    timelineOf(engine, { actor, entity: 'lead', id, limit: MOST }),
    of(engine, 'task', { id, by: 'createdAt' }),
    of(engine, 'touch', { id, by: 'at' }),
    of(engine, 'document', { id, by: 'createdAt' }),
  ])
  const owner = lead.ownerId ? await store.records.get('user', lead.ownerId) : undefined
  return {
    lead,
    ...(owner ? { ownerName: String(owner['name']) } : {}),
    ...readDecisions(decisions),
    activities: timeline.records,
    tasks: tasks as readonly Task[],
    touches: touches as readonly Touch[],
    documents: documents as readonly Document[],
    effects: await store.outbox.list({ recordId: id, limit: MOST }),
    similar: await similarLeads(engine, id),
  }
}

/** What happened is ordered by when it did, which an import can tell of the past. */
async function of(
  engine: Engine,
  entity: EntityName,
  { id, by }: { id: string; by: 'at' | 'createdAt' },
): Promise<readonly StoredRecord[]> {
  const where: Conditions = { all: [{ fact: entity, path: '$.leadId', operator: 'equal', value: id }] }
  const page = await engine.store.records.list(entity, { where, limit: MOST, sort: { field: by, direction: 'desc' } })
  return page.records
}

function readDecisions(records: readonly StoredRecord[]): Pick<LeadProfile, 'decisions' | 'unreadable'> {
  const read = records.map((record) => ({ record, decision: readDecision(record) }))
  return {
    decisions: read.flatMap(({ record, decision }) => (decision instanceof CrmError ? [] : [storedDecision(record, decision)])),
    unreadable: read.flatMap(({ record, decision }) => (decision instanceof CrmError ? [unreadableDecision(record)] : [])),
  }
}

function storedDecision(record: StoredRecord, decision: Decision): StoredDecision {
  const submissionId = record['submissionId']
  return {
    id: record.id,
    at: Number(record['at']),
    ...(typeof submissionId === 'string' ? { submissionId } : {}),
    decision,
  }
}

async function similarLeads(engine: Engine, id: string): Promise<LeadProfile['similar']> {
  const similar = await engine.store.intake.similarTo(id)
  const leads = (await engine.store.records.getMany(
    'lead',
    similar.map(({ otherId }) => otherId),
  )) as readonly Lead[]
  return leads.map((lead) => ({ lead, reason: similar.find(({ otherId }) => otherId === lead.id)?.reason ?? 'similar' }))
}
