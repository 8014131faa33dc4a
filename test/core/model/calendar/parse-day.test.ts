import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDay, parseInstant } from '../../../../core/model/calendar/parse-day.js'

test.each([
  ['2026-03-21', '2026-03-21'],
  ['2026/3/1', '2026-03-01'],
  [' 2026.03.21 ', '2026-03-21'],
  ['2026-03-21T09:30:00+03:30', '2026-03-21'],
  ['1405/01/01', '2026-03-21'],
  ['۱۴۰۵/۱/۱', '2026-03-21'],
])('%s is the day %s', (text, day) => expect(parseDay(text)).toBe(day))

test.each(['', '2026-02-30', '2026-13-01', '1404/12/30', '21/03/2026', '2026', 'tomorrow', '2026-03-21x', '0000-00-00'])(
  '%j is no day',
  (text) => {
    expect(parseDay(text)).toBeUndefined()
  },
)

test.each([
  ['2026-03-21T09:30:00+03:30', Date.UTC(2026, 2, 21, 6)],
  ['2026-03-21T09:30:00+0330', Date.UTC(2026, 2, 21, 6)],
  ['2026-03-21T09:30:00+03', Date.UTC(2026, 2, 21, 6, 30)],
  ['2026-03-21 09:30', Date.UTC(2026, 2, 21, 9, 30)],
  ['2026-03-21T09:30:00.123456Z', Date.UTC(2026, 2, 21, 9, 30, 0, 123)],
  ['1405/01/01 09:30', Date.UTC(2026, 2, 21, 9, 30)],
  ['2026-03-21', Date.UTC(2026, 2, 21)],
])('%s is an instant', (text, ms) => expect(parseInstant(text)).toBe(ms))

test.each(['', '2026-03-21T25:00', '2026-03-21T09:61', '09:30', '2026-02-30T09:30:00Z'])('%j is no instant', (text) => {
  expect(parseInstant(text)).toBeUndefined()
})

test('what a program writes is read back exactly', () => {
  const dates = fc.date({ min: new Date('1600-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(dates, (date) => {
      expect(parseInstant(date.toISOString())).toBe(date.getTime())
    }),
  )
})
