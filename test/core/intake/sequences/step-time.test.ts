import { expect, test } from 'vitest'
import { dueAfter, sendableAt } from '../../../../core/intake/sequences/step-time.js'

const CALENDAR = {
  id: 'tehran',
  timeZone: 'UTC',
  week: Object.fromEntries(['saturday', 'sunday', 'monday', 'tuesday', 'wednesday'].map((day) => [day, ['09:00-17:00']])),
}
const engine = { rules: () => ({ calendars: { tehran: CALENDAR } }), settings: { timeZone: 'UTC' } } as unknown as Parameters<
  typeof dueAfter
>[0]

const due = (after: string, from: string, calendar?: string) =>
  new Date(
    dueAfter(engine, {
      sequence: { id: 's', title: { en: 's' }, steps: [], ...(calendar ? { calendar } : {}) },
      step: { id: 'a', after },
      from: Date.parse(from),
    }),
  ).toISOString()

test.each([
  ['PT2H', '2026-01-07T16:00:00Z', '2026-01-10T10:00:00.000Z'],
  ['P2D', '2026-01-06T10:00:00Z', '2026-01-10T10:00:00.000Z'],
  ['P1D', '2026-01-07T20:00:00Z', '2026-01-11T09:00:00.000Z'],
  ['P1DT1H', '2026-01-04T10:00:00Z', '2026-01-05T11:00:00.000Z'],
  ['PT0S', '2026-01-08T03:00:00Z', '2026-01-08T03:00:00.000Z'],
])('in a calendar %s after %s is %s or as soon as somebody works', (after, from, at) => {
  expect(due(after, from, 'tehran')).toBe(at)
})

test('without a calendar time passes as it does', () => {
  expect(due('P1D', '2026-01-07T20:00:00Z')).toBe('2026-01-08T20:00:00.000Z')
})

test('a mail waits until the window opens, and goes at once inside it', () => {
  const window = { days: ['monday'], hours: ['10:00-12:00'] } as const
  expect(sendableAt(engine, window, Date.parse('2026-01-06T08:00:00Z'))).toBe(Date.parse('2026-01-12T10:00:00Z'))
  const inside = Date.parse('2026-01-05T11:30:00.123Z')
  expect(sendableAt(engine, window, inside)).toBe(inside)
  expect(sendableAt(engine, { calendar: 'tehran' }, Date.parse('2026-01-08T08:00:00Z'))).toBe(Date.parse('2026-01-10T09:00:00Z'))
})
