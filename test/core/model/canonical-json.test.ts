import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../core/model/canonical-json.js'

test('the order of keys makes no difference, the order of a list does', () => {
  expect(canonicalJson({ b: 1, a: { d: [1, 2], c: null } })).toBe('{"a":{"c":null,"d":[1,2]},"b":1}')
  expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]))
})

test('every JSON value comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
