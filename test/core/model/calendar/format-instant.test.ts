import { expect, test } from 'vitest'
import { formatDate, formatInstant, isTimeZone } from '../../../../core/model/calendar/format-instant.js'
import { formatRelative } from '../../../../core/model/calendar/relative-time.js'

const noon = Date.UTC(2026, 2, 21, 8, 30)
const tehran = { timeZone: 'Asia/Tehran' } as const
const plain = (text: string) => text.replace(/\s/g, ' ')

test('an instant is written in the calendar of the reader', () => {
  expect(plain(formatInstant(noon, { ...tehran, language: 'en', calendar: 'gregorian' }))).toBe('Mar 21, 2026, 12:00 PM')
  expect(plain(formatInstant(noon, { ...tehran, language: 'fa', calendar: 'jalali' }))).toMatch(/^۱ فروردین ۱۴۰۵.*۱۲:۰۰$/)
  expect(formatInstant(noon, { ...tehran, language: 'en', calendar: 'jalali', style: 'date' })).toContain('Farvardin 1, 1405')
  expect(formatInstant(noon, { ...tehran, language: 'fa', calendar: 'gregorian', style: 'date' })).toContain('مارس ۲۰۲۶')
})

test('a long form begins with the weekday in either language', () => {
  expect(plain(formatInstant(noon, { ...tehran, language: 'en', calendar: 'gregorian', style: 'long' }))).toBe(
    'Saturday, March 21, 2026, 12:00 PM',
  )
  expect(formatInstant(noon, { ...tehran, language: 'fa', calendar: 'jalali', style: 'long' })).toMatch(
    /^شنبه، ۱ فروردین ۱۴۰۵، ۱۲:۰۰$/,
  )
})

test('the time alone follows the time zone', () => {
  expect(formatInstant(noon, { language: 'fa', calendar: 'jalali', timeZone: 'UTC', style: 'time' })).toBe('۸:۳۰')
})

test('a day stays that day, whatever the time zone of the machine', () => {
  expect(formatDate('2026-03-21', { language: 'fa', calendar: 'jalali' })).toBe('۱ فروردین ۱۴۰۵')
  expect(formatDate('some day', { language: 'en', calendar: 'gregorian' })).toBe('some day')
})

test('only real time zones are taken for one', () => {
  expect([isTimeZone('Asia/Tehran'), isTimeZone('UTC'), isTimeZone('Asia/Shiraz'), isTimeZone('')]).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test.each([
  [-300_000, 'en', '5 minutes ago'],
  [-300_000, 'fa', '۵ دقیقه پیش'],
  [7_200_000, 'en', 'in 2 hours'],
  [-86_400_000, 'en', 'yesterday'],
  [-1_000, 'en', '1 second ago'],
  [0, 'en', 'now'],
  [-800 * 86_400_000, 'en', '2 years ago'],
])('a distance of %i ms is told in its largest unit (%s)', (distance, language, text) => {
  expect(formatRelative(noon + distance, { now: noon, language })).toBe(text)
})
