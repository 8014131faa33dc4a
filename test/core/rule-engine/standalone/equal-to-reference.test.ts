import { expect, test } from 'vitest'
import { oneRuleIsEqual, ruleSetsAreEqual } from './equal-to-reference.js'

test('result trees, facts called and errors are those of json-rules-engine, and the random cases reach every end', async () => {
  const ends = await oneRuleIsEqual({ runs: 2_000 })
  expect(Math.min(ends.holds, ends.fails, ends.throws)).toBeGreaterThan(100)
})

test('a set of rules gives the trees and the order of json-rules-engine', async () => {
  await ruleSetsAreEqual({ runs: 500 })
})
