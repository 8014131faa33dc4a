import type { Engine } from '../../intake/engine.js'
import { notificationFor } from '../../intake/news/notification-for.js'
import type { Work } from '../../jobs/index.js'
import { type Task, taskSubject } from '../../model/entities/task.js'
import type { User } from '../../model/entities/user.js'
import { comparing } from '../../plugin-api/index.js'

const BATCH = 50
const task = comparing('task')
const WAITING = [task('remindAt', 'present', true), task('remindedAt', 'present', false), task('doneAt', 'present', false)]

/** Reminds owners of their tasks exactly when that was asked for, each once. */
export function remindWork(engine: Engine): Work {
  const { records } = engine.store
  return {
    name: 'reminders',
    async nextAt() {
      const [row] = await records.aggregate({
        entity: 'task',
        groupBy: [],
        where: { all: WAITING },
        measures: { next: { min: 'remindAt' } },
      })
      return typeof row?.['next'] === 'number' ? row['next'] : undefined
    },
    async run() {
      const where = { all: [...WAITING, task('remindAt', 'lessThanInclusive', engine.now())] }
      const page = await records.list('task', { where, sort: { field: 'remindAt', direction: 'asc' }, limit: BATCH })
      for (const each of page.records) await remind(engine, each as unknown as Task)
      return page.records.length
    },
  }
}

/** The note that it was done and the notification are one write: who is killed in between leaves neither. */
async function remind(engine: Engine, one: Task): Promise<void> {
  const now = engine.now()
  const { leadId, accountId, contactId, opportunityId } = one
  const text = { en: `Reminder: ${taskSubject(one, 'en')}`, fa: `یادآوری: ${taskSubject(one, 'fa')}` }
  const links = Object.entries({ leadId, accountId, contactId, opportunityId }).filter(([, id]) => id !== undefined)
  const news = { ...Object.fromEntries(links), text, idempotencyKey: `reminder:${one.id}:${one.remindAt ?? 0}` }
  const inserts = (await ownersOf(engine, one)).map((user) => ({
    entity: 'notification' as const,
    record: notificationFor(engine, user, news),
  }))
  const update = { entity: 'task' as const, id: one.id, expectedVersion: one.version, changes: { remindedAt: now } }
  if ((await engine.store.records.write({ updates: [update], inserts }, now)) !== 'conflict') engine.wake('notifications')
}

/** Of a task that lies in a queue, everybody who stands in it. */
async function ownersOf({ store }: Engine, { ownerId, queue }: Task): Promise<readonly User[]> {
  const ids = ownerId ? [ownerId] : queue ? (await store.access.queueMembers(queue)).map(({ id }) => id) : []
  const users = (await store.records.getMany('user', ids)) as readonly User[]
  return users.filter(({ active }) => active !== false)
}
