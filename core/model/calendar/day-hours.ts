import { dayNumber, monthDay, monthDayOf } from './calendar-day.js'
import { type DaySpan, type Holiday, parseDaySpan, WEEKDAYS, type WorkingCalendar } from './working-calendar.js'

/** The working hours that begin on a day, which is counted from 1970-01-01. */
export type DayHours = (day: number) => readonly DaySpan[]

/** Prepares a calendar: the hours of a day are those of the first holiday that covers it, else those of its weekday. */
export function dayHours({ week, holidays = [], dates = 'gregorian' }: WorkingCalendar): DayHours {
  const ofWeekday = WEEKDAYS.map((weekday) => spansOf(week[weekday]))
  const special = holidays.map((holiday) => ({ covers: coverage(holiday, dates), spans: spansOf(holiday.hours) }))
  const isYearly = special.some(({ covers }) => covers.yearly)
  return (day) => {
    const yearly = isYearly ? monthDayOf(day, dates) : 0
    const found = special.find(({ covers }) => isWithin(covers.yearly ? yearly : day, covers))
    // The first of January 1970 was a Thursday, the fourth day of the week.
    return found ? found.spans : (ofWeekday[(((day + 3) % 7) + 7) % 7] ?? [])
  }
}

interface Coverage {
  readonly yearly: boolean
  readonly from: number
  readonly to: number
}

function coverage(holiday: Holiday, dates: NonNullable<WorkingCalendar['dates']>): Coverage {
  const { from, to } = 'on' in holiday ? { from: holiday.on, to: holiday.on } : holiday
  const yearly = from.length < 'YYYY-MM-DD'.length
  const read = (text: string) => (yearly ? monthDay(text, dates) : dayNumber(text, dates)) ?? Number.NaN
  return { yearly, from: read(from), to: read(to) }
}

/** A range that comes back every year may run over its end. */
function isWithin(day: number, { yearly, from, to }: Coverage): boolean {
  return yearly && from > to ? day >= from || day <= to : day >= from && day <= to
}

function spansOf(hours: readonly string[] = []): readonly DaySpan[] {
  return hours.map(parseDaySpan).filter((span) => span !== undefined)
}
