import type { Conditions } from './conditions.js'
import type { EntityName } from './entities/index.js'
import type { LocalizedText } from './text/localized-text.js'

/** Entities that a role grants one by one. What hangs on them (activities, tasks, lines) goes with them. */
export const GRANTED_ENTITIES = [
  'lead',
  'account',
  'contact',
  'opportunity',
  'product',
  'campaign',
  'document',
  'sequence',
] as const satisfies readonly (EntityName | 'sequence')[]

/** What can be allowed, as entity and action. */
export const PERMISSION_NAMES = [
  'capture',
  'lead:read',
  'lead:write',
  'lead:convert',
  'lead:merge',
  'account:read',
  'account:write',
  'contact:read',
  'contact:write',
  'opportunity:read',
  'opportunity:write',
  'product:read',
  'product:write',
  'campaign:read',
  'campaign:write',
  'document:read',
  'document:write',
  'sequence:read',
  'sequence:write',
  'task:write',
  'report:run',
  'report:schedule',
  'import:run',
  'export:run',
  'privacy:export',
  'privacy:erase',
  'journal:read',
  'journal:replay',
  'rule:read',
  'rule:publish',
  'plugin:read',
  'plugin:switch',
  'user:read',
  'user:write',
  'outbox:read',
  'outbox:retry',
  'webhook:read',
  'webhook:write',
  'status:migrate',
] as const

export type Permission = (typeof PERMISSION_NAMES)[number]

export type GrantedEntity = (typeof GRANTED_ENTITIES)[number]

/** Roles that are there without any file. */
export const BUILT_IN_ROLES = ['admin', 'manager', 'rep', 'read-only'] as const

/** Those whose records belong to somebody, so that `own` and `team` mean something. */
export const OWNED_ENTITIES: readonly GrantedEntity[] = ['lead', 'account', 'contact', 'opportunity']

/** How far a role reaches: every record, those of the user's team, the user's own, or those for which conditions hold. */
export type Reach = 'all' | 'team' | 'own' | Conditions

/** What a role may do with the records of one entity; what is not said is not allowed. */
export interface EntityGrant {
  readonly read?: Reach
  readonly write?: Reach
  /** Fields that the role never sees. */
  readonly hidden?: readonly string[]
}

/** What people in a role may do, as a rule file says it. */
export interface RoleDefinition {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly entities: { readonly [E in GrantedEntity]?: EntityGrant }
  /** Everything that is not about one entity, for example `report:run`; `*` for all of it. */
  readonly may: readonly string[]
}
