import { describe, expect, test } from 'vitest'
import { formatPeriod } from '../../../../core/model/calendar/format-period.js'
import { nextFiring } from '../../../../core/model/calendar/next-firing.js'
import { periodAt, periodStarts } from '../../../../core/model/calendar/period.js'
import { PRESET_PERIODS, presetSpan } from '../../../../core/model/calendar/preset-period.js'

const TEHRAN = { calendar: 'jalali', timeZone: 'Asia/Tehran' } as const
const BERLIN = { calendar: 'gregorian', timeZone: 'Europe/Berlin' } as const
const iso = (ms: number) => new Date(ms).toISOString()

describe('periods', () => {
  test('Jalali months begin at midnight in Tehran, and leap years have thirty days of Esfand', () => {
    const span = { from: Date.parse('2025-02-18T21:00:00Z'), to: Date.parse('2025-04-01T00:00:00Z') }
    expect(periodStarts(span, { unit: 'month', ...TEHRAN }).map(iso)).toEqual([
      '2025-02-18T20:30:00.000Z',
      '2025-03-20T20:30:00.000Z',
    ])
  })

  test('days keep their midnight when the clocks change', () => {
    const span = { from: Date.parse('2026-03-28T12:00:00Z'), to: Date.parse('2026-03-30T12:00:00Z') }
    expect(periodStarts(span, { unit: 'day', ...BERLIN }).map(iso)).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ])
  })

  test('a week begins on Saturday in the Jalali calendar and on Monday in the Gregorian', () => {
    const wednesday = Date.parse('2026-04-22T10:00:00Z')
    expect(iso(periodAt(wednesday, { unit: 'week', ...TEHRAN }).from)).toBe('2026-04-17T20:30:00.000Z')
    expect(iso(periodAt(wednesday, { unit: 'week', ...BERLIN }).from)).toBe('2026-04-19T22:00:00.000Z')
  })

  test('quarters and years step back over a new year', () => {
    const now = Date.parse('2026-04-22T10:00:00Z')
    expect(iso(periodAt(now, { unit: 'quarter', steps: -1, ...TEHRAN }).from)).toBe('2025-12-21T20:30:00.000Z')
    expect(iso(periodAt(now, { unit: 'year', steps: -1, ...BERLIN }).from)).toBe('2024-12-31T23:00:00.000Z')
  })

  test('a list of periods stops one beyond what was asked for', () => {
    expect(periodStarts({ from: 0, to: Date.parse('2026-01-01') }, { unit: 'day', most: 10, ...BERLIN })).toHaveLength(11)
  })

  test('every named period but all time holds an instant, and those that are going on hold the present', () => {
    const now = Date.parse('2026-04-22T10:00:00Z')
    for (const { value } of PRESET_PERIODS) {
      const span = presetSpan(value, { now, ...TEHRAN })
      if (value === 'all') expect(span).toBeUndefined()
      else expect(span?.to).toBeGreaterThan(span?.from ?? 0)
      if (value.startsWith('this') || value === 'today') expect((span?.from ?? 0) <= now && now < (span?.to ?? 0)).toBe(true)
    }
    expect(iso(presetSpan('last-12-months', { now, ...BERLIN })?.from ?? 0)).toBe('2025-04-30T22:00:00.000Z')
  })

  test('periods are called as their readers call them', () => {
    const start = periodAt(Date.parse('2026-03-25T10:00:00Z'), { unit: 'year', ...TEHRAN }).from
    const name = (unit: 'month' | 'quarter' | 'year', language: string) => formatPeriod(start, { unit, language, ...TEHRAN })
    expect([name('month', 'fa'), name('quarter', 'fa'), name('year', 'fa')]).toEqual(['فروردین ۱۴۰۵', 'بهار ۱۴۰۵', '۱۴۰۵'])
    expect([name('month', 'en'), name('quarter', 'en'), name('year', 'en')]).toEqual(['Farvardin 1405', 'Spring 1405', '1405'])
    expect(
      formatPeriod(Date.parse('2026-07-01'), { unit: 'quarter', language: 'en', calendar: 'gregorian', timeZone: 'UTC' }),
    ).toBe('Q3 2026')
  })
})

describe('what happens again and again', () => {
  const next = (
    after: string,
    every: 'day' | 'week' | 'month',
    timeOfDay: string,
    local: typeof BERLIN | typeof TEHRAN = BERLIN,
  ) => iso(nextFiring(Date.parse(after), { every, timeOfDay, ...local }))

  test('comes at its local time, also after the clocks have changed', () => {
    expect(next('2026-03-28T06:00:00Z', 'day', '08:00')).toBe('2026-03-28T07:00:00.000Z')
    expect(next('2026-03-28T07:00:00Z', 'day', '08:00')).toBe('2026-03-29T06:00:00.000Z')
  })

  test('a time that the clocks skip is the moment they jump to, one that they show twice the first of both', () => {
    expect(next('2026-03-28T12:00:00Z', 'day', '02:30')).toBe('2026-03-29T01:00:00.000Z')
    expect(next('2026-10-24T12:00:00Z', 'day', '02:30')).toBe('2026-10-25T00:30:00.000Z')
    expect(next('2026-10-25T00:30:00Z', 'day', '02:30')).toBe('2026-10-26T01:30:00.000Z')
  })

  test('comes on the first day of a Jalali month or week', () => {
    expect(next('2026-04-20T00:00:00Z', 'month', '08:00', TEHRAN)).toBe('2026-04-21T04:30:00.000Z')
    expect(next('2026-03-21T04:30:00Z', 'month', '08:00', TEHRAN)).toBe('2026-04-21T04:30:00.000Z')
    expect(next('2026-04-20T00:00:00Z', 'week', '00:00', TEHRAN)).toBe('2026-04-24T20:30:00.000Z')
  })
})
