import type { Grants } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Conditions } from '../../model/conditions.js'
import type { User } from '../../model/entities/user.js'
import type { EntityGrant, Reach, RoleDefinition } from '../../model/role.js'
import { inlineConditions } from '../../rule-engine/index.js'

/** What a user's role allows now; nothing where no rule file declares it, so that only the built-in meaning of its name counts. */
export async function grantsOf(engine: Pick<Engine, 'rules' | 'store'>, user: User): Promise<Grants | undefined> {
  const { roles, queues, conditions } = engine.rules()
  const declared = Object.hasOwn(roles, user.role) ? roles[user.role] : undefined
  if (!declared) return undefined
  const role = inlined(declared, conditions)
  const reaches = Object.values(role.entities).flatMap(({ read, write }) => [read, write])
  return {
    role,
    queues: reaches.some((reach) => reach === 'own' || reach === 'team') ? await queuesOf(engine, { user, queues }) : [],
    teamUserIds: reaches.includes('team') ? await teamUserIds(engine, user) : [user.id],
  }
}

function inlined(role: RoleDefinition, named: Readonly<Record<string, Conditions>>): RoleDefinition {
  const meant = (reach: Reach | undefined) =>
    reach === undefined || typeof reach === 'string' ? reach : inlineConditions({ conditions: named }, reach)
  const entities = Object.entries(role.entities).map(([entity, { read, write, hidden }]): [string, EntityGrant] => {
    const [reads, writes] = [meant(read), meant(write)]
    return [entity, { ...(reads ? { read: reads } : {}), ...(writes ? { write: writes } : {}), ...(hidden ? { hidden } : {}) }]
  })
  return { ...role, entities: Object.fromEntries(entities) }
}

async function queuesOf(
  { store }: Pick<Engine, 'store'>,
  { user, queues }: { user: User; queues: readonly { readonly id: string }[] },
): Promise<readonly string[]> {
  const member = await Promise.all(
    queues.map(async ({ id }) => ((await store.access.queueMembers(id)).some((each) => each.id === user.id) ? [id] : [])),
  )
  return member.flat()
}

/** Everybody in the user's own team, in the teams that the user manages, and whoever reports to the user. */
async function teamUserIds({ store }: Pick<Engine, 'store'>, user: User): Promise<readonly string[]> {
  const managed = await store.records.list('team', {
    where: { all: [{ fact: 'team', path: '$.managerId', operator: 'equal', value: user.id }] },
    limit: 200,
  })
  const teams = [...(user.teamId ? [user.teamId] : []), ...managed.records.map(({ id }) => id)]
  const members: Conditions = {
    any: [
      { fact: 'user', path: '$.teamId', operator: 'in', value: teams },
      { fact: 'user', path: '$.managerId', operator: 'equal', value: user.id },
    ],
  }
  const ids = new Set([user.id])
  for await (const users of store.records.each('user', { where: members, batch: 500 })) {
    for (const { id } of users) ids.add(id)
  }
  return [...ids]
}
