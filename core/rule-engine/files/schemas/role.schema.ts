import type { JsonSchema } from '../../../model/fields.js'
import { GRANTED_ENTITIES } from '../../../model/role.js'
import { conditions } from './conditions.schema.js'
import { closed, fileOf, listOf, localized, text } from './parts.js'

const reach: JsonSchema = { if: { type: 'string' }, then: { enum: ['all', 'team', 'own'] }, else: conditions }

const grant = closed({ read: reach, write: reach, hidden: listOf(text, 1) })

/** What people in a role may do. */
export const roleFile = fileOf(
  {
    title: localized,
    entities: closed(Object.fromEntries(GRANTED_ENTITIES.map((entity) => [entity, grant]))),
    may: listOf(text),
  },
  ['title', 'entities', 'may'],
)
