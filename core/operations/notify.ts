import { type Actor, authorize } from '../access/index.js'
import type { Engine } from '../intake/engine.js'
import type { Conditions } from '../model/conditions.js'
import type { Lead } from '../model/entities/lead.js'
import type { Notification } from '../model/entities/notification.js'
import type { NotificationRequest } from '../plugin-api/index.js'

/** Leaves a message for everybody it is meant for, once per idempotency key and reader. */
export async function notify(engine: Engine, notification: NotificationRequest, idempotencyKey: string): Promise<void> {
  const now = engine.now()
  for (const userId of await readers(engine, notification)) {
    await engine.store.records.insertOnce('notification', {
      id: engine.newId(),
      version: 1,
      createdAt: now,
      updatedAt: now,
      userId,
      leadId: notification.leadId,
      text: notification.text,
      idempotencyKey: `${idempotencyKey}/${userId}`,
    })
  }
}

/** What a user has not read yet, newest first. */
export async function listNotifications(
  engine: Engine,
  { userId, limit = 50 }: { userId: string; limit?: number },
): Promise<readonly Notification[]> {
  const where: Conditions = {
    all: [
      { fact: 'notification', path: '$.userId', operator: 'equal', value: userId },
      { fact: 'notification', path: '$.readAt', operator: 'present', value: false },
    ],
  }
  const page = await engine.store.records.list('notification', { where, limit, sort: { field: 'createdAt', direction: 'desc' } })
  return page.records as unknown as readonly Notification[]
}

/** Marks a notification as read, for the user it belongs to. */
export async function readNotification(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<void> {
  authorize(actor, 'lead:read')
  const found = (await engine.store.records.get('notification', id)) as Notification | undefined
  if (!found || actor.kind !== 'user' || found.userId !== actor.id || found.readAt !== undefined) return
  const now = engine.now()
  await engine.store.records.update('notification', { id, expectedVersion: found.version, changes: { readAt: now }, now })
}

async function readers(engine: Engine, { to, leadId }: NotificationRequest): Promise<readonly string[]> {
  if (to.startsWith('queue:')) return (await engine.store.access.queueMembers(to.slice('queue:'.length))).map(({ id }) => id)
  if (to === 'managers') return managers(engine)
  if (to !== 'owner') return [to]
  const lead = (await engine.store.records.get('lead', leadId)) as Lead | undefined
  return lead?.ownerId ? [lead.ownerId] : managers(engine)
}

async function managers(engine: Engine): Promise<readonly string[]> {
  const where: Conditions = { all: [{ fact: 'user', path: '$.role', operator: 'in', value: ['manager', 'admin'] }] }
  const page = await engine.store.records.list('user', { where, limit: 100 })
  return page.records.filter((user) => user['active'] === true).map(({ id }) => id)
}
