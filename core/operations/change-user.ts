import { type Actor, actorName, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { User } from '../model/entities/user.js'
import { recordValidator } from '../model/validate.js'
import type { Refusal } from '../plugin-api/index.js'
import { requireRole } from './access/require-role.js'
import { forgetDevices } from './known-devices.js'
import { requireQueues } from './manage-users.js'
import { unknownReference } from './unknown-reference.js'
import { writeAudit } from './write-audit.js'

/** What may be different about a user; `null` clears a limit. */
export interface UserChanges {
  readonly role?: string
  readonly active?: boolean
  /** Takes no new leads while true. */
  readonly away?: boolean
  /** Open leads at once. */
  readonly capacity?: number | null
  readonly weight?: number
  readonly territories?: readonly string[] | null
  readonly skills?: readonly string[] | null
  /** Whom a lead goes to when this user does not answer it. */
  readonly managerId?: string | null
  readonly teamId?: string | null
  readonly region?: string | null
  /** Id of the working calendar by which this user is present. */
  readonly workingCalendar?: string | null
}

/** Who is to be changed, and how. */
export interface UserChange {
  readonly actor: Actor
  readonly id: string
  readonly changes?: UserChanges
  /** All queues that the user shall stand in from now on. */
  readonly queues?: readonly string[]
  /** A new password, hashed; it ends every session of the user. */
  readonly passwordHash?: string
  /** The version the person saw; without it the change applies to whatever is there. */
  readonly expectedVersion?: number
}

const CHANGEABLE = [
  'role',
  'active',
  'away',
  'capacity',
  'weight',
  'territories',
  'skills',
  'managerId',
  'teamId',
  'region',
  'workingCalendar',
] as const satisfies (keyof UserChanges)[]

/**
 * Changes a user. The last administrator who can sign in stays one: nobody could ever make another.
 * @throws {CrmError} USER_UNKNOWN, USER_INVALID, QUEUE_UNKNOWN.
 */
export async function changeUser(engine: Engine, change: UserChange): Promise<User | Refusal> {
  authorize(change.actor, 'user:write')
  const { queues = [] } = change
  requireQueues(engine, queues)
  const changes = validChanges(engine, change.changes ?? {})
  if (typeof changes['role'] === 'string') requireRole(engine, changes['role'])
  const takesAdmin = changes['active'] === false || (changes['role'] !== undefined && changes['role'] !== 'admin')
  const write = () => writeUser(engine, { ...change, changes })
  return takesAdmin ? oneAtATime(engine, write) : write()
}

type Values = Readonly<Record<string, unknown>>

function validChanges({ fields }: Engine, changes: UserChanges): Values {
  const open = Object.fromEntries(CHANGEABLE.flatMap((name) => (fields.user[name] ? [[name, fields.user[name]]] : [])))
  // A user always has these, so that an empty value is a mistake and not a wish to clear.
  const kept = ['role', 'active', 'away', 'weight'] as const
  const empty = kept.find((name) => name in changes && (changes[name] === null || changes[name] === undefined))
  if (empty) throw new CrmError('USER_INVALID', `${empty}: Is missing.`, { details: { field: empty } })
  const { values, problems } = recordValidator(open, { partial: true })({ ...changes })
  const [problem] = problems
  if (!problem) return values
  throw new CrmError('USER_INVALID', `${problem.field}: ${problem.message.en}`, { details: { field: problem.field } })
}

const LEASE = 'users:administrators'
const LEASE_MS = 10_000

/** Two administrators who end each other at the same moment would both see the other still there. */
async function oneAtATime<T>({ store, now, newId }: Engine, write: () => Promise<T>): Promise<T | Refusal> {
  const token = newId()
  if (!(await store.system.tryLease({ name: LEASE, token, now: now(), ms: LEASE_MS }))) return CHANGED_MEANWHILE
  try {
    return await write()
  } finally {
    await store.system.tryLease({ name: LEASE, token, now: now(), ms: 0 })
  }
}

const CHANGED_MEANWHILE: Refusal = {
  refused: 'Somebody changed this user meanwhile. Look at them again, then repeat the change.',
  words: {
    en: 'Somebody changed this user meanwhile. Look at them again, then repeat the change.',
    fa: 'در این میان کسی این کاربر را تغییر داده است. دوباره نگاه کنید و تغییر را تکرار کنید.',
  },
  code: 'changed-meanwhile',
}

async function writeUser(engine: Engine, change: UserChange & { changes: Values }): Promise<User | Refusal> {
  const { id, changes, expectedVersion } = change
  const { records } = engine.store
  const before = (await records.get('user', id)) as User | undefined
  if (!before)
    throw new CrmError('USER_UNKNOWN', {
      en: `There is no user ${id.slice(0, 100)}.`,
      fa: `کاربر ${id.slice(0, 100)} وجود ندارد.`,
    })
  if (expectedVersion !== undefined && expectedVersion !== before.version) return CHANGED_MEANWHILE
  const unknown = await unknownReference(engine, { entity: 'user', values: changes, before })
  if (unknown) return unknown
  const after = { ...before, ...changes }
  if (isAdmin(before) && !isAdmin(after) && !(await hasOtherAdmin(engine, id))) {
    return { refused: LAST_ADMIN.en, words: LAST_ADMIN, code: 'last-admin' }
  }
  const written =
    Object.keys(changes).length === 0
      ? before
      : await records.update('user', { id, expectedVersion: before.version, changes, now: engine.now() })
  if (written === 'conflict' || written === 'missing') return CHANGED_MEANWHILE
  await writeAround(engine, { change, before })
  engine.wake('queues')
  return ((await records.get('user', id)) ?? written) as User
}

const LAST_ADMIN = {
  en: 'This is the last active administrator. Make somebody else one first.',
  fa: 'این آخرین مدیر فعال سامانه است. نخست کس دیگری را مدیر کنید.',
}

const isAdmin = ({ role, active }: Pick<User, 'role' | 'active'>): boolean => role === 'admin' && active

/** Whoever cannot sign in is no help: an administrator counts only with a password. */
async function hasOtherAdmin({ store }: Engine, id: string): Promise<boolean> {
  const where = {
    all: [
      { fact: 'user', path: '$.role', operator: 'equal', value: 'admin' },
      { fact: 'user', path: '$.active', operator: 'equal', value: true },
      { fact: 'user', path: '$.id', operator: 'notEqual', value: id },
    ],
  }
  for await (const users of store.records.each('user', { where, batch: 100 })) {
    const hashes = await Promise.all(users.map((user) => store.access.passwordHash(user.id)))
    if (hashes.some((hash) => hash !== undefined)) return true
  }
  return false
}

/** Queues, password, sessions and audit: what a change touches beside the record itself. */
async function writeAround(
  engine: Engine,
  { change, before }: { change: UserChange & { changes: Values }; before: User },
): Promise<void> {
  const { id, changes, queues, passwordHash } = change
  const { access } = engine.store
  if (queues) await standIn(engine, { id, queues })
  if (passwordHash !== undefined) await access.setPasswordHash(id, passwordHash, engine.now())
  if (passwordHash !== undefined || changes['active'] === false) {
    await access.endSessionsOf(id)
    await forgetDevices(engine, before.email)
  }
  const from = Object.fromEntries(Object.keys(changes).map((name) => [name, before[name as keyof User] ?? null]))
  await writeAudit(engine, {
    actor: actorName(change.actor),
    action: 'user.change',
    subject: id,
    details: { from, to: changes, ...(queues ? { queues } : {}), ...(passwordHash === undefined ? {} : { password: 'new' }) },
  })
}

/** Only queues whose members really change are written: each write makes decisions under way gather again. */
async function standIn(engine: Engine, { id, queues }: { id: string; queues: readonly string[] }): Promise<void> {
  const { access } = engine.store
  for (const queue of engine.rules().queues) {
    const members = (await access.queueMembers(queue.id)).map((user) => user.id)
    if (members.includes(id) === queues.includes(queue.id)) continue
    const others = members.filter((member) => member !== id)
    await access.setQueueMembers(queue.id, queues.includes(queue.id) ? [...others, id] : others, engine.now())
  }
}
