import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Decay, decayEnd, pointsChangeAt, pointsLeft } from '../../../core/model/decay.js'

const DAY = 86_400_000
const T0 = Date.UTC(2026, 2, 1)

const models: fc.Arbitrary<Decay> = fc.constantFrom(
  { model: 'none' },
  { model: 'window', every: 'P7D' },
  { model: 'linear', every: 'P30D' },
  { model: 'step', every: 'P7D' },
  { model: 'step', every: 'PT36H', by: 0.4 },
  { model: 'halfLife', every: 'P14D' },
  { model: 'halfLife', every: 'PT1H' },
)
const fading = fc.record({
  points: fc.integer({ min: -40, max: 40 }),
  times: fc.array(
    fc.integer({ min: -60 * DAY, max: 5 * DAY }).map((ago) => T0 + ago),
    { maxLength: 5 },
  ),
  decay: models,
})

describe('points that fade', () => {
  test.each([
    ['none', { model: 'none' }, 400, 10],
    ['window, to its last instant', { model: 'window', every: 'P14D' }, 14, 10],
    ['window, behind it', { model: 'window', every: 'P14D' }, 14.001, 0],
    ['linear, half way', { model: 'linear', every: 'P14D' }, 7, 5],
    ['linear, at the end', { model: 'linear', every: 'P14D' }, 14, 0],
    ['step, in the second week', { model: 'step', every: 'P7D' }, 7, 8],
    ['step, after four weeks', { model: 'step', every: 'P7D' }, 28, 0],
    ['half-life, after one', { model: 'halfLife', every: 'P14D' }, 14, 5],
    ['half-life, after three', { model: 'halfLife', every: 'P14D' }, 42, 1],
  ] as const)('%s', (_, decay, days, left) => {
    expect(pointsLeft({ points: 10, times: [T0], decay }, T0 + days * DAY)).toBe(left)
  })

  test('tell their change in whole milliseconds though the event was at a fraction of one', () => {
    const fraction = { points: 10, times: [T0 + 0.6], decay: { model: 'window', every: 'P7D' } } as const
    expect(pointsChangeAt(fraction, T0)).toBe(T0 + 7 * DAY + 1)
  })

  test('are whole for what is still to come, and as many below zero as above', () => {
    const decay: Decay = { model: 'halfLife', every: 'P14D' }
    expect(pointsLeft({ points: 10, times: [T0 + DAY], decay }, T0)).toBe(10)
    expect(pointsLeft({ points: -7, times: [T0], decay }, T0 + 14 * DAY)).toBe(
      -pointsLeft({ points: 7, times: [T0], decay }, T0 + 14 * DAY),
    )
  })

  test('by half-life change at t0 + H · log2(S / threshold)', () => {
    const every = 14 * DAY
    const decay: Decay = { model: 'halfLife', every: 'P14D' }
    // Three events at once: 30 points, shown as 29 from the instant at which 29.5 are left.
    const at = pointsChangeAt({ points: 10, times: [T0, T0, T0], decay }, T0)
    expect(at).toBe(Math.floor(T0 + every * Math.log2(30 / 29.5)) + 1)
  })

  test('stay the same until the instant that is foretold, and are others there', () => {
    fc.assert(
      fc.property(
        fading,
        fc.integer({ min: 0, max: 40 * DAY }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, passed, share) => {
          const now = T0 + passed
          const at = pointsChangeAt(given, now)
          const end = at ?? now + 500 * DAY
          expect(end).toBeGreaterThan(now)
          const left = pointsLeft(given, now)
          expect(pointsLeft(given, end - 1)).toBe(left)
          expect(pointsLeft(given, Math.floor(now + share * (end - 1 - now)))).toBe(left)
          if (at !== undefined) expect(pointsLeft(given, at)).not.toBe(left)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('are none once the end of their decay has passed', () => {
    fc.assert(
      fc.property(fading, (given) => {
        const end = Math.max(T0, ...given.times) + decayEnd(given.decay) + 1
        if (Number.isFinite(end)) expect(Math.abs(pointsLeft(given, end))).toBe(0)
      }),
    )
  })
})
