import { expect, test } from 'vitest'
import { customFieldsIn } from '../../../../core/rule-engine/index.js'
import { sourceOf } from '../rules-for-test.js'

test('custom fields are collected by entity, from several files', () => {
  const files = [
    sourceOf('fields', { id: 'one', entity: 'lead', fields: { size: { type: 'integer' } } }),
    sourceOf('fields', { id: 'two', entity: 'lead', fields: { tier: { type: 'select', oneOf: ['a', 'b'], default: 'a' } } }),
    sourceOf('fields', { id: 'three', entity: 'account', fields: { size: { type: 'number' } } }),
  ]
  expect(customFieldsIn(files)).toEqual({
    lead: { size: { type: 'integer' }, tier: { type: 'select', oneOf: ['a', 'b'], default: 'a' } },
    account: { size: { type: 'number' } },
  })
})

test('a name that differs only in capitals is refused, because columns do not tell them apart', () => {
  const files = [
    sourceOf('fields', { id: 'one', entity: 'lead', fields: { teamSize: { type: 'integer' } } }),
    sourceOf('fields', { id: 'two', entity: 'lead', fields: { teamsize: { type: 'integer' } } }),
  ]
  expect(() => customFieldsIn(files)).toThrow('"teamSize" is declared already')
})

test('an entity that does not exist is refused with the one that was meant', () => {
  expect(() => customFieldsIn([sourceOf('fields', { entity: 'laed', fields: {} })])).toThrow('Did you mean "lead"?')
})
