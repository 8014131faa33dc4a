import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lead } from '../../../../core/model/entities/lead.js'
import { defineFields, type FieldDeclaration } from '../../../../core/model/fields.js'
import { recordValidator } from '../../../../core/model/validate.js'

const options = [
  { value: 'smb', label: { en: 'Small, medium', fa: 'کوچک' } },
  { value: 'large', label: { en: 'Large', fa: 'بزرگ' } },
]

const readAs = (field: FieldDeclaration, value: unknown) => recordValidator({ x: field }, { currency: 'IRR' })({ x: value })

describe('a foreign value is read as the type of its field', () => {
  test.each<[FieldDeclaration, unknown, unknown]>([
    [{ type: 'string' }, '  a\u0000 b\nc ', 'a b c'],
    [{ type: 'string' }, 12, '12'],
    [{ type: 'string' }, ['a', 'b'], 'a, b'],
    [{ type: 'text' }, 'a\r\nb', 'a\nb'],
    [{ type: 'integer' }, '۱٬۲۰۰', 1200],
    [{ type: 'number' }, '1,234.5', 1234.5],
    [{ type: 'boolean' }, 'بله', true],
    [{ type: 'boolean' }, 'No', false],
    [{ type: 'boolean' }, 1, true],
    [{ type: 'boolean' }, '۰', false],
    [{ type: 'boolean' }, false, false],
    [{ type: 'date' }, '2026/3/21', '2026-03-21'],
    [{ type: 'date' }, '۱۴۰۵/۰۱/۰۱', '2026-03-21'],
    [{ type: 'date' }, new Date(0), '1970-01-01'],
    [{ type: 'dateTime' }, '1970-01-01T00:00:01Z', 1000],
    [{ type: 'dateTime' }, 5, 5],
    [{ type: 'select', oneOf: options }, 'large', 'large'],
    [{ type: 'select', oneOf: options }, ' LARGE ', 'large'],
    [{ type: 'select', oneOf: options }, 'بزرگ', 'large'],
    [{ type: 'select', oneOf: options }, 'Small, Medium', 'smb'],
    [{ type: 'multiSelect', oneOf: options }, 'large; کوچک', ['large', 'smb']],
    [{ type: 'multiSelect', oneOf: options }, 'Small, medium', ['smb']],
    [{ type: 'multiSelect', oneOf: options }, ['Large', 'large'], ['large']],
    [{ type: 'multiSelect' }, 'a، b,,c', ['a', 'b', 'c']],
    [{ type: 'money' }, 1000, { amount: 1000, currency: 'IRR' }],
    [{ type: 'money' }, '1,000 irr', { amount: 1000, currency: 'IRR' }],
    [{ type: 'money' }, '۵۰٬۰۰۰ تومان', { amount: 500_000, currency: 'IRR' }],
    [{ type: 'money' }, '€ 12.50', { amount: 1250, currency: 'EUR' }],
    [{ type: 'money' }, 'USD 0.1', { amount: 10, currency: 'USD' }],
    [{ type: 'money' }, { amount: 5, currency: 'EUR' }, { amount: 5, currency: 'EUR' }],
    [{ type: 'email' }, ' mailto:Sara@example.ir ', 'Sara@example.ir'],
    [{ type: 'phone' }, 9123456789, '9123456789'],
    [{ type: 'phone' }, ' ۰۹۱۲ ', '۰۹۱۲'],
    [{ type: 'url' }, 'https://example.ir/a?b=c', 'https://example.ir/a?b=c'],
    [{ type: 'reference', entity: 'user' }, 'u-1', 'u-1'],
    [{ type: 'json' }, { a: [1] }, { a: [1] }],
  ])('%j reads %j', (field, foreign, value) => expect(readAs(field, foreign)).toEqual({ values: { x: value }, problems: [] }))

  test.each<[FieldDeclaration, unknown]>([
    [{ type: 'string' }, { a: 1 }],
    [{ type: 'integer' }, 'many'],
    [{ type: 'integer' }, '1.5'],
    [{ type: 'integer', max: 5 }, '6'],
    [{ type: 'integer' }, 1e300],
    [{ type: 'integer' }, 2 ** 53],
    [{ type: 'integer' }, '-9,007,199,254,740,993'],
    [{ type: 'integer' }, '9'.repeat(41)],
    [{ type: 'integer', max: 1e20 }, 1e19],
    [{ type: 'number' }, Number.NaN],
    [{ type: 'number' }, Number.POSITIVE_INFINITY],
    [{ type: 'money' }, '9007199254740993'],
    [{ type: 'dateTime' }, 1e300],
    [{ type: 'boolean' }, 'perhaps'],
    [{ type: 'date' }, '2026-02-30'],
    [{ type: 'dateTime' }, 'soon'],
    [{ type: 'select', oneOf: options }, 'tiny'],
    [{ type: 'multiSelect', oneOf: options }, 'large, tiny'],
    [{ type: 'money' }, '12.50 fish'],
    [{ type: 'money' }, 'much'],
    [{ type: 'email' }, 'sara'],
    [{ type: 'phone' }, '0'.repeat(41)],
    [{ type: 'url' }, ' java\tscript:alert(1)'],
    [{ type: 'string', maxLength: 3 }, 'abcd'],
  ])('%j refuses %j and leaves it out', (field, foreign) => {
    const { values, problems } = readAs(field, foreign)
    expect(values).toEqual({})
    expect(problems).toEqual([expect.objectContaining({ field: 'x', path: '/x' })])
  })

  test('a number too large to be kept exactly is told how large it may be', () => {
    const problem = { field: 'x', message: { en: 'Must be 9007199254740991 or less.' } }
    expect(readAs({ type: 'integer' }, '99999999999999999999').problems).toMatchObject([problem])
    expect(readAs({ type: 'money' }, { amount: 2 ** 60, currency: 'EUR' }).problems).toMatchObject([problem])
  })

  test('an amount without a currency is refused where none is agreed', () => {
    expect(recordValidator({ x: { type: 'money' } })({ x: '1000' }).problems).toHaveLength(1)
  })
})

