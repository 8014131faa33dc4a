import { describe, expect, test } from 'vitest'
import { coreEntities } from '../../../core/model/entities/index.js'
import { defineEntity, recordFields } from '../../../core/model/entity.js'
import { FIELD_NAME, type Fields } from '../../../core/model/fields.js'

test('every entity gets the fields of a record, which the system alone writes', () => {
  const visit = defineEntity({
    name: 'visit',
    label: { en: 'Visit' },
    labelPlural: { en: 'Visits' },
    fields: { place: { type: 'string' } },
  })
  expect(Object.keys(visit.fields)).toEqual([...Object.keys(recordFields), 'place'])
  expect(Object.values(recordFields).every(({ system }) => system)).toBe(true)
  expect(Object.isFrozen(visit)).toBe(true)
})

describe.each(Object.entries(coreEntities))('the entity %s', (name, entity) => {
  const fields: Fields = entity.fields

  test('is declared under its own name, with a label in both languages', () => {
    expect(entity.name).toBe(name)
    expect(entity.label).toMatchObject({ en: expect.any(String), fa: expect.any(String) })
    expect(entity.labelPlural).toMatchObject({ en: expect.any(String), fa: expect.any(String) })
  })

  test('names its fields so that each has one column', () => {
    for (const field of Object.keys(fields)) expect(field).toMatch(FIELD_NAME)
    expect(new Set(Object.keys(fields).map((field) => field.toLowerCase())).size).toBe(Object.keys(fields).length)
  })

  test('refers to entities that are there', () => {
    const referred = Object.values(fields).flatMap((field) => (field.type === 'reference' && field.entity ? [field.entity] : []))
    expect(Object.keys(coreEntities)).toEqual(expect.arrayContaining(referred))
  })

  test('indexes only fields it has', () => {
    const { indexes = [], unique = [] }: { indexes?: readonly (readonly string[])[]; unique?: readonly (readonly string[])[] } =
      entity
    expect(Object.keys(fields)).toEqual(expect.arrayContaining([...indexes.flat(), ...unique.flat()]))
  })
})
