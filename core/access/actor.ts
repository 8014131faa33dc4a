/** On whose behalf something is done; every operation is given one. */
export type Actor =
  | { readonly kind: 'user'; readonly id: string; readonly role: Role }
  | { readonly kind: 'key'; readonly id: string; readonly scopes: readonly Permission[] }
  | { readonly kind: 'system' }

export const ROLES = ['admin', 'manager', 'rep', 'read-only'] as const
export type Role = (typeof ROLES)[number]

/** What can be allowed, as entity and action. */
export const PERMISSIONS = [
  'capture',
  'lead:read',
  'lead:write',
  'task:write',
  'report:run',
  'import:run',
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
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** The system itself: timers, intake, the command line on the operator's own machine. */
export const SYSTEM: Actor = { kind: 'system' }

/** How an actor is named in timeline and audit. */
export function actorName(actor: Actor): string {
  return actor.kind === 'user' ? actor.id : actor.kind === 'key' ? `key:${actor.id}` : 'system'
}
