import { type Actor, actorName } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { notificationFor } from '../../intake/news/notification-for.js'
import { parseDuration } from '../../model/calendar/duration.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { User } from '../../model/entities/user.js'
import type { Stage, StageTask } from '../../model/pipeline.js'
import { textIn } from '../../model/text/localized-text.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { everyRecord } from './every-record.js'

interface Entered {
  readonly actor: Actor
  readonly before?: Opportunity
  readonly after: Opportunity
  readonly stage: Stage
  readonly rule?: string
}

type Insert = NonNullable<RecordChanges['inserts']>[number]

/** What entering a stage leaves behind: the move with the time before it, an entry of the timeline, and the tasks of the stage. */
export async function stageTraces(engine: Engine, entered: Entered): Promise<RecordChanges> {
  const traces = [moveOf(engine, entered), entryOf(engine, entered), ...(await tasksOf(engine, entered))]
  return { inserts: [...traces, ...(await newsOf(engine, entered))] }
}

/** The owner is told of a move that somebody else made. */
async function newsOf(engine: Engine, { actor, before, after, stage }: Entered): Promise<readonly Insert[]> {
  if (!before || after.ownerId === undefined || (actor.kind === 'user' && actor.id === after.ownerId)) return []
  const owner = (await engine.store.records.get('user', after.ownerId)) as User | undefined
  if (!owner || owner.active === false) return []
  const text = {
    en: `${after.name} is now: ${textIn(stage.label, 'en')}`,
    fa: `${after.name} اکنون: ${textIn(stage.label, 'fa')}`,
  }
  const news = { text, opportunityId: after.id, idempotencyKey: `stage:${after.id}:${before.version}` }
  return [{ entity: 'notification', record: notificationFor(engine, owner, news) }]
}

function stamped(engine: Engine): Pick<StoredRecord, 'id' | 'version' | 'createdAt' | 'updatedAt'> {
  const now = engine.now()
  return { id: engine.newId(), version: 1, createdAt: now, updatedAt: now }
}

const by = (actor: Actor) => (actor.kind === 'user' ? { userId: actor.id } : {})

/** When it happened: what is told afterwards happened when it was told to have. */
const timeOf = ({ before, after }: Entered, now: number): number => (before ? now : (after.stageSince ?? now))

function moveOf(engine: Engine, entered: Entered): Insert {
  const { actor, before, after, rule } = entered
  const at = timeOf(entered, engine.now())
  const record = {
    ...stamped(engine),
    ...{ entity: 'opportunity', recordId: after.id, lifecycle: after.pipeline, to: after.stage, at },
    ...(before ? { from: before.stage, seconds: secondsBetween(before.stageSince ?? before.createdAt, at) } : {}),
    ...(after.stageReason === undefined ? {} : { reason: after.stageReason }),
    ...(after.ownerId === undefined ? {} : { ownerId: after.ownerId }),
    ...(rule === undefined ? {} : { rule }),
    ...by(actor),
  }
  return { entity: 'statusChange', record }
}

const secondsBetween = (from: number, to: number): number => Math.max(0, Math.round((to - from) / 1_000))

function entryOf(engine: Engine, entered: Entered): Insert {
  const { actor, before, after, rule } = entered
  const { pipeline, stage: to, stageReason: reason } = after
  const from = before && { from: before.stage, ...(before.pipeline === pipeline ? {} : { fromPipeline: before.pipeline }) }
  const details = { pipeline, ...from, to, ...(reason ? { reason } : {}), by: actorName(actor), ...(rule ? { rule } : {}) }
  const record = {
    ...stamped(engine),
    type: before ? 'stage.changed' : 'opportunity.created',
    at: before ? engine.now() : (after.openedAt ?? engine.now()),
    subject: after.name,
    ...by(actor),
    ...linksOf(after),
    details,
  }
  return { entity: 'activity', record }
}

function linksOf({ id, leadId, accountId, contactId }: Opportunity): Readonly<Record<string, string>> {
  const links = Object.entries({ leadId, accountId, contactId }).filter((link): link is [string, string] => link[1] !== undefined)
  return { opportunityId: id, ...Object.fromEntries(links) }
}

/** Once for each opportunity and stage: who goes back and comes again finds the tasks that were made the first time. */
async function tasksOf(engine: Engine, { before, after, stage }: Entered): Promise<readonly Insert[]> {
  const { tasks = [] } = stage
  if (tasks.length === 0 || (!before && stage.category !== 'open')) return []
  const place = `${after.pipeline}/${stage.id}`
  const made = before ? await everyRecord(engine, 'task', { opportunityId: after.id, stage: place }) : []
  const known = new Set(made.map(({ idempotencyKey }) => idempotencyKey))
  return tasks
    .map((task) => ({ task, key: `stage:${after.id}:${place}:${task.id}` }))
    .filter(({ key }) => !known.has(key))
    .map(({ task, key }) => ({ entity: 'task', record: taskRecord(engine, after, { task, key, place }) }))
}

function taskRecord(
  engine: Engine,
  opportunity: Opportunity,
  { task, key, place }: { readonly task: StageTask; readonly key: string; readonly place: string },
): StoredRecord {
  const { subject, kind = 'to-do', priority = 'normal', due } = task
  const wait = due === undefined ? undefined : parseDuration(due)
  return {
    ...stamped(engine),
    ...{ subject, kind, priority, stage: place, idempotencyKey: key },
    ...(wait === undefined ? {} : { dueAt: engine.now() + wait }),
    ...assigneeOf(task, opportunity),
    ...linksOf(opportunity),
  }
}

function assigneeOf({ assignee = 'owner' }: StageTask, { ownerId }: Opportunity): Readonly<Record<string, string>> {
  if (assignee.startsWith('queue:')) return { queue: assignee.slice('queue:'.length) }
  if (assignee !== 'owner') return { ownerId: assignee }
  return ownerId === undefined ? {} : { ownerId }
}
