import type { Comparison, Conditions } from '../model/conditions.js'
import type { GrantedEntity, Reach } from '../model/role.js'
import { type CompiledConditions, compile } from '../rule-engine/index.js'
import type { Actor } from './actor.js'
import { can } from './authorize.js'

export type EntityAction = 'read' | 'write'

/** How far an actor reaches into the records of an entity: all of them, none, or those for which conditions hold. */
export function reachOf(actor: Actor, entity: GrantedEntity, action: EntityAction): 'all' | 'none' | Conditions {
  if (!can(actor, `${entity}:${action}`)) return 'none'
  if (actor.kind !== 'user' || !actor.grants) return 'all'
  const reach = actor.grants.role.entities[entity]?.[action]
  return reach === undefined ? 'none' : conditionsOf(reach, { entity, actor })
}

/** Whether an actor may read or write this very record. */
export function reaches(
  actor: Actor,
  { entity, action, record }: { entity: GrantedEntity; action: EntityAction; record: Readonly<Record<string, unknown>> },
): boolean {
  const reach = reachOf(actor, entity, action)
  if (typeof reach === 'string') return reach === 'all'
  // Values that are at hand are answered at once.
  return compiled(reach).test({ [entity]: record }) === true
}

/** Conditions of a question narrowed to what an actor may read; `none` where that is nothing. */
export function readable(actor: Actor, entity: GrantedEntity, where?: Conditions): { readonly where?: Conditions } | 'none' {
  const reach = reachOf(actor, entity, 'read')
  if (reach === 'none') return 'none'
  if (reach === 'all') return where ? { where } : {}
  return { where: where ? { all: [reach, where] } : reach }
}

/** Fields of an entity that an actor never sees, not even by filtering or sorting. */
export function hiddenFields(actor: Actor, entity: GrantedEntity): ReadonlySet<string> {
  return actor.kind === 'user' ? new Set(actor.grants?.role.entities[entity]?.hidden) : NONE
}

/** A record without what an actor never sees. */
export function visibleTo<R extends Readonly<Record<string, unknown>>>(actor: Actor, entity: GrantedEntity, record: R): R {
  const hidden = hiddenFields(actor, entity)
  if (hidden.size === 0) return record
  return Object.fromEntries(Object.entries(record).filter(([field]) => !hidden.has(field))) as R
}

const NONE: ReadonlySet<string> = new Set()

function conditionsOf(
  reach: Reach,
  { entity, actor }: { entity: GrantedEntity; actor: Extract<Actor, { kind: 'user' }> },
): 'all' | Conditions {
  if (reach === 'all') return reach
  if (typeof reach !== 'string') return reach
  const { queues = [], teamUserIds = [actor.id] } = actor.grants ?? {}
  const owners = reach === 'own' ? [actor.id] : [...new Set([actor.id, ...teamUserIds])]
  const owned: Comparison = { fact: entity, path: '$.ownerId', operator: 'in', value: owners }
  if (entity !== 'lead' || queues.length === 0) return { any: [owned] }
  const waiting: Conditions = {
    all: [
      { fact: entity, path: '$.ownerId', operator: 'present', value: false },
      { fact: entity, path: '$.queue', operator: 'in', value: [...queues] },
    ],
  }
  return { any: [owned, waiting] }
}

/** An actor lives for one request, so its conditions are compiled once and forgotten with it. */
const cache = new WeakMap<Conditions, CompiledConditions>()

function compiled(conditions: Conditions): CompiledConditions {
  const known = cache.get(conditions)
  if (known) return known
  const made = compile(conditions)
  cache.set(conditions, made)
  return made
}
