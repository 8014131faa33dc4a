import { expect, test } from 'vitest'
import { longestRise } from '../../../../core/rule-engine/analyse/longest-rise.js'

test('what stays in order is the longest part that rises', () => {
  expect([...longestRise([1, 4, 2, 3])].sort()).toEqual([1, 2, 3])
  expect([...longestRise([2, 3, 0, 1, 4])].length).toBe(3)
  expect([...longestRise([])]).toEqual([])
})
