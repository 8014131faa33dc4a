import { describe, expect, test } from 'vitest'
import { durationText } from '../../../../core/http/admin/duration-text.js'
import { problemText } from '../../../../core/http/admin/problem-text.js'

describe('what is wrong with a value', () => {
  test('has the digits of the reader, but not inside what must be typed as it stands', () => {
    const text = { en: 'At least 12.', fa: 'دست‌کم 12 نویسه، مانند 2026-03-21T09:30:00Z، نه "a 7".' }
    expect(problemText(text, 'fa')).toBe('دست‌کم ۱۲ نویسه، مانند 2026-03-21T09:30:00Z، نه "a 7".')
    expect(problemText(text, 'en')).toBe('At least 12.')
  })
})

describe('a duration', () => {
  test.each([
    ['PT5M', 'en', '5 minutes'],
    ['P1DT12H', 'en', '1 day, 12 hours'],
    ['PT5M', 'fa', '۵ دقیقه'],
    ['PT0.5S', 'en', '0.5 seconds'],
    ['soon', 'en', 'soon'],
  ])('%s reads in %s: %s', (duration, language, words) => {
    expect(durationText(duration, language)).toBe(words)
  })
})
