import { expect, expectTypeOf, test } from 'vitest'
import { defineFields, FIELD_NAME, optionsOf, type ValuesOf } from '../../../core/model/fields.js'

test('options are shown in their order, a bare word being its own label', () => {
  const large = { value: 'large', label: { en: 'Large', fa: 'بزرگ' } }
  expect(optionsOf({ type: 'select', oneOf: ['small', large] })).toEqual([{ value: 'small', label: 'small' }, large])
})

test('a field without a fixed list has no options', () => expect(optionsOf({ type: 'string' })).toEqual([]))

test.each(['name', 'firstResponseAt', 'x2'])('%s can name a field', (name) => expect(name).toMatch(FIELD_NAME))
test.each(['', 'Name', 'first_name', '2x', 'a b', '__proto__', `a${'b'.repeat(41)}`])('%j cannot name a field', (name) => {
  expect(name).not.toMatch(FIELD_NAME)
})

test('declared options become a union, required and defaulted fields are present', () => {
  const fields = defineFields({
    tier: { type: 'select', oneOf: ['smb', { value: 'large', label: 'Large' }], required: true },
    days: { type: 'integer', default: 30 },
    tags: { type: 'multiSelect', oneOf: ['a', 'b'] },
  })
  expectTypeOf<ValuesOf<typeof fields>>().toEqualTypeOf<{
    readonly tier: 'smb' | 'large'
    readonly days: number
    readonly tags?: readonly ('a' | 'b')[]
  }>()
  expect(Object.keys(fields)).toEqual(['tier', 'days', 'tags'])
})
