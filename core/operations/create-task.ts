import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { Lead } from '../model/entities/lead.js'
import type { TaskRequest } from '../plugin-api/index.js'

/**
 * Creates a task once per idempotency key; without anybody to give it to, it lies in the queue.
 * @throws {CrmError} LEAD_UNKNOWN.
 */
export async function createTask(engine: Engine, task: TaskRequest, idempotencyKey: string): Promise<void> {
  const lead = (await engine.store.records.get('lead', task.leadId)) as Lead | undefined
  if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${task.leadId}.`)
  const now = engine.now()
  await engine.store.records.insertOnce('task', {
    id: engine.newId(),
    version: 1,
    createdAt: now,
    updatedAt: now,
    subject: task.subject,
    leadId: task.leadId,
    priority: task.priority ?? 'normal',
    idempotencyKey,
    ...assigneeOf(task.assignee, lead),
    ...(task.dueAt === undefined ? {} : { dueAt: task.dueAt }),
    ...(task.rule ? { rule: task.rule } : {}),
  })
}

function assigneeOf(assignee: string, lead: Lead): { ownerId?: string; queue?: string } {
  if (assignee.startsWith('queue:')) return { queue: assignee.slice('queue:'.length) }
  if (assignee !== 'owner') return { ownerId: assignee }
  if (lead.ownerId) return { ownerId: lead.ownerId }
  return lead.queue ? { queue: lead.queue } : {}
}
