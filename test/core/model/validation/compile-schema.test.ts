import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileSchema } from '../../../../core/model/validate.js'

const told = (schema: Readonly<Record<string, unknown>>, value: unknown) =>
  compileSchema(schema)(value).map(({ path, keyword }) => `${path} ${keyword}`)

describe('compileSchema', () => {
  test('finds nothing wrong with a right value, frozen or not', () => {
    expect(told({ type: 'object', properties: { a: { type: 'string', default: 'x' } } }, Object.freeze({}))).toEqual([])
  })

  test('gives one problem for each mistake, at its place', () => {
    const schema = {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'lines'],
      properties: { name: { type: 'string' }, lines: { type: 'array', items: { type: 'integer', minimum: 1 } } },
    }
    expect(told(schema, { lines: [1, 0, 'x'], 'a/b': 1 })).toEqual([
      '/name required',
      '/a~1b additionalProperties',
      '/lines/1 minimum',
      '/lines/2 type',
    ])
  })

  test('names the field, in English and Persian', () => {
    const [problem] = compileSchema({
      type: 'object',
      properties: { size: { type: 'object', properties: { n: { maximum: 5 } } } },
    })({ size: { n: 6 } })
    expect(problem).toMatchObject({
      path: '/size/n',
      field: 'size',
      message: { en: 'Must be 5 or less.', fa: 'باید 5 یا کمتر باشد.' },
      params: { limit: 5 },
    })
  })

  test('asks whether a near name was meant', () => {
    const schema = { type: 'object', additionalProperties: false, properties: { email: {}, phone: {} } }
    expect(compileSchema(schema)({ emial: 1 })[0]?.message.en).toBe('"emial" is unknown; did you mean "email"?')
    expect(compileSchema(schema)({ budget: 1 })[0]?.message.en).toBe('"budget" is unknown.')
  })

  test('says nothing of the "if" that only led to a mistake', () => {
    const schema = { if: { required: ['kind'] }, then: { required: ['id'] } }
    expect(told(schema, { kind: 1 })).toEqual(['/id required'])
  })

  test('a choice of forms speaks for its branches when none was plainly meant', () => {
    expect(told({ anyOf: [{ type: 'string' }, { type: 'number' }] }, true)).toEqual([' anyOf'])
  })

  test('a choice of forms tells what is wrong with the one that was meant', () => {
    const schema = { anyOf: [{ type: 'string' }, { type: 'object', required: ['id'] }] }
    expect(told(schema, {})).toEqual(['/id required'])
  })

  test('a wrong property name is one mistake', () => {
    expect(told({ propertyNames: { pattern: '^[a-z]+$', maxLength: 3 } }, { ABCD: 1 })).toEqual(['/ABCD propertyNames'])
  })

  test('takes the same e-mail addresses as the rest of the model', () => {
    const schema = { type: 'string', format: 'email' }
    expect(told(schema, 'فروش@نمونه.ایران')).toEqual([])
    expect(told(schema, 'nobody')).toEqual([' format'])
  })

  test.each([
    [{ type: ['string', 'null'] }, 1, 'Must be a text or null.'],
    [{ enum: ['a', 'b'] }, 'c', 'Must be one of: a, b.'],
    [{ const: 1 }, 2, 'Must be 1.'],
    [{ minLength: 2 }, 'a', 'Must have at least 2 characters.'],
    [{ type: 'array', uniqueItems: true }, [1, 1], 'Must not hold the same entry twice.'],
    [{ type: 'array', minItems: 1 }, [], 'Must have at least 1 entries.'],
    [{ format: 'date' }, '2026-02-30', 'Must be a day such as 2026-03-21, not "2026-02-30".'],
    [{ pattern: '^a' }, 'b', 'Is not written as it must be: "b".'],
    [{ not: { const: 1 } }, 1, 'Has a form that is not allowed here.'],
    [false, 1, 'Must not be here.'],
  ])('%j says what it wants', (schema, value, message) => {
    const [problem] = compileSchema({ type: 'object', properties: { x: schema } })({ x: value })
    expect(problem?.message.en).toBe(message)
    expect(problem?.message.fa).toMatch(/[ء-ی]/)
  })

  test('cuts a long value in a message', () => {
    const [problem] = compileSchema({ format: 'date' })('x'.repeat(1_000))
    expect(problem?.message.en.length).toBeLessThan(150)
  })

  test('stops at a hundred problems', () => {
    expect(compileSchema({ items: { type: 'string' } })(Array.from({ length: 5_000 }, () => 1))).toHaveLength(100)
  })

  test('refuses a schema that is itself wrong, with a code', () => {
    expect(() => compileSchema({ type: 'strnig' })).toThrow(expect.objectContaining({ code: 'SCHEMA_INVALID' }))
    expect(() => compileSchema({ format: 'no-such-format' })).toThrow(expect.objectContaining({ code: 'SCHEMA_INVALID' }))
  })

  test('compiles schemas that share an id, one after the other', () => {
    expect(told({ $id: 'same', type: 'string' }, 1)).toEqual([' type'])
    expect(told({ $id: 'same', type: 'number' }, 1)).toEqual([])
  })

  test('names a place only once', () => {
    const schema = compileSchema({ items: { pattern: '^a', minLength: 3 } })
    fc.assert(
      fc.property(fc.array(fc.string()), (value) => {
        const paths = schema(value).map(({ path }) => path)
        expect(new Set(paths).size).toBe(paths.length)
      }),
    )
  })
})
