import type { JsonSchema } from '../../model/fields.js'
import { IMPORT_ENTITIES, importFields } from '../../model/import-fields.js'
import type { Vocabulary } from '../rule-set.js'
import { fieldChoices } from './choices.js'
import { described } from './enum-of.js'

/** Which fields a mapping can fill, by the entity that it names; leads where it names none. */
export function importFieldRules(fields: Vocabulary['fields']): readonly JsonSchema[] {
  return IMPORT_ENTITIES.map((entity) => {
    const named = { properties: { entity: { const: entity } } }
    const known = fieldChoices(importFields(entity, fields[entity]))
    const properties = Object.fromEntries(known.map(({ value, label }) => [value, described(label ?? value)]))
    return {
      if: entity === 'lead' ? named : { ...named, required: ['entity'] },
      then: { properties: { fields: { properties, additionalProperties: false } } },
    }
  })
}
