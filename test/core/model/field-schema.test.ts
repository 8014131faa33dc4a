import { describe, expect, test } from 'vitest'
import { coreEntities } from '../../../core/model/entities/index.js'
import { fieldSchema, fieldsSchema } from '../../../core/model/field-schema.js'
import { defineFields, type FieldDeclaration } from '../../../core/model/fields.js'
import { compileSchema } from '../../../core/model/validate.js'

const accepts = (field: FieldDeclaration, value: unknown) => compileSchema(fieldSchema(field))(value).length === 0

describe('fieldsSchema', () => {
  const fields = defineFields({
    name: { type: 'string', required: true },
    tier: { type: 'select', oneOf: ['a', 'b'], required: true, default: 'a' },
  })

  test('asks for required fields, but not for those with a default', () => {
    expect(fieldsSchema(fields).required).toEqual(['name'])
    expect(fieldsSchema({})).not.toHaveProperty('required')
  })

  test('refuses names that are not declared', () => {
    expect(compileSchema(fieldsSchema(fields))({ name: 'x', nmae: 'y' })).toHaveLength(1)
  })
})

describe('fieldSchema', () => {
  test.each<[FieldDeclaration, unknown, unknown]>([
    [{ type: 'string' }, 'x', 1],
    [{ type: 'string', maxLength: 2 }, 'ab', 'abc'],
    [{ type: 'text' }, 'a\nb', null],
    [{ type: 'integer', min: 0, max: 5 }, 5, 6],
    [{ type: 'integer' }, 1, 1.5],
    [{ type: 'number' }, 1.5, '1.5'],
    [{ type: 'boolean' }, true, 'true'],
    [{ type: 'money' }, { amount: 1, currency: 'IRR' }, { amount: 1.5, currency: 'IRR' }],
    [{ type: 'money' }, { amount: 1, currency: 'EUR' }, { amount: 1, currency: 'euro' }],
    [
      { type: 'money', min: 0 },
      { amount: 0, currency: 'EUR' },
      { amount: -1, currency: 'EUR' },
    ],
    [{ type: 'date' }, '2026-03-21', '2026-02-30'],
    [{ type: 'dateTime' }, 0, '2026-03-21'],
    [{ type: 'select', oneOf: ['a', { value: 'b', label: 'B' }] }, 'b', 'B'],
    [{ type: 'multiSelect', oneOf: ['a', 'b'] }, ['a', 'b'], ['a', 'a']],
    [{ type: 'multiSelect', oneOf: ['a', 'b'] }, [], ['c']],
    [{ type: 'phone' }, '021', '0'.repeat(41)],
    [{ type: 'email' }, 'sara@example.ir', 'sara'],
    [{ type: 'url' }, 'https://example.ir', 1],
    [{ type: 'reference', entity: 'user' }, 'u-1', 1],
    [{ type: 'json', schema: { type: 'array' } }, [], {}],
  ])('%j accepts %j and refuses %j', (field, right, wrong) => {
    expect(accepts(field, right)).toBe(true)
    expect(accepts(field, wrong)).toBe(false)
  })

  test('json without a schema may be anything', () => expect(accepts({ type: 'json' }, { a: [null] })).toBe(true))

  test('tells editors the default', () => expect(fieldSchema({ type: 'integer', default: 3 }).default).toBe(3))
})

test.each(Object.values(coreEntities))('the schema of $name can be used', ({ fields }) => {
  expect(compileSchema(fieldsSchema(fields))(null)).toHaveLength(1)
})
