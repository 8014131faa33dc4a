import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, monthDay } from '../../../../core/model/calendar/calendar-day.js'
import { leaveSpans } from '../../../../core/model/calendar/leave-spans.js'
import { localParts } from '../../../../core/model/calendar/local-parts.js'
import { WEEKDAYS, type WorkingCalendar } from '../../../../core/model/calendar/working-calendar.js'
import { afterWorkingTime, workingTime } from '../../../../core/model/calendar/working-time.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const TEHRAN: WorkingCalendar = {
  id: 'tehran',
  timeZone: 'Asia/Tehran',
  dates: 'jalali',
  week: {
    saturday: ['08:00-12:00', '13:00-17:00'],
    sunday: ['08:00-17:00'],
    monday: ['08:00-17:00'],
    tuesday: ['08:00-17:00'],
    wednesday: ['08:00-17:00'],
    thursday: ['08:00-13:00'],
  },
  holidays: [
    { from: '01-01', to: '01-04', title: { en: 'Nowruz' } },
    { on: '12-30' },
    { from: '12-29', to: '12-29', hours: ['08:00-10:00'] },
    { on: '1405-03-14' },
  ],
}

const BERLIN_NIGHTS: WorkingCalendar = {
  id: 'berlin-nights',
  timeZone: 'Europe/Berlin',
  week: {
    friday: ['22:00-06:00'],
    saturday: ['22:00-06:00'],
    sunday: ['01:00-04:00'],
    monday: ['09:00-17:00'],
    wednesday: ['00:00-24:00'],
  },
  holidays: [{ on: '2026-10-23' }, { from: '12-24', to: '01-02' }],
}

const calendars = [TEHRAN, BERLIN_NIGHTS]
const hoursOf = (calendar: WorkingCalendar) => ({ calendar, timeZone: calendar.timeZone ?? 'UTC' })

/** What the wall shows, minute after minute: slow, and written without any of the code that is tested. */
function minuteByMinute(calendar: WorkingCalendar, from: number, to: number): number {
  const { timeZone = 'UTC' } = calendar
  let sum = 0
  for (let at = from; at < to; at += MINUTE) if (isWorking(calendar, timeZone, at)) sum += MINUTE
  return sum
}

function isWorking(calendar: WorkingCalendar, timeZone: string, at: number): boolean {
  const { year, month, day, hour, minute } = localParts(at, timeZone)
  const clock = hour * 60 + minute
  const today = Date.UTC(year, month - 1, day)
  const covers = (date: number, time: number) =>
    hoursOn(calendar, new Date(date)).some((span) => {
      const [from = 0, to = 0] = span.split('-').map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
      return time >= from && time < (to > from ? to : to + 1_440)
    })
  return covers(today, clock) || covers(today - DAY, clock + 1_440)
}

const persian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

function hoursOn({ week, holidays = [], dates }: WorkingCalendar, date: Date): readonly string[] {
  const parts = Object.fromEntries(persian.formatToParts(date).map(({ type, value }) => [type, value]))
  const full = dates === 'jalali' ? `${parts['year']}-${parts['month']}-${parts['day']}` : date.toISOString().slice(0, 10)
  const special = holidays.find((holiday) => {
    const { from, to } = 'on' in holiday ? { from: holiday.on, to: holiday.on } : holiday
    const day = from.length === 5 ? full.slice(5) : full
    return from <= to ? day >= from && day <= to : day >= from || day <= to
  })
  return special ? (special.hours ?? []) : (week[WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? 'monday'] ?? [])
}

const minute = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from) / MINUTE, max: Date.parse(to) / MINUTE }).map((minutes) => minutes * MINUTE)
// Around the days on which Tehran and Berlin put their clocks, and around a leap year of either calendar.
const near = fc.oneof(
  minute('2021-03-18T00:00:00Z', '2021-03-26T00:00:00Z'),
  minute('2021-09-18T00:00:00Z', '2021-09-26T00:00:00Z'),
  minute('2025-03-17T00:00:00Z', '2025-04-01T00:00:00Z'),
  minute('2026-03-25T00:00:00Z', '2026-04-01T00:00:00Z'),
  minute('2026-10-22T00:00:00Z', '2026-10-28T00:00:00Z'),
  minute('2026-12-22T00:00:00Z', '2027-01-05T00:00:00Z'),
)
const anywhere = fc.integer({ min: Date.UTC(2019, 0), max: Date.UTC(2028, 0) })
const calendar = fc.constantFrom(...calendars)

