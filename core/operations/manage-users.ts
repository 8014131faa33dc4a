import { type Actor, actorName, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { User } from '../model/entities/user.js'
import { emailKey } from '../model/text/email.js'
import { requireRole } from './access/require-role.js'
import { checkValues } from './check-values.js'
import { writeAudit } from './write-audit.js'

/** A user to be. */
export interface NewUser {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly language?: string
  readonly calendar?: 'gregorian' | 'jalali'
  readonly territories?: readonly string[]
  readonly capacity?: number
  readonly weight?: number
  readonly teamId?: string
}

/**
 * Adds a user and puts them into queues.
 * @throws {CrmError} USER_INVALID, USER_EXISTS, QUEUE_UNKNOWN.
 */
export async function addUser(
  engine: Engine,
  { actor, user, queues = [], passwordHash }: { actor: Actor; user: NewUser; queues?: readonly string[]; passwordHash?: string },
): Promise<User> {
  authorize(actor, 'user:write')
  requireQueues(engine, queues)
  requireRole(engine, user.role)
  const record = newUserRecord(engine, user)
  if (!(await engine.store.records.insertOnce('user', record))) {
    throw new CrmError('USER_EXISTS', {
      en: `There is already a user with the e-mail ${user.email}.`,
      fa: `کاربری با ایمیل ${user.email} هست.`,
    })
  }
  const now = engine.now()
  for (const queue of queues) {
    const members = await engine.store.access.queueMembers(queue)
    await engine.store.access.setQueueMembers(queue, [...members.map(({ id }) => id), record.id], now)
  }
  if (passwordHash) await engine.store.access.setPasswordHash(record.id, passwordHash, now)
  await writeAudit(engine, {
    actor: actorName(actor),
    action: 'user.add',
    subject: record.id,
    details: { role: user.role, queues },
  })
  return record
}

/** @throws {CrmError} QUEUE_UNKNOWN. */
export function requireQueues(engine: Pick<Engine, 'rules'>, queues: readonly string[]): void {
  const known = engine.rules().queues.map(({ id }) => id)
  const unknown = queues.find((queue) => !known.includes(queue))
  if (unknown === undefined) return
  throw new CrmError('QUEUE_UNKNOWN', {
    en: `There is no queue "${unknown}". Known: ${known.join(', ')}.`,
    fa: `صف «${unknown}» وجود ندارد. شناخته‌شده‌ها: ${known.join('، ')}.`,
  })
}

/** Checks what was said of a user and completes it to a record; the e-mail in the form that signs in. */
export function newUserRecord(engine: Pick<Engine, 'fields' | 'now' | 'newId'>, user: NewUser): User {
  const { values, problems } = checkValues(engine.fields.user, { ...user, email: emailKey(user.email) ?? user.email })
  const [problem] = problems
  if (problem)
    throw new CrmError('USER_INVALID', `${problem.field}: ${problem.message.en}`, { details: { field: problem.field } })
  const now = engine.now()
  return { ...values, id: engine.newId(), version: 1, createdAt: now, updatedAt: now } as User
}

export async function listUsers(engine: Engine, { actor }: { actor: Actor }): Promise<readonly User[]> {
  authorize(actor, 'user:read')
  const page = await engine.store.records.list('user', { limit: 1_000, sort: { field: 'name', direction: 'asc' } })
  return page.records as unknown as readonly User[]
}
