import type { Actor } from '../access/index.js'
import type { Engine } from '../intake/engine.js'
import { notificationFor } from '../intake/news/notification-for.js'
import type { Conditions } from '../model/conditions.js'
import type { Notification } from '../model/entities/notification.js'
import type { User } from '../model/entities/user.js'
import type { NotificationRequest } from '../plugin-api/index.js'

/** Leaves a message for everybody it is meant for, once per idempotency key and reader. */
export async function notify(engine: Engine, { to, ...news }: NotificationRequest, idempotencyKey: string): Promise<void> {
  const users = (await engine.store.records.getMany('user', await readers(engine, { to, ...news }))) as readonly User[]
  for (const user of users)
    await engine.store.records.insertOnce('notification', notificationFor(engine, user, { ...news, idempotencyKey }))
  engine.wake('notifications')
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

/** Everything a user was told, read or not, newest first. */
export async function allNotifications(
  engine: Engine,
  { actor, limit = 100 }: { actor: Actor; limit?: number },
): Promise<readonly Notification[]> {
  const userId = actor.kind === 'user' ? actor.id : ''
  const where: Conditions = { all: [{ fact: 'notification', path: '$.userId', operator: 'equal', value: userId }] }
  const page = await engine.store.records.list('notification', { where, limit, sort: { field: 'createdAt', direction: 'desc' } })
  return page.records as unknown as readonly Notification[]
}

/** How many notifications a user has not read. */
export function countUnread({ store }: Pick<Engine, 'store'>, userId: string): Promise<number> {
  const all = [
    { fact: 'notification', path: '$.userId', operator: 'equal', value: userId },
    { fact: 'notification', path: '$.readAt', operator: 'present', value: false },
  ]
  return store.records.count('notification', { where: { all } })
}

/** Marks a notification as read, for the user it belongs to. */
export async function readNotification(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<void> {
  const found = (await engine.store.records.get('notification', id)) as Notification | undefined
  if (!found || actor.kind !== 'user' || found.userId !== actor.id || found.readAt !== undefined) return
  const now = engine.now()
  await engine.store.records.update('notification', { id, expectedVersion: found.version, changes: { readAt: now }, now })
}

async function readers(engine: Engine, { to, ...about }: Omit<NotificationRequest, 'text'>): Promise<readonly string[]> {
  if (to.startsWith('queue:')) return (await engine.store.access.queueMembers(to.slice('queue:'.length))).map(({ id }) => id)
  if (to === 'managers') return managers(engine)
  if (to !== 'owner') return [to]
  const ownerId = await ownerOf(engine, about)
  return ownerId === undefined ? managers(engine) : [ownerId]
}

const ABOUT = { leadId: 'lead', opportunityId: 'opportunity', contactId: 'contact', accountId: 'account' } as const

async function ownerOf({ store }: Engine, about: Omit<NotificationRequest, 'text' | 'to'>): Promise<string | undefined> {
  for (const [field, entity] of Object.entries(ABOUT)) {
    const id = about[field as keyof typeof ABOUT]
    const ownerId = id === undefined ? undefined : (await store.records.get(entity, id))?.['ownerId']
    if (typeof ownerId === 'string') return ownerId
  }
  return undefined
}

async function managers(engine: Engine): Promise<readonly string[]> {
  const where: Conditions = { all: [{ fact: 'user', path: '$.role', operator: 'in', value: ['manager', 'admin'] }] }
  const page = await engine.store.records.list('user', { where, limit: 100 })
  return page.records.filter((user) => user['active'] === true).map(({ id }) => id)
}