describe('working time', () => {
  test('is what somebody counts who looks at the clock every minute', () => {
    fc.assert(
      fc.property(calendar, near, fc.integer({ min: 0, max: 6 * 1_440 }), (used, from, minutes) => {
        const to = from + minutes * MINUTE
        expect(workingTime(hoursOf(used), { from, to })).toBe(minuteByMinute(used, from, to))
      }),
      { numRuns: 60 },
    )
  })

  test('of two stretches is that of both together, and of a stretch backwards its negative', () => {
    fc.assert(
      fc.property(calendar, anywhere, anywhere, anywhere, (used, a, b, c) => {
        const time = (from: number, to: number) => workingTime(hoursOf(used), { from, to })
        expect(time(a, b) + time(b, c)).toBe(time(a, c))
        expect(time(b, a) + time(a, b)).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  test('never falls, and never grows faster than the clock', () => {
    fc.assert(
      fc.property(calendar, anywhere, fc.nat({ max: 400 * DAY }), fc.nat({ max: 3 * DAY }), (used, from, first, more) => {
        const before = workingTime(hoursOf(used), { from, to: from + first })
        const after = workingTime(hoursOf(used), { from, to: from + first + more })
        expect(after - before).toBeGreaterThanOrEqual(0)
        expect(after - before).toBeLessThanOrEqual(more)
      }),
      { numRuns: 300 },
    )
  })

  test('has passed at the instant that the inverse names, and not a millisecond before', () => {
    fc.assert(
      fc.property(calendar, anywhere, fc.integer({ min: -200 * HOUR, max: 3_000 * HOUR }), (used, from, amount) => {
        const at = afterWorkingTime(hoursOf(used), { from, amount })
        if (at === undefined) throw new Error('Nobody ever works that long.')
        expect(workingTime(hoursOf(used), { from, to: at })).toBeGreaterThanOrEqual(amount)
        expect(workingTime(hoursOf(used), { from, to: at - 1 })).toBeLessThan(amount)
      }),
      { numRuns: 300 },
    )
  })

  test('of five minutes runs from the end of one week into the beginning of the next', () => {
    // Thursday 12:58 in Tehran, the working week ends at 13:00; Saturday begins at 8.
    const from = Date.parse('2026-05-14T09:28:00Z')
    expect(afterWorkingTime(hoursOf(TEHRAN), { from, amount: 5 * MINUTE })).toBe(Date.parse('2026-05-16T04:33:00Z'))
  })

  test('counts the hour that a clock shows twice twice, and not the one it jumps over', () => {
    const night = (day: string) =>
      workingTime(hoursOf(BERLIN_NIGHTS), {
        from: Date.parse(`${day}T20:00:00Z`),
        to: Date.parse(`${day}T20:00:00Z`) + 12 * HOUR,
      })
    // Saturday 22:00 to Sunday 06:00, with the span of Sunday inside it.
    expect(night('2026-03-14')).toBe(8 * HOUR)
    expect(night('2026-03-28')).toBe(7 * HOUR)
    expect(night('2026-10-24')).toBe(9 * HOUR)
  })

  test('knows the last day of a Jalali leap year, which comes back only then', () => {
    const noon = (day: string) => isWorking(TEHRAN, 'Asia/Tehran', Date.parse(`${day}T08:00:00Z`))
    const worked = (day: string) =>
      workingTime(hoursOf(TEHRAN), { from: Date.parse(`${day}T00:00:00Z`), to: Date.parse(`${day}T20:00:00Z`) })
    // 1403-12-30 was a Thursday, 1404-12-29 a Friday and 1405-12-29 a Saturday with short hours.
    expect([noon('2025-03-20'), worked('2025-03-20')]).toEqual([false, 0])
    expect(worked('2027-03-20')).toBe(2 * HOUR)
  })

  test('is none where nobody works, and nothing is ever reached', () => {
    const nobody = hoursOf({ id: 'nobody', week: {} })
    expect(workingTime(nobody, { from: 0, to: Date.UTC(2030, 0) })).toBe(0)
    expect(afterWorkingTime(nobody, { from: Date.UTC(2026, 0), amount: 1 })).toBeUndefined()
  })

  test('of an instant far beyond any calendar is told at once', () => {
    const hours = hoursOf({ ...TEHRAN })
    expect(workingTime(hours, { from: -8e15, to: 8e15 })).toBeGreaterThan(0)
    expect(afterWorkingTime(hours, { from: Date.UTC(2026, 0), amount: 1e15 })).toBeUndefined()
  })
})

test('leave covers its first and its last day whole, in the zone of its calendar', () => {
  const calendar: WorkingCalendar = { ...TEHRAN, leave: [{ user: 'Sara@example.com', from: '1405-02-01', to: '1405-02-02' }] }
  expect(leaveSpans(hoursOf(calendar))).toEqual([
    { user: 'sara@example.com', from: Date.parse('2026-04-20T20:30:00Z'), until: Date.parse('2026-04-22T20:30:00Z') },
  ])
})

test('days exist by their own calendar', () => {
  expect([dayNumber('1403-12-30', 'jalali'), dayNumber('1404-12-30', 'jalali')]).toEqual([20_167, undefined])
  expect([dayNumber('1500-01-01', 'gregorian'), dayNumber('2026-02-29', 'gregorian')]).toEqual([undefined, undefined])
  expect([monthDay('02-29', 'gregorian'), monthDay('12-30', 'jalali'), monthDay('07-31', 'jalali')]).toEqual([
    229,
    1230,
    undefined,
  ])
})
