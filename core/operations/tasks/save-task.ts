import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Task } from '../../model/entities/task.js'
import { recordValidator } from '../../model/validate.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { StoredRecord } from '../../store/index.js'
import { seenBy } from '../access/seen-by.js'
import { differences } from '../records/plan-record.js'
import { saidRefusal } from '../said-refusal.js'
import { unknownReference } from '../unknown-reference.js'

type Values = Readonly<Record<string, unknown>>

/**
 * Adds a task: for whoever adds it unless it names an owner or a queue.
 * @throws {CrmError} RECORD_INVALID.
 */
export async function addTask(engine: Engine, { actor, values }: { actor: Actor; values: Values }): Promise<Task | Refusal> {
  authorize(actor, 'task:write')
  const read = await checked(seenBy(engine, actor), { values })
  if (isRefusal(read)) return read
  const now = engine.now()
  const own = actor.kind === 'user' && read['ownerId'] === undefined && read['queue'] === undefined ? { ownerId: actor.id } : {}
  const task = { ...own, ...read, id: engine.newId(), version: 1, createdAt: now, updatedAt: now } as unknown as Task
  await engine.store.records.write({ inserts: [{ entity: 'task', record: task }, trace(engine, { actor, after: task })] }, now)
  engine.wake('timers')
  return task
}

/** A task to change; `null` clears a field. */
export interface TaskChange {
  readonly actor: Actor
  readonly id: string
  readonly expectedVersion?: number
  readonly changes: Values
}

/**
 * Changes a task: its words, its owner, when it is due, when to be reminded. A new reminder is told once more.
 * @throws {CrmError} TASK_UNKNOWN, RECORD_INVALID.
 */
export async function changeTask(engine: Engine, { actor, id, expectedVersion, changes }: TaskChange): Promise<Task | Refusal> {
  authorize(actor, 'task:write')
  const before = (await seenBy(engine, actor).store.records.get('task', id)) as Task | undefined
  if (!before) throw new CrmError('TASK_UNKNOWN', `There is no task ${id.slice(0, 100)}.`)
  if (expectedVersion !== undefined && expectedVersion !== before.version) return CHANGED_MEANWHILE
  const read = await checked(seenBy(engine, actor), { values: changes, before })
  if (isRefusal(read)) return read
  const isRemindedAnew = 'remindAt' in read && read['remindAt'] !== before.remindAt
  const draft = { ...before, ...read, ...(isRemindedAnew ? { remindedAt: null } : {}) }
  const { after } = differences(before, draft)
  if (Object.keys(after).length === 0) return before
  const now = engine.now()
  const written = await engine.store.records.write(
    {
      updates: [{ entity: 'task', id, expectedVersion: before.version, changes: after }],
      inserts: [trace(engine, { actor, before, after: draft })],
    },
    now,
  )
  if (written === 'conflict') return CHANGED_MEANWHILE
  engine.wake('timers')
  return (await engine.store.records.get('task', id)) as Task
}

/** Puts a task off; its reminder moves with it. */
export async function snoozeTask(
  engine: Engine,
  { actor, id, until }: { actor: Actor; id: string; until: number },
): Promise<Task | Refusal> {
  authorize(actor, 'task:write')
  const task = (await seenBy(engine, actor).store.records.get('task', id)) as Task | undefined
  const ahead = task?.remindAt !== undefined && task.dueAt !== undefined ? Math.max(0, task.dueAt - task.remindAt) : undefined
  return changeTask(engine, { actor, id, changes: { dueAt: until, ...(ahead === undefined ? {} : { remindAt: until - ahead }) } })
}

const CHANGED_MEANWHILE: Refusal = saidRefusal(
  {
    en: 'Somebody changed this task meanwhile. Look at it again, then repeat the change.',
    fa: 'در این میان کس دیگری این وظیفه را تغییر داد. دوباره نگاهش کنید و تغییر را تکرار کنید.',
  },
  { code: 'changed-meanwhile' },
)

async function checked(engine: Engine, { values, before }: { values: Values; before?: Task }): Promise<Values | Refusal> {
  const { doneAt: _own, ...fields } = engine.fields.task
  const { values: read, problems } = recordValidator(fields, { partial: before !== undefined })(values)
  const [problem] = [...problems, ...subjectProblem(values, before)]
  if (problem) {
    const { field, message } = problem
    const text = { en: `${field}: ${message.en}`, fa: `${field}: ${message.fa}` }
    throw new CrmError('RECORD_INVALID', text, { details: { field, problems: [...problems, ...subjectProblem(values, before)] } })
  }
  return (await unknownReference(engine, { entity: 'task', values: read, ...(before ? { before } : {}) })) ?? read
}

function subjectProblem({ subject }: Values, before: Task | undefined) {
  const isMissing = subject === undefined ? before === undefined : subject === null || subject === ''
  if (!isMissing) return []
  return [{ field: 'subject', message: { en: 'Say what is to be done.', fa: 'بگویید چه باید کرد.' } }]
}

function trace(engine: Engine, { actor, before, after }: { actor: Actor; before?: Task; after: StoredRecord }) {
  const now = engine.now()
  const values = before
    ? { action: 'update', ...differences(before, after) }
    : { action: 'insert', after: differences({} as never, after).after }
  const about = { entity: 'task', recordId: after.id, actor: actorName(actor) }
  return {
    entity: 'recordChange' as const,
    record: { id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now, ...about, ...values },
  }
}
