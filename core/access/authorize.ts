import { CrmError } from '../errors.js'
import { GRANTED_ENTITIES, type GrantedEntity } from '../model/role.js'
import { type Actor, type Grants, PERMISSIONS, type Permission, type ROLES } from './actor.js'

const READING: readonly Permission[] = [
  'lead:read',
  'account:read',
  'contact:read',
  'opportunity:read',
  'product:read',
  'campaign:read',
  'document:read',
  'sequence:read',
  'report:run',
  'rule:read',
]
const SELLING: readonly Permission[] = [
  ...READING,
  'lead:write',
  'lead:convert',
  'account:write',
  'contact:write',
  'opportunity:write',
  'document:write',
  'task:write',
]
const MANAGING: readonly Permission[] = [
  ...SELLING,
  'lead:merge',
  'product:write',
  'campaign:write',
  'sequence:write',
  'report:schedule',
  'import:run',
  'export:run',
  'privacy:export',
  'journal:read',
  'journal:replay',
  'plugin:read',
  'user:read',
  'outbox:read',
  'outbox:retry',
]

/** What a role means where no role file was read: for commands, tests and tools. */
const ROLE_PERMISSIONS: Readonly<Record<(typeof ROLES)[number], readonly Permission[]>> = {
  admin: PERMISSIONS,
  manager: MANAGING,
  rep: SELLING,
  'read-only': READING,
}

/** Whether an actor may do something; what is not said is not allowed. */
export function can(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'key') return actor.scopes.includes(permission)
  if (actor.grants) return isGranted(actor.grants, permission)
  return Object.hasOwn(ROLE_PERMISSIONS, actor.role)
    ? ROLE_PERMISSIONS[actor.role as (typeof ROLES)[number]].includes(permission)
    : false
}

function isGranted({ role }: Grants, permission: Permission): boolean {
  const [entity = '', action = ''] = permission.split(':')
  if (isGrantedEntity(entity) && (action === 'read' || action === 'write')) return role.entities[entity]?.[action] !== undefined
  return role.may.includes('*') || role.may.includes(permission)
}

const isGrantedEntity = (name: string): name is GrantedEntity => (GRANTED_ENTITIES as readonly string[]).includes(name)

/**
 * Lets an actor pass or stops the operation.
 * @throws {CrmError} ACCESS_DENIED when the actor lacks the permission.
 */
export function authorize(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return
  throw new CrmError(
    'ACCESS_DENIED',
    { en: `This needs the permission "${permission}".`, fa: `این کار اجازهٔ «${permission}» می‌خواهد.` },
    { details: { permission } },
  )
}
