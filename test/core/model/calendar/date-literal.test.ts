import { describe, expect, test } from 'vitest'
import { readDateLiteral } from '../../../../core/model/calendar/date-literal.js'

test.each([
  ['2026-03-21', Date.UTC(2026, 2, 21), true],
  ['1700-01-01', Date.UTC(1700, 0, 1), true],
  ['2024-02-29', Date.UTC(2024, 1, 29), true],
  ['2026-03-21T08:00Z', Date.UTC(2026, 2, 21, 8), false],
  ['2026-03-21T08:00:05.25Z', Date.UTC(2026, 2, 21, 8, 0, 5, 250), false],
  ['2026-03-21T09:30:00+03:30', Date.UTC(2026, 2, 21, 6), false],
])('%s is read', (text, ms, isDay) => {
  expect(readDateLiteral(text)).toEqual({ ms, isDay })
})

describe('one way to write is told:', () => {
  test.each([
    ['1406-01-01', '2027-03-21'],
    ['1406/1/1', '2027-03-21'],
    ['۱۴۰۶/۰۱/۰۱', '2027-03-21'],
    ['1403-12-30', '2025-03-20'],
    ['1406-01-01T08:00:00Z', '2027-03-21T08:00:00Z'],
    ['1406-01-01 08:00+03:30', '2027-03-21T08:00+03:30'],
  ])('%s looks Jalali', (text, instead) => {
    expect(readDateLiteral(text)).toEqual({
      mistake: {
        en: `"${text}" looks like a Jalali date; write ${instead}.`,
        fa: `"${text}" به تاریخ جلالی می‌ماند؛ ${instead} بنویسید.`,
      },
      instead,
    })
  })

  test.each([
    ['2026/3/1', '2026-03-01'],
    ['۲۰۲۶-۰۳-۰۱', '2026-03-01'],
    [' 2026-03-01', '2026-03-01'],
    ['2026-03-01 08:00Z', '2026-03-01T08:00Z'],
  ])('%j is spelt otherwise', (text, instead) => {
    expect(readDateLiteral(text)).toMatchObject({ instead })
  })
})

test.each([
  ['2026-02-30', 'There is no day'],
  ['2026-13-01', 'There is no day'],
  ['1404-12-30', 'no Jalali day either'],
  ['0026-02-03', 'no Jalali day either'],
  ['2026-03-21T25:00Z', 'The time of'],
  ['2026-03-21T08:00', 'Z for UTC'],
  ['1406-01-01 08:00', '2027-03-21T08:00:00Z'],
  ['next week', 'is no date'],
  ['', 'is no date'],
  ['9'.repeat(5_000), 'is no date'],
])('%.20s means nothing, and the message says why', (text, says) => {
  const read = readDateLiteral(text)
  if (!('mistake' in read)) throw new Error('It was read.')
  expect(read.instead).toBeUndefined()
  expect(read.mistake.en).toContain(says)
  expect(read.mistake.en.length).toBeLessThan(250)
  expect(read.mistake.fa).toMatch(/\p{Script=Arabic}/u)
})
