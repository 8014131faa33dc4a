import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jalaliParts } from '../../../../core/model/calendar/jalali.js'
import { jalaliStretches } from '../../../../core/rule-engine/compile/jalali-stretches.js'

/** Clocks there are turned at midnight, one minute after it, by half an hour, or never. */
const ZONES = [
  'Asia/Tehran',
  'America/St_Johns',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'UTC',
] as const
const PARTS = ['year', 'quarter', 'month'] as const

describe('an instant lies in the stretches exactly when its Jalali date is as asked,', () => {
  test.each(ZONES)('in %s', (timeZone) => {
    for (const part of PARTS) {
      const odd = (parts: ReturnType<typeof jalaliParts>) => parts[part] % 2 === 1
      const { known, stretches } = jalaliStretches({ type: 'dateTime', timeZone, part }, odd)
      const [first, last] = known as readonly [number, number]
      const pairs = stretches as readonly (readonly [number, number])[]
      const isWithin = (at: number) => pairs.some(([from, until]) => at >= from && at < until)
      const edges = pairs.flat()
      const near = fc
        .tuple(fc.constantFrom(...edges), fc.integer({ min: -4 * 3_600_000, max: 4 * 3_600_000 }))
        .map(([edge, step]) => edge + step)
      const exactly = fc.tuple(fc.constantFrom(...edges), fc.constantFrom(-1, 0, 1)).map(([edge, step]) => edge + step)
      const anywhere = fc.integer({ min: first, max: last - 1 })
      fc.assert(
        fc.property(fc.oneof(near, exactly, anywhere), (at) => {
          fc.pre(at >= first && at < last)
          expect(isWithin(at)).toBe(odd(jalaliParts(at, timeZone)))
        }),
        { numRuns: 400 },
      )
    }
  })
})

test('days are days wherever one is, and reach back to the birthdays of the old', () => {
  const { known, stretches } = jalaliStretches(
    { type: 'date', timeZone: 'Asia/Tehran', part: 'year' },
    ({ year }) => year === 1364,
  )
  expect(known).toEqual(['1921-03-21', '2061-03-20'])
  expect(stretches).toEqual([['1985-03-21', '1986-03-21']])
})

test('what follows on another is one stretch', () => {
  const { known, stretches } = jalaliStretches({ type: 'dateTime', timeZone: 'UTC', part: 'month' }, () => true)
  expect(stretches).toEqual([known])
})
