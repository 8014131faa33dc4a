import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { EntityName } from '../model/entities/index.js'
import type { TaskRequest } from '../plugin-api/index.js'
import type { StoredRecord } from '../store/index.js'

/**
 * Creates a task once per idempotency key; without anybody to give it to, it lies in the queue.
 * @throws {CrmError} LEAD_UNKNOWN, RECORD_UNKNOWN.
 */
export async function createTask(engine: Engine, task: TaskRequest, idempotencyKey: string): Promise<void> {
  const { assignee, ...asked } = task
  const subjects = await subjectsOf(engine, task)
  const now = engine.now()
  await engine.store.records.insertOnce('task', {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now },
    ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
    priority: task.priority ?? 'normal',
    kind: task.kind ?? 'to-do',
    idempotencyKey,
    ...assigneeOf(assignee, subjects),
  })
  engine.wake('timers', 'reminders')
}

const ABOUT = { leadId: 'lead', opportunityId: 'opportunity', contactId: 'contact', accountId: 'account' } as const

/** The records that a task is about, the nearest to the work first. */
async function subjectsOf({ store }: Engine, task: TaskRequest): Promise<readonly StoredRecord[]> {
  const named = Object.entries(ABOUT).flatMap(([field, entity]) => {
    const id = task[field as keyof typeof ABOUT]
    return id === undefined ? [] : [{ entity, id }]
  })
  return Promise.all(
    named.map(async ({ entity, id }) => {
      const record = await store.records.get(entity, id)
      if (!record) throw unknown(entity, id)
      return record
    }),
  )
}

const unknown = (entity: EntityName, id: string): CrmError =>
  new CrmError(entity === 'lead' ? 'LEAD_UNKNOWN' : 'RECORD_UNKNOWN', `There is no ${entity} ${id}.`)

function assigneeOf(assignee: string, subjects: readonly StoredRecord[]): { ownerId?: string; queue?: string } {
  if (assignee.startsWith('queue:')) return { queue: assignee.slice('queue:'.length) }
  if (assignee !== 'owner') return { ownerId: assignee }
  const named = (field: string) => subjects.map((record) => record[field]).find((value) => typeof value === 'string')
  const [ownerId, queue] = [named('ownerId'), named('queue')]
  if (typeof ownerId === 'string') return { ownerId }
  return typeof queue === 'string' ? { queue } : {}
}
