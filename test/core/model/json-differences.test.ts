import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../core/model/canonical-json.js'
import { jsonDifferences } from '../../../core/model/json-differences.js'

test('differences are told by their places, also inside lists, and a side that is not there is absent', () => {
  const before = { a: 1, list: [{ b: 1 }, 2], gone: true }
  const after = { a: 2, list: [{ b: 1 }], come: null }
  expect(jsonDifferences(before, after)).toEqual([
    { path: 'a', before: 1, after: 2 },
    { path: 'list[1]', before: 2 },
    { path: 'gone', before: true },
    { path: 'come', after: null },
  ])
})

test('there are none exactly where the canonical texts are equal', () => {
  const value = fc.jsonValue({ maxDepth: 3 }).map((made) => JSON.parse(JSON.stringify(made)) as unknown)
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(jsonDifferences(one, other).length === 0).toBe(canonicalJson(one) === canonicalJson(other))
      expect(jsonDifferences(one, structuredClone(one))).toEqual([])
    }),
    { numRuns: 300 },
  )
})
