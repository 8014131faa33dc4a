import type { Notification } from '../../model/entities/notification.js'
import type { User } from '../../model/entities/user.js'
import type { Text } from '../../model/text/localized-text.js'
import type { StoredRecord } from '../../store/index.js'
import type { Engine } from '../engine.js'

/** Something that a person should know. */
export interface News {
  readonly text: Text
  readonly leadId?: string
  readonly accountId?: string
  readonly contactId?: string
  readonly opportunityId?: string
  /** One piece of news is told once, however often it is worked out. */
  readonly idempotencyKey: string
}

/** The ways beyond the product by which news travels. */
const OUTSIDE = ['mail', 'webhook'] as const

/** News as it is kept for one person, who has said by which ways they want to hear of it; in the product where they said nothing. */
export function notificationFor(
  { newId, now }: Pick<Engine, 'newId' | 'now'>,
  user: Pick<User, 'id' | 'notifyBy' | 'notifyUrl'>,
  { idempotencyKey, ...news }: News,
): StoredRecord & Notification {
  const at = now()
  const chosen = user.notifyBy ?? ['in-app']
  const ways = OUTSIDE.filter((way) => chosen.includes(way) && (way === 'mail' || user.notifyUrl !== undefined))
  return {
    ...{ id: newId(), version: 1, createdAt: at, updatedAt: at, userId: user.id },
    ...Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined)),
    text: news.text,
    idempotencyKey: `${idempotencyKey}/${user.id}`,
    // Kept all the same, so that what went out by mail can be looked up.
    ...(chosen.includes('in-app') ? {} : { readAt: at }),
    ...(ways.length > 0 ? { ways, attempts: 0, nextAttemptAt: at } : {}),
  }
}
