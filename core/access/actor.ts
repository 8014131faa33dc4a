import { BUILT_IN_ROLES, PERMISSION_NAMES, type Permission, type RoleDefinition } from '../model/role.js'

export type { Permission } from '../model/role.js'

/** What can be allowed, as entity and action. */
export const PERMISSIONS = PERMISSION_NAMES

/** On whose behalf something is done; every operation is given one. */
export type Actor =
  | { readonly kind: 'user'; readonly id: string; readonly role: string; readonly grants?: Grants }
  | { readonly kind: 'key'; readonly id: string; readonly scopes: readonly Permission[] }
  | { readonly kind: 'system' }

/** What a user's role allows in this deployment, with what `own` and `team` mean for this user. */
export interface Grants {
  readonly role: RoleDefinition
  /** Queues whose leads without an owner are the user's own to take. */
  readonly queues: readonly string[]
  /** The user and everybody in the teams of the user. */
  readonly teamUserIds: readonly string[]
}

/** Roles that every deployment has, whatever its files say. */
export const ROLES = BUILT_IN_ROLES

/** The system itself: timers, intake, the command line on the operator's own machine. */
export const SYSTEM: Actor = { kind: 'system' }

/** How an actor is named in timeline and audit. */
export function actorName(actor: Actor): string {
  return actor.kind === 'user' ? actor.id : actor.kind === 'key' ? `key:${actor.id}` : 'system'
}
