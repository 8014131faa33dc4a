import { createHash, randomBytes } from 'node:crypto'
import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { User } from '../../model/entities/user.js'
import { writeAudit } from '../write-audit.js'

/** Whose calendar, on whose behalf; one's own without a user. */
export interface CalendarRequest {
  readonly actor: Actor
  readonly userId?: string
}

/**
 * Makes the secret key of a user's calendar feed; the one before opens nothing any more. It is shown this once and kept as a hash.
 * @throws {CrmError} USER_UNKNOWN.
 */
export async function renewCalendarKey(engine: Engine, request: CalendarRequest): Promise<{ readonly key: string }> {
  const user = await userOf(engine, request)
  const key = randomBytes(32).toString('base64url')
  await engine.store.access.setCalendarKey(user.id, { hash: hashOf(key), now: engine.now() })
  await writeAudit(engine, { actor: actorName(request.actor), action: 'calendar.renew', subject: user.id })
  return { key }
}

/**
 * Closes a user's calendar feed.
 * @throws {CrmError} USER_UNKNOWN.
 */
export async function revokeCalendarKey(engine: Engine, request: CalendarRequest): Promise<void> {
  const user = await userOf(engine, request)
  await engine.store.access.setCalendarKey(user.id, { hash: null, now: engine.now() })
  await writeAudit(engine, { actor: actorName(request.actor), action: 'calendar.revoke', subject: user.id })
}

/**
 * Whether a user's calendar feed is open.
 * @throws {CrmError} USER_UNKNOWN.
 */
export async function hasCalendarKey(engine: Engine, request: CalendarRequest): Promise<boolean> {
  const user = await userOf(engine, request)
  return engine.store.access.hasCalendarKey(user.id)
}

/** Whose calendar a key opens; nobody's when it is unknown or its user has left. */
export async function calendarUser({ store }: Pick<Engine, 'store'>, key: string): Promise<User | undefined> {
  if (!/^[\w-]{43}$/.test(key)) return undefined
  const user = await store.access.userByCalendarKey(hashOf(key))
  return user?.active === false ? undefined : user
}

/** One's own feed asks for nothing but to read; another's is for those who manage users. */
async function userOf({ store }: Engine, { actor, userId }: CalendarRequest): Promise<User> {
  const own = actor.kind === 'user' ? actor.id : undefined
  authorize(actor, userId === undefined || userId === own ? 'lead:read' : 'user:write')
  const id = userId ?? own ?? ''
  const user = (await store.records.get('user', id)) as User | undefined
  if (!user) throw new CrmError('USER_UNKNOWN', `There is no user ${id.slice(0, 100)}.`)
  return user
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url')
