import type { Conditions } from '../../model/conditions.js'
import type { EntityName } from '../../model/entities/index.js'
import {
  type EntityGrant,
  type GrantedEntity,
  OWNED_ENTITIES,
  PERMISSION_NAMES,
  type Reach,
  type RoleDefinition,
} from '../../model/role.js'
import { checkConditions } from './check-conditions.js'
import { type Finding, unknownName } from './finding.js'
import { listed } from './joined.js'
import type { KnownNames } from './known-names.js'

/** Checks what a role names: permissions, fields, conditions; and that nobody can write what they cannot read. */
export function checkRole(value: unknown, names: KnownNames): Finding[] {
  const { entities, may } = value as RoleDefinition
  return [
    ...may.flatMap((permission, index) =>
      unknownName(permission, ['*', ...PERMISSION_NAMES], {
        path: ['may', index],
        code: 'RULE_PERMISSION_UNKNOWN',
        what: 'permission',
      }),
    ),
    ...Object.entries(entities).flatMap(([entity, grant]) =>
      grant ? checkGrant(grant, { entity: entity as GrantedEntity, names }) : [],
    ),
  ]
}

function checkGrant(grant: EntityGrant, { entity, names }: { entity: GrantedEntity; names: KnownNames }): Finding[] {
  const path = ['entities', entity]
  const fields = fieldsOf(entity, names)
  const { read, write, hidden = [] } = grant
  return [
    ...(read === undefined ? [] : checkReach(read, { path: [...path, 'read'], entity, names })),
    ...(write === undefined ? [] : checkReach(write, { path: [...path, 'write'], entity, names })),
    ...(write !== undefined && read === undefined ? [writesUnread(path)] : []),
    ...hidden.flatMap((field, index) =>
      unknownName(field, fields, { path: [...path, 'hidden', index], code: 'RULE_FIELD_UNKNOWN', what: 'field' }),
    ),
  ]
}

interface ReachPlace {
  readonly path: Finding['path']
  readonly entity: GrantedEntity
  readonly names: KnownNames
}

function checkReach(reach: Reach, { path, entity, names }: ReachPlace): Finding[] {
  if (reach === 'all') return []
  if (typeof reach !== 'string') return checkConditions(reach as Conditions, { path, names: withRecord(entity, names) })
  if (OWNED_ENTITIES.includes(entity)) return []
  const owned = listed(OWNED_ENTITIES)
  const message = {
    en: `Records of "${entity}" belong to nobody, so "${reach}" is none of them. Write "all"; an owner have: ${owned.en}.`,
    fa: `رکوردهای «${entity}» مسئول ندارند، پس «${reach}» هیچ‌یک را در بر نمی‌گیرد. بنویسید "all"؛ مسئول دارند: ${owned.fa}.`,
  }
  return [{ path, code: 'RULE_REACH_UNFIT', message, repair: { value: 'all' } }]
}

/** A role asks for the record itself, under the name of its entity. */
function withRecord(entity: GrantedEntity, names: KnownNames): KnownNames {
  const { vocabulary } = names
  if (Object.hasOwn(vocabulary.facts, entity)) return names
  const record = { label: entity, value: { type: 'json' } } as const
  return { ...names, vocabulary: { ...vocabulary, facts: { ...vocabulary.facts, [entity]: record } } }
}

const writesUnread = (path: Finding['path']): Finding => ({
  path: [...path, 'write'],
  code: 'RULE_REACH_UNFIT',
  message: {
    en: 'Who writes must be able to read. Add "read".',
    fa: 'هر که می‌نویسد باید بتواند بخواند. "read" را بیفزایید.',
  },
})

function fieldsOf(entity: GrantedEntity, { vocabulary }: KnownNames): readonly string[] {
  return entity === 'sequence' ? [] : Object.keys(vocabulary.fields[entity as EntityName])
}
