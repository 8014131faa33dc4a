import { coreEntities, type EntityName } from '../../model/entities/index.js'
import { GRANTED_ENTITIES } from '../../model/role.js'
import type { RuledEntity } from '../../model/ruled-entity.js'
import { namesAbout } from '../check/check-record-rules.js'
import type { Choices } from './choices.js'

/** The names as automations about these records mean them. */
export function choicesAbout(entity: RuledEntity, choices: Choices): Choices {
  const names = namesAbout(entity, choices.names)
  return { ...choices, names, statuses: (names.statuses ?? []).map((value) => ({ value })) }
}

/** In a role, conditions ask for the record that is granted, under the name of its entity. */
export function choicesInRoles(choices: Choices): Choices {
  const { vocabulary } = choices.names
  const records = GRANTED_ENTITIES.filter((entity): entity is EntityName & typeof entity => entity in coreEntities)
  const facts = Object.fromEntries(
    records.map((entity) => {
      const value = { type: 'json', schema: { type: 'object', properties: vocabulary.fields[entity] } } as const
      return [entity, { label: coreEntities[entity].label, value }]
    }),
  )
  const names = { ...choices.names, vocabulary: { ...vocabulary, facts: { ...facts, ...vocabulary.facts } } }
  return { ...choices, names }
}
