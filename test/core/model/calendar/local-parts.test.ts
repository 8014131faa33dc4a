import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localParts, zoneOffset } from '../../../../core/model/calendar/local-parts.js'

test('clocks show what people in the time zone see', () => {
  expect(localParts(0, 'Asia/Tehran')).toEqual({ year: 1970, month: 1, day: 1, hour: 3, minute: 30, second: 0, weekday: 4 })
})

test('summer time moves the clock', () => {
  expect(zoneOffset(Date.UTC(2026, 0, 1), 'Europe/Berlin')).toBe(3_600_000)
  expect(zoneOffset(Date.UTC(2026, 6, 1), 'Europe/Berlin')).toBe(7_200_000)
})

test('in UTC the parts are those of the instant', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
      const { year, month, day, hour, minute, second } = localParts(date.getTime(), 'Etc/GMT')
      expect(Date.UTC(year, month - 1, day, hour, minute, second)).toBe(Math.floor(date.getTime() / 1_000) * 1_000)
    }),
  )
})
