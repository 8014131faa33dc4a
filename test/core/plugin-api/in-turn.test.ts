import { expect, test } from 'vitest'
import { inTurn } from '../../../core/plugin-api/index.js'
import { aCandidate } from '../../../core/testing/contracts/index.js'

const candidates = [4, 0, 2, 1].map((position) => aCandidate(`at-${position}`, { position }))

test.each([
  [0, [0, 1, 2, 4]],
  [2, [2, 4, 0, 1]],
  [3, [4, 0, 1, 2]],
  [5, [0, 1, 2, 4]],
])('turns begin at place %i and come round', (cursor, places) => {
  expect(inTurn(candidates, cursor).map(({ position }) => position)).toEqual(places)
})

test('the list that was handed in stays as it was', () => {
  inTurn(candidates, 1)
  expect(candidates.map(({ position }) => position)).toEqual([4, 0, 2, 1])
})
