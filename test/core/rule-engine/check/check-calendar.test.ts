import { describe, expect, test } from 'vitest'
import { CrmErrors } from '../../../../core/errors.js'
import { rulesOf } from '../rules-for-test.js'

const MONDAY = { monday: ['08:00-17:00'] }

/** Code, place and message of the one mistake in these files. */
function mistakeIn(files: Readonly<Record<string, object>>) {
  try {
    rulesOf(files as Parameters<typeof rulesOf>[0])
  } catch (thrown) {
    if (!(thrown instanceof CrmErrors)) throw thrown
    expect(thrown.errors).toHaveLength(1)
    const [error] = thrown.errors
    return { code: error?.code, field: error?.details['field'], message: error?.message }
  }
  throw new Error('Nothing was found.')
}

describe('a calendar', () => {
  test.each([
    ['a zone that is nowhere', { timeZone: 'Asia/Teheran', week: MONDAY }, 'There is no time zone "Asia/Teheran".'],
    ['a week without work', { week: { monday: [] } }, 'Nobody ever works'],
    ['an hour that no clock shows', { week: { monday: ['08:00-24:30'] } }, '"08:00-24:30" is no span of time'],
    ['a span without length', { week: { monday: ['08:00-08:00'] } }, '"08:00-08:00" is no span of time'],
    ['hours that overlap', { week: { monday: ['08:00-12:00', '11:00-17:00'] } }, '"11:00-17:00" runs into "08:00-12:00"'],
    [
      'a day that the year does not have',
      { week: MONDAY, holidays: [{ on: '2026-02-29' }] },
      '"2026-02-29" is no day of the Gregorian',
    ],
    [
      'a leap day of another Jalali year',
      { dates: 'jalali', week: MONDAY, holidays: [{ on: '1404-12-30' }] },
      'no day of the Jalali',
    ],
    ['a Jalali day in a Gregorian file', { week: MONDAY, holidays: [{ on: '06-31' }] }, '"dates" says which one'],
    ['a range that ends before it begins', { week: MONDAY, holidays: [{ from: '2026-03-05', to: '2026-03-01' }] }, 'lies before'],
    ['a range half with a year', { week: MONDAY, holidays: [{ from: '2026-12-24', to: '01-02' }] }, 'write both with a year'],
    [
      'hours of a holiday that overlap',
      { week: MONDAY, holidays: [{ on: '12-31', hours: ['08:00-10:00', '09:00-11:00'] }] },
      'runs into',
    ],
    [
      'leave that ends before it begins',
      { week: MONDAY, leave: [{ user: 'a@b.ir', from: '2026-03-05', to: '2026-03-01' }] },
      'lies before',
    ],
  ])('refuses %s', (_, calendar, message) => {
    const mistake = mistakeIn({ calendar })
    expect(mistake.code).toBe('RULE_CALENDAR_INVALID')
    expect(mistake.message).toContain(message)
  })

  test('takes hours over midnight, holidays of every year over its end, and the leap day of a leap year', () => {
    const calendar = {
      dates: 'jalali',
      week: { friday: ['22:00-06:00'], saturday: ['00:00-24:00'] },
      holidays: [{ from: '12-29', to: '01-04' }, { on: '1403-12-30' }, { on: '12-30', hours: [] }],
    }
    expect(Object.keys(rulesOf({ calendar }).calendars)).toEqual(['calendar'])
  })
})

describe('what rules say about time', () => {
  const rule = (fact: string, params: object, operator = 'greaterThan') => ({
    calendar: { week: MONDAY },
    automation: {
      rules: [
        {
          id: 'a',
          conditions: { all: [{ fact, params, operator, value: 1 }] },
          then: [{ type: 'notify', params: { text: 'x', to: 'owner' } }],
        },
      ],
    },
  })
  const scoring = (then: object) => ({
    scoring: {
      score: { min: 0, max: 9, groups: [{ id: 'fit' }] },
      rules: [{ id: 'a', conditions: { all: [{ fact: 'lead', path: '$.phone', operator: 'present', value: true }] }, then }],
    },
  })

  test.each([
    [
      'a calendar that is not there',
      rule('elapsed', { since: ['createdAt'], unit: 'hours', calendar: 'calender' }),
      'RULE_CALENDAR_UNKNOWN',
      'Did you mean "calendar"?',
    ],
    [
      'days by a calendar',
      rule('elapsed', { since: ['createdAt'], unit: 'days', calendar: 'calendar' }),
      'RULE_PARAM_INVALID',
      'a working day has no fixed length',
    ],
    [
      'two windows at once',
      rule('activityCount', { type: 'call', within: 'P1D', withinDays: 1 }),
      'RULE_PARAM_INVALID',
      'not both',
    ],
    ['a window of no length', rule('activityCount', { type: 'call', within: 'soon' }), 'RULE_PARAM_INVALID', 'duration'],
    [
      'points that fade within months',
      scoring({ group: 'fit', points: 5, decay: { model: 'linear', every: 'P1M', since: ['createdAt'] } }),
      'RULE_SHAPE',
      'months are not a duration',
    ],
    [
      'points that grow old from nowhere',
      scoring({ group: 'fit', points: 5, decay: { model: 'linear', every: 'P7D', since: ['creatdAt'] } }),
      'RULE_FIELD_UNKNOWN',
      'Did you mean "createdAt"?',
    ],
    [
      'points that do not say from when on',
      scoring({ group: 'fit', points: 5, decay: { model: 'halfLife', every: 'P7D' } }),
      'RULE_SHAPE',
      '"since" is missing',
    ],
    [
      'a decay that nobody knows',
      scoring({ group: 'fit', points: 5, decay: { model: 'halflife', every: 'P7D', since: ['createdAt'] } }),
      'RULE_SHAPE',
      'halfLife',
    ],
    [
      'a decay without its length',
      scoring({ group: 'fit', pointsPer: { activity: 'call', points: 1, maxCount: 3 }, decay: { model: 'step' } }),
      'RULE_SHAPE',
      '"every" is missing',
    ],
  ])('refuses %s', (_, files, code, message) => {
    const mistake = mistakeIn(files)
    expect(mistake.code).toBe(code)
    expect(mistake.message).toContain(message)
  })
})