describe('a record', () => {
  const check = recordValidator(
    defineFields({
      name: { type: 'string', required: true },
      tier: { type: 'select', oneOf: ['a', 'b'], default: 'a' },
      size: { type: 'integer' },
      score: { type: 'number', system: true },
      token: { type: 'integer', secret: true },
    }),
  )

  test('gets defaults, and what was handed in stays as it was', () => {
    const given = Object.freeze({ name: ' Sara ', size: '3' })
    expect(check(given)).toEqual({ values: { name: 'Sara', size: 3, tier: 'a' }, problems: [] })
    expect(given).toEqual({ name: ' Sara ', size: '3' })
  })

  test('treats an empty value as an absent one', () => {
    expect(check({ name: 'Sara', size: ' ', tier: null })).toEqual({ values: { name: 'Sara', tier: 'a' }, problems: [] })
    expect(check({ name: '  ' }).problems).toEqual([expect.objectContaining({ field: 'name', keyword: 'required' })])
  })

  test('names every mistake once, with what was given', () => {
    const { problems } = check({ size: 'big', tier: 'z' })
    expect(problems.map(({ field, keyword }) => `${field} ${keyword}`)).toEqual(['size coerce', 'tier coerce', 'name required'])
    expect(problems[0]).toMatchObject({
      message: { en: '"big" cannot be read as a whole number.' },
      params: { type: 'integer', given: 'string' },
    })
  })

  test('keeps the right values beside the wrong ones', () => {
    expect(check({ name: 'Sara', size: 'big' }).values).toEqual({ name: 'Sara', tier: 'a' })
  })

  test('cannot write what the system writes, unless it is the system', () => {
    expect(check({ name: 'Sara', score: 100 }).problems).toEqual([expect.objectContaining({ field: 'score', keyword: 'system' })])
    expect(recordValidator({ score: { type: 'number', system: true } }, { allowSystem: true })({ score: 100 }).values).toEqual({
      score: 100,
    })
  })

  test('with a field that nobody declared hears of the near one', () => {
    expect(check({ name: 'Sara', siez: 1 }).problems[0]?.message.en).toBe('"siez" is unknown; did you mean "size"?')
  })

  test('never shows a secret in a problem', () => {
    expect(JSON.stringify(check({ name: 'Sara', token: 'hunter2' }).problems)).not.toContain('hunter2')
  })

  test('a long wrong value is cut in the message', () => {
    const { problems } = check({ name: 'Sara', size: 'x'.repeat(5_000) })
    expect(problems[0]?.message.en).toContain(`${'x'.repeat(80)}…`)
    expect(problems[0]?.message.en.length).toBeLessThan(200)
  })

  test('is not fooled by names that lead to a prototype', () => {
    const given = JSON.parse('{"name": "Sara", "__proto__": {"size": 1}, "constructor": 2}')
    expect(check(given).problems.map(({ field }) => field)).toEqual(['__proto__', 'constructor'])
    expect(check(given).values.size).toBeUndefined()
  })
})

describe('a change', () => {
  const check = recordValidator(
    defineFields({ name: { type: 'string', required: true }, size: { type: 'integer', default: 1 } }),
    { partial: true },
  )

  test('needs no required field and gets no default', () => expect(check({})).toEqual({ values: {}, problems: [] }))
  test('clears a field by an empty value', () => expect(check({ size: '' })).toEqual({ values: { size: null }, problems: [] }))
  test('cannot clear a required field', () => {
    expect(check({ name: null })).toEqual({
      values: {},
      problems: [expect.objectContaining({ field: 'name', keyword: 'required' })],
    })
  })
})

test('whatever comes in, a lead is checked without an exception, and its values are right when checked again', () => {
  const check = recordValidator(lead.fields, { partial: true })
  const names = fc.constantFrom(...Object.keys(lead.fields), 'other')
  fc.assert(
    fc.property(fc.dictionary(names, fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }))), (foreign) => {
      const { values } = check(foreign)
      expect(check(values)).toEqual({ values, problems: [] })
    }),
    { numRuns: 500 },
  )
})
