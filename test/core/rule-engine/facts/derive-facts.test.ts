import { describe, expect, test } from 'vitest'
import { deriveFact } from '../../../../core/rule-engine/facts/derive-facts.js'
import { aStoredLead } from '../../../support/stored-records.js'

const NOW = Date.UTC(2026, 2, 21)

describe('the Jalali date of a field', () => {
  const of = (field: string | undefined, value?: unknown) =>
    deriveFact(
      { fact: 'jalali', params: field === undefined ? {} : { of: field } },
      {
        lead: aStoredLead('l', { at: value }),
        ...{ scores: {}, mainScore: undefined, now: NOW, timeZone: 'Asia/Tehran', calendars: {} },
      },
    )

  test('is that of now without a field', () => {
    expect(of(undefined)).toEqual({ year: 1405, month: 1, day: 1, weekday: 1, quarter: 1 })
  })

  test('is read in the time zone for an instant, and as it stands for a day', () => {
    expect(of('at', Date.UTC(2026, 8, 22, 20, 29))).toMatchObject({ month: 6, day: 31, quarter: 2 })
    expect(of('at', Date.UTC(2026, 8, 22, 20, 30))).toMatchObject({ month: 7, day: 1, quarter: 3 })
    expect(of('at', '2026-09-22')).toMatchObject({ month: 6, day: 31 })
    expect(of('at', '2026-09-23')).toMatchObject({ month: 7, day: 1 })
  })

  test.each([undefined, null, 'soon', true, Number.NaN, 8.64e15, -8.64e15])('is missing where there is no date: %s', (value) => {
    expect(of('at', value)).toBeUndefined()
  })
})
