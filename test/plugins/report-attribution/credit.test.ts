import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Model, shareOut, weightsOf } from '../../../plugins/report-attribution/credit.js'

const MODELS: readonly Model[] = ['first', 'last', 'linear', 'position']

describe('credit', () => {
  test('by position the first and the last touch have two fifths, the others share one', () => {
    expect(shareOut(100, weightsOf('position', 4))).toEqual([40, 10, 10, 40])
    expect(shareOut(100, weightsOf('position', 2))).toEqual([50, 50])
    expect(shareOut(100, weightsOf('position', 1))).toEqual([100])
    expect(shareOut(100, weightsOf('position', 3))).toEqual([40, 20, 40])
  })

  test('what rounding leaves goes to the largest remainders, of equal ones to the first', () => {
    expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(shareOut(-100, [1, 1, 1])).toEqual([-34, -33, -33])
    expect(shareOut(0, [1, 1])).toEqual([0, 0])
  })

  test('whatever the amount, the model and the touches, the parts are whole and add up to it', () => {
    const amounts = fc.integer({ min: -9_000_000_000_000_000, max: 9_000_000_000_000_000 })
    fc.assert(
      fc.property(amounts, fc.constantFrom(...MODELS), fc.integer({ min: 1, max: 400 }), (amount, model, touches) => {
        const parts = shareOut(amount, weightsOf(model, touches))
        expect(parts.every(Number.isSafeInteger)).toBe(true)
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount))
      }),
      { numRuns: 300 },
    )
  })
})
