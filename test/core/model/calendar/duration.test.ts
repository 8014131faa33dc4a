import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDuration, parseEvery } from '../../../../core/model/calendar/duration.js'

test.each([
  ['PT5M', 300_000],
  ['P7D', 604_800_000],
  ['P2W', 1_209_600_000],
  ['P1DT12H', 129_600_000],
  ['PT1H30M15S', 5_415_000],
  ['PT0.5S', 500],
  ['PT1.001S', 1_001],
  ['PT0S', 0],
  ['P7DT4M', 605_040_000],
])('%s lasts %i milliseconds', (text, ms) => expect(parseDuration(text)).toBe(ms))

test.each([
  '',
  'P',
  'PT',
  'P1DT',
  '5M',
  'P5M',
  'P1Y',
  'PT5',
  'P1D2H',
  'PT1M2H',
  'PT-5M',
  'pt5m',
  ' PT5M',
  'PT5M\n',
  `P${'9'.repeat(99)}D`,
])('%j is no duration', (text) => expect(parseDuration(text)).toBeUndefined())

test('the parts of a duration add up', () => {
  const part = fc.nat({ max: 999 })
  fc.assert(
    fc.property(part, part, part, part, (d, h, m, s) => {
      expect(parseDuration(`P${d}DT${h}H${m}M${s}S`)).toBe((((d * 24 + h) * 60 + m) * 60 + s) * 1_000)
    }),
  )
})

test.each([
  ['30s', 30_000],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
])('every %s is every %i milliseconds', (text, ms) => expect(parseEvery(text)).toBe(ms))

test.each(['', '0s', 'm', '5', '5 m', '-5m', '1.5h', '5w', '5mm'])('%j comes back at no interval', (text) => {
  expect(parseEvery(text)).toBeUndefined()
})
