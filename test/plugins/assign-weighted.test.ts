import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Candidate } from '../../core/plugin-api/index.js'
import { aCandidate, aLead, testAssignmentStrategy } from '../../core/testing/contracts/index.js'
import { smoothTurn } from '../../plugins/assign-weighted/smooth-turn.js'
import { weighted } from '../../plugins/assign-weighted/weighted.js'
import { wholeWeights } from '../../plugins/assign-weighted/whole-weights.js'

testAssignmentStrategy({ strategy: weighted })

const choose = async (candidates: readonly Candidate[], cursor: number) =>
  weighted.choose(candidates, { lead: aLead(), params: {}, cursor })
const weighing = (...weights: readonly number[]) =>
  weights.map((weight, position) => aCandidate('abcdef'[position] ?? 'x', { position, weight }))

async function ownersOf(candidates: readonly Candidate[], turns: number): Promise<readonly string[]> {
  const owners: string[] = []
  for (let cursor = 0; cursor < turns; cursor++) owners.push((await choose(candidates, cursor)).ownerId ?? 'nobody')
  return owners
}

test('leads are shared by weight and evenly spread', async () => {
  expect(await ownersOf(weighing(3, 1), 8)).toEqual(['u-a', 'u-a', 'u-b', 'u-a', 'u-a', 'u-a', 'u-b', 'u-a'])
})

test('who has no weight gets nothing and hears why', async () => {
  expect((await choose(weighing(1, 0), 0)).leftOut).toEqual([{ userId: 'u-b', reason: 'zero-weight', details: { weight: 0 } }])
})

test('where nobody has any weight nobody is chosen', async () => {
  const choice = await choose(weighing(0, 0), 5)
  expect(choice.ownerId).toBeUndefined()
  expect(choice.leftOut.map(({ reason }) => reason)).toEqual(['zero-weight', 'zero-weight'])
})

test('the others see how far they are ahead of their share', async () => {
  expect((await choose(weighing(3, 1), 0)).leftOut).toEqual([
    { userId: 'u-b', reason: 'further-ahead-of-share', details: { weight: 1, ahead: 0.5 } },
  ])
})

test('in every round each member gets exactly the weight, whatever the weights', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      fc.nat(3),
      async (weights, rounds) => {
        const round = weights.reduce((sum, weight) => sum + weight, 0)
        const chosen = Array.from({ length: round }, (_, turn) => smoothTurn(weights, rounds * round + turn).chosen)
        expect(weights.map((_, index) => chosen.filter((each) => each === index).length)).toEqual(weights)
      },
    ),
  )
})

describe('whole weights', () => {
  test.each([
    [
      [1, 1],
      [1, 1],
    ],
    [
      [1.5, 0.5],
      [3, 1],
    ],
    [
      [20, 10, 10],
      [2, 1, 1],
    ],
    [
      [0.333, 0.667],
      [33, 67],
    ],
  ])('of %j are %j', (weights, whole) => expect(wholeWeights(weights)).toEqual(whole))

  test('keep the round short and nobody at zero, however far apart they are', () => {
    const whole = wholeWeights([1_000_000, 1, 333.33])
    expect(whole.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1_003)
    expect(Math.min(...whole)).toBe(1)
  })
})
