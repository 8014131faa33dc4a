import { WEEKDAYS } from '../../../model/calendar/working-calendar.js'
import type { JsonSchema } from '../../../model/fields.js'
import { closed, fileOf, listOf, localized, text } from './parts.js'

/** `09:00-17:00` */
export const workingHours: JsonSchema = { type: 'string', pattern: '^([01]\\d|2[0-4]):[0-5]\\d-([01]\\d|2[0-4]):[0-5]\\d$' }
const hours = listOf(workingHours)
/** A day with its year, or one that comes back every year. */
export const day: JsonSchema = { type: 'string', pattern: '^(\\d{4}-)?\\d{2}-\\d{2}$' }
/** A day with its year. */
export const fullDay: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }

const holiday: JsonSchema = {
  type: 'object',
  if: { required: ['on'] },
  then: closed({ on: day, title: localized, hours }, ['on']),
  else: closed({ from: day, to: day, on: true, title: localized, hours }, ['from', 'to']),
}

/** When people work: hours by weekday, days that are different, and who is away when. */
export const calendarFile = fileOf(
  {
    timeZone: text,
    dates: { enum: ['gregorian', 'jalali'] },
    week: closed(Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, hours]))),
    holidays: listOf(holiday),
    leave: listOf(closed({ user: { type: 'string', format: 'email' }, from: fullDay, to: fullDay }, ['user', 'from', 'to'])),
  },
  ['week'],
)
