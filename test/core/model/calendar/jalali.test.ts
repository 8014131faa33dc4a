import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jalaliDay, jalaliParts } from '../../../../core/model/calendar/jalali.js'

test('the new year begins at midnight in Tehran', () => {
  const midnight = Date.UTC(2026, 2, 20, 20, 30)
  expect(jalaliParts(midnight, 'Asia/Tehran')).toEqual({ year: 1405, month: 1, day: 1, weekday: 1, quarter: 1 })
  expect(jalaliParts(midnight - 1, 'Asia/Tehran')).toEqual({ year: 1404, month: 12, day: 29, weekday: 7, quarter: 4 })
})

test('the same instant is another day elsewhere', () => {
  expect(jalaliParts(Date.UTC(2026, 2, 20, 20, 30), 'UTC')).toMatchObject({ year: 1404, day: 29 })
})

test('a leap year has thirty days of Esfand', () => {
  expect(jalaliDay({ year: 1403, month: 12, day: 30 })).toBe('2025-03-20')
  expect(jalaliDay({ year: 1404, month: 12, day: 30 })).toBeUndefined()
})

test('a day is found again from its parts, and ICU counts the same', () => {
  const icu = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const days = fc.integer({ min: Date.UTC(1930, 0, 1) / 86_400_000, max: Date.UTC(2080, 0, 1) / 86_400_000 })
  fc.assert(
    fc.property(days, (count) => {
      const ms = count * 86_400_000
      const { year, month, day } = jalaliParts(ms, 'UTC')
      expect(jalaliDay({ year, month, day })).toBe(new Date(ms).toISOString().slice(0, 10))
      expect(icu.format(ms)).toContain(`${month}/${day}/${year}`)
    }),
    { numRuns: 300 },
  )
})
