import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CalendarEntry, writeCalendar } from '../../../../core/model/calendar/icalendar.js'

const entry = (parts: Partial<CalendarEntry> = {}): CalendarEntry => ({
  ...{ uid: 'a@sarnakh', kind: 'event', summary: 'Meeting', at: Date.UTC(2026, 0, 5, 9), sequence: 0, changedAt: 0 },
  ...parts,
})
const unfolded = (text: string): readonly string[] => text.replace(/\r\n /g, '').split('\r\n')
const line = (text: string, name: string): string => unfolded(text).find((each) => each.startsWith(name)) ?? ''

test('an event has its span in UTC, a task its time and state', () => {
  const event = writeCalendar({ name: 'x', entries: [entry({ minutes: 45 })] })
  expect([line(event, 'DTSTART'), line(event, 'DTEND')]).toEqual(['DTSTART:20260105T090000Z', 'DTEND:20260105T094500Z'])
  const task = writeCalendar({ name: 'x', entries: [entry({ kind: 'to-do', doneAt: 0 })] })
  expect([line(task, 'DUE'), line(task, 'STATUS')]).toEqual(['DUE:20260105T090000Z', 'STATUS:COMPLETED'])
})

test('a reminder is an alarm until the task is done', () => {
  const alarms = (parts: Partial<CalendarEntry>) =>
    unfolded(writeCalendar({ name: 'x', entries: [entry({ remindAt: 0, ...parts })] })).filter((each) => each === 'BEGIN:VALARM')
  expect([alarms({}).length, alarms({ doneAt: 1 }).length]).toEqual([1, 0])
})

test('whatever a summary holds, every line is short, whole, and reads back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (summary) => {
      const text = writeCalendar({ name: 'x', entries: [entry({ summary })] })
      const lines = text.split('\r\n')
      expect(lines.every((each) => Buffer.byteLength(each) <= 75)).toBe(true)
      const back = line(text, 'SUMMARY:')
        .slice('SUMMARY:'.length)
        .replace(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
      const kept = summary.replace(/\r\n|\r|\n/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, '')
      expect(back).toBe(kept)
    }),
    { numRuns: 300 },
  )
})
