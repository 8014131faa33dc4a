import { type DayHours, dayHours } from './day-hours.js'
import { offsetStretches } from './offset-stretches.js'
import type { DaySpan, WorkingCalendar } from './working-calendar.js'

/** The working spans of one year (of UTC), in order and apart from each other, as instants. */
export interface WorkingYear {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Working time of this year before each span. */
  readonly before: readonly number[]
  readonly total: number
}

const DAY_MS = 86_400_000
const known = new WeakMap<WorkingCalendar, Map<string, WorkingYear>>()

/** Works out a year once for each calendar and zone. */
export function workingYear(calendar: WorkingCalendar, timeZone: string, year: number): WorkingYear {
  const years = known.get(calendar) ?? new Map<string, WorkingYear>()
  known.set(calendar, years)
  const key = `${year} ${timeZone}`
  const made = years.get(key) ?? makeYear(calendar, timeZone, year)
  years.set(key, made)
  return made
}

/** Clocks that are put back show an hour twice, and both count; an hour that they jump over does not. */
function makeYear(calendar: WorkingCalendar, timeZone: string, year: number): WorkingYear {
  const bounds = { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1) }
  const onTheClock = clockSpans(dayHours(calendar), bounds)
  const spans = offsetStretches(timeZone, bounds).flatMap(({ from, to, offset }) =>
    onTheClock
      .map(({ start, end }) => ({ start: Math.max(from, start - offset), end: Math.min(to, end - offset) }))
      .filter(({ start, end }) => start < end),
  )
  const merged = mergeSpans(spans)
  let total = 0
  const before = merged.map(({ start, end }) => {
    const sum = total
    total += end - start
    return sum
  })
  return { starts: merged.map(({ start }) => start), ends: merged.map(({ end }) => end), before, total }
}

/** Spans as a clock on the wall shows them, without regard to its zone; a day more at either end, for the zones. */
function clockSpans(hours: DayHours, { from, to }: { readonly from: number; readonly to: number }): readonly DaySpan[] {
  const first = from / DAY_MS - 2
  const days = Array.from({ length: (to - from) / DAY_MS + 4 }, (_, index) => first + index)
  return mergeSpans(
    days.flatMap((day) => hours(day).map(({ start, end }) => ({ start: day * DAY_MS + start, end: day * DAY_MS + end }))),
  )
}

function mergeSpans(spans: readonly DaySpan[]): readonly DaySpan[] {
  const merged: DaySpan[] = []
  for (const span of spans.toSorted((left, right) => left.start - right.start)) {
    const last = merged.at(-1)
    if (last && span.start <= last.end) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
    else merged.push(span)
  }
  return merged
}
