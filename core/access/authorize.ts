import { CrmError } from '../errors.js'
import { type Actor, PERMISSIONS, type Permission, type Role } from './actor.js'

const READING: readonly Permission[] = ['lead:read', 'report:run', 'rule:read']
const SELLING: readonly Permission[] = [...READING, 'lead:write', 'task:write']
const MANAGING: readonly Permission[] = [
  ...SELLING,
  'import:run',
  'journal:read',
  'journal:replay',
  'plugin:read',
  'user:read',
  'outbox:read',
  'outbox:retry',
]

const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  admin: PERMISSIONS,
  manager: MANAGING,
  rep: SELLING,
  'read-only': READING,
}

/** Whether an actor may do something; what is not said is not allowed. */
export function can(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  return (actor.kind === 'key' ? actor.scopes : ROLE_PERMISSIONS[actor.role]).includes(permission)
}

/**
 * Lets an actor pass or stops the operation.
 * @throws {CrmError} ACCESS_DENIED when the actor lacks the permission.
 */
export function authorize(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return
  throw new CrmError('ACCESS_DENIED', `This needs the permission "${permission}".`, { details: { permission } })
}
