import { type Actor, actorName, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { Conditions } from '../model/conditions.js'
import { type Task, taskSubject } from '../model/entities/task.js'
import type { Refusal } from '../plugin-api/index.js'
import { seenBy } from './access/seen-by.js'
import { noteActivity } from './log-activity.js'
import { pageLimit } from './page-limit.js'

/** Open tasks, the one due first at the top; of one owner where one is named. */
export async function listOpenTasks(
  engine: Engine,
  { actor, ownerId, limit = 50 }: { actor: Actor; ownerId?: string; limit?: number },
): Promise<readonly Task[]> {
  authorize(actor, 'lead:read')
  const open: Conditions = {
    all: [
      { fact: 'task', path: '$.doneAt', operator: 'present', value: false },
      ...(ownerId ? [{ fact: 'task', path: '$.ownerId', operator: 'equal', value: ownerId }] : []),
    ],
  }
  const page = await seenBy(engine, actor).store.records.list('task', {
    where: open,
    limit: pageLimit(limit),
    sort: { field: 'dueAt', direction: 'asc' },
  })
  return page.records as unknown as readonly Task[]
}

/**
 * Marks a task as done and notes it on the timeline of whom it is about.
 * @throws {CrmError} TASK_UNKNOWN.
 */
export async function completeTask(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<Task | Refusal> {
  authorize(actor, 'task:write')
  const task = (await seenBy(engine, actor).store.records.get('task', id)) as Task | undefined
  if (!task) throw new CrmError('TASK_UNKNOWN', `There is no task ${id.slice(0, 100)}.`)
  if (task.doneAt !== undefined) return task
  const now = engine.now()
  const done = await engine.store.records.update('task', { id, expectedVersion: task.version, changes: { doneAt: now }, now })
  if (done === 'conflict' || done === 'missing')
    return { refused: 'Somebody changed this task meanwhile.', code: 'changed-meanwhile' }
  const about = Object.fromEntries(ABOUT.flatMap((field) => (task[field] === undefined ? [] : [[field, task[field]] as const])))
  if (Object.keys(about).length > 0) {
    const told = { type: 'task.done', subject: taskSubject(task, engine.settings.language), details: { by: actorName(actor) } }
    await noteActivity(engine, { actor, activity: { ...about, ...told } })
  }
  return done as unknown as Task
}

const ABOUT = ['leadId', 'contactId', 'accountId', 'opportunityId'] as const
