import { type Actor, authorize, can, ROLES } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { User } from '../../model/entities/user.js'
import { type EntityGrant, GRANTED_ENTITIES, type GrantedEntity, PERMISSION_NAMES } from '../../model/role.js'
import type { LocalizedText } from '../../model/text/localized-text.js'

/** A role with what it allows and who has it. */
export interface ShownRole {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly entities: { readonly [E in GrantedEntity]?: EntityGrant }
  /** Everything that is not about one entity, written out. */
  readonly may: readonly string[]
  readonly users: readonly Pick<User, 'id' | 'name' | 'active'>[]
}

/** The roles that a user can be given: those of files, and the built-in ones that no file declares. */
export async function listRoles(engine: Engine, { actor }: { actor: Actor }): Promise<readonly ShownRole[]> {
  authorize(actor, 'user:read')
  const { roles } = engine.rules()
  const users = await usersByRole(engine)
  return [...new Set([...ROLES, ...Object.keys(roles)])].map((id) => {
    const declared = Object.hasOwn(roles, id) ? roles[id] : undefined
    const allows = declared ? { ...declared, may: GENERAL.filter((name) => allowed(declared.may, name)) } : builtIn(id)
    return { ...allows, id, title: allows.title, users: users.get(id) ?? [] }
  })
}

/** What is asked for beside reading and writing one entity. */
const GENERAL = PERMISSION_NAMES.filter((name) => {
  const [entity = '', action = ''] = name.split(':')
  return !((GRANTED_ENTITIES as readonly string[]).includes(entity) && ['read', 'write'].includes(action))
})

const allowed = (may: readonly string[], name: string): boolean => may.includes('*') || may.includes(name)

function builtIn(id: string): Omit<ShownRole, 'id' | 'users'> {
  const actor: Actor = { kind: 'user', id: '', role: id }
  const entities = GRANTED_ENTITIES.map((entity): [GrantedEntity, EntityGrant] => [
    entity,
    {
      ...(can(actor, `${entity}:read`) ? { read: 'all' } : {}),
      ...(can(actor, `${entity}:write`) ? { write: 'all' } : {}),
    },
  ])
  return { title: { en: id, fa: id }, entities: Object.fromEntries(entities), may: GENERAL.filter((name) => can(actor, name)) }
}

async function usersByRole({ store }: Engine): Promise<ReadonlyMap<string, ShownRole['users']>> {
  const byRole = new Map<string, ShownRole['users']>()
  for await (const users of store.records.each('user', { batch: 500 })) {
    for (const { id, name, active, role } of users as readonly User[])
      byRole.set(role, [...(byRole.get(role) ?? []), { id, name, active: active ?? true }])
  }
  return byRole
}
