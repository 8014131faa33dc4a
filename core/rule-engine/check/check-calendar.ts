import type { JSONPath } from 'jsonc-parser'
import type { SaidMessage } from '../../errors.js'
import { dayNumber, monthDay } from '../../model/calendar/calendar-day.js'
import type { CalendarName } from '../../model/calendar/format-instant.js'
import { isTimeZone } from '../../model/calendar/format-instant.js'
import { type Holiday, parseDaySpan, type WorkingCalendar } from '../../model/calendar/working-calendar.js'
import type { Finding } from './finding.js'

/** Checks a calendar: its zone, that its hours and days exist, and that somebody works at all. */
export function checkCalendar(value: unknown): Finding[] {
  const { timeZone, week, holidays = [], leave = [], dates = 'gregorian' } = value as WorkingCalendar
  const weekly = Object.entries(week)
  return [
    ...(timeZone === undefined || isTimeZone(timeZone)
      ? []
      : [invalid(['timeZone'], { en: `There is no time zone "${timeZone}".`, fa: `منطقهٔ زمانی «${timeZone}» وجود ندارد.` })]),
    ...(weekly.some(([, hours]) => hours.length > 0) ? [] : [invalid(['week'], NOBODY_WORKS)]),
    ...weekly.flatMap(([weekday, hours]) => checkHours(hours, ['week', weekday])),
    ...holidays.flatMap((holiday, index) => checkHoliday(holiday, { path: ['holidays', index], dates })),
    ...leave.flatMap((range, index) => checkRange(range, { path: ['leave', index], dates })),
  ]
}

const NOBODY_WORKS: SaidMessage = {
  en: 'Nobody ever works: give a weekday its hours.',
  fa: 'هیچ‌کس هرگز کار نمی‌کند: دست‌کم به یک روز هفته ساعت بدهید.',
}

const invalid = (path: JSONPath, message: SaidMessage): Finding => ({ path, code: 'RULE_CALENDAR_INVALID', message })

function checkHours(hours: readonly string[], path: JSONPath): Finding[] {
  const spans = hours.map(parseDaySpan)
  return spans.flatMap((span, index) => {
    const at = [...path, index]
    const hour = hours[index]
    if (!span)
      return [
        invalid(at, {
          en: `"${hour}" is no span of time; write it as 08:30-17:00.`,
          fa: `«${hour}» بازهٔ زمانی نیست؛ آن را مانند 08:30-17:00 بنویسید.`,
        }),
      ]
    const earlier = spans.findIndex((other, place) => place < index && other && other.start < span.end && span.start < other.end)
    if (earlier < 0) return []
    const other = hours[earlier]
    return [
      invalid(at, {
        en: `"${hour}" runs into "${other}"; hours of one day lie apart.`,
        fa: `«${hour}» با «${other}» هم‌پوشانی دارد؛ ساعت‌های یک روز باید جدا باشند.`,
      }),
    ]
  })
}

interface Place {
  readonly path: JSONPath
  readonly dates: CalendarName
}

function checkHoliday(holiday: Holiday, place: Place): Finding[] {
  const hours = checkHours(holiday.hours ?? [], [...place.path, 'hours'])
  if (!('on' in holiday)) return [...checkRange(holiday, place), ...hours]
  return [...checkDay(holiday.on, { ...place, path: [...place.path, 'on'] }), ...hours]
}

function checkRange({ from, to }: { readonly from: string; readonly to: string }, { path, dates }: Place): Finding[] {
  const days = [...checkDay(from, { path: [...path, 'from'], dates }), ...checkDay(to, { path: [...path, 'to'], dates })]
  if (days.length > 0) return days
  const at = [...path, 'to']
  if (from.length !== to.length)
    return [
      invalid(at, {
        en: `"${from}" and "${to}": write both with a year, or both without.`,
        fa: `«${from}» و «${to}»: هر دو را با سال یا هر دو را بدون سال بنویسید.`,
      }),
    ]
  const isYearly = monthDay(from, dates) !== undefined
  return isYearly || from <= to
    ? []
    : [invalid(at, { en: `"${to}" lies before "${from}".`, fa: `«${to}» پیش از «${from}» است.` })]
}

function checkDay(day: string, { path, dates }: Place): Finding[] {
  if ((dayNumber(day, dates) ?? monthDay(day, dates)) !== undefined) return []
  const name = dates === 'jalali' ? { en: 'Jalali', fa: 'شمسی' } : { en: 'Gregorian', fa: 'میلادی' }
  const message = {
    en: `"${day}" is no day of the ${name.en} calendar; "dates" says which one this file is written in.`,
    fa: `«${day}» روزی از تقویم ${name.fa} نیست؛ «dates» می‌گوید این فایل با کدام تقویم نوشته شده است.`,
  }
  return [invalid(path, message)]
}
