import { type JalaliParts, jalaliDay, jalaliParts } from '../../model/calendar/jalali.js'
import { zoneOffset } from '../../model/calendar/local-parts.js'
import { remember } from '../../model/remember.js'

/** Stretches of time, each up to before its end, worked out for all that lies inside `known`. */
export interface Stretches {
  readonly known: readonly [number, number] | readonly [string, string]
  readonly stretches: readonly (readonly [number, number] | readonly [string, string])[]
}

interface Field {
  readonly type: 'date' | 'dateTime'
  readonly timeZone: string
  readonly part: 'year' | 'month' | 'quarter'
}

/**
 * When a part of the Jalali date is as asked, for dates of a field: days as they stand, instants as a time zone shows them.
 * The same calendar answers as for one lead, so clocks that are turned make no difference.
 */
export function jalaliStretches({ type, timeZone, part }: Field, holds: (parts: JalaliParts) => boolean): Stretches {
  const edges = edgesOf[part](type === 'date' ? 'days' : timeZone)
  const [first, last] = [edges[0]?.at ?? 0, edges.at(-1)?.at ?? 0]
  const stretches: [number, number][] = []
  for (const [index, { at, parts }] of edges.slice(0, -1).entries()) {
    if (!holds(parts)) continue
    const until = edges[index + 1]?.at ?? last
    const before = stretches.at(-1)
    if (before?.[1] === at) before[1] = until
    else stretches.push([at, until])
  }
  return type === 'dateTime'
    ? { known: [first, last], stretches }
    : { known: dayPair([first, last]), stretches: stretches.map(dayPair) }
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const dayPair = ([from, until]: readonly [number, number]): readonly [string, string] => [dayOf(from), dayOf(until)]

/** Where a part may turn, and the date that begins there. */
interface Edge {
  readonly at: number
  readonly parts: JalaliParts
}

// Birthdays reach further back than anything that happened to a lead.
const YEARS = { days: [1300, 1440], instants: [1360, 1440] } as const
const MONTHS = { year: [1], quarter: [1, 4, 7, 10], month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] } as const

const edgesOf = {
  year: remember((zone) => edges(zone, MONTHS.year)),
  quarter: remember((zone) => edges(zone, MONTHS.quarter)),
  month: remember((zone) => edges(zone, MONTHS.month)),
}

function edges(zone: string, months: readonly number[]): readonly Edge[] {
  const [from, until] = zone === 'days' ? YEARS.days : YEARS.instants
  const timeZone = zone === 'days' ? 'UTC' : zone
  const years = Array.from({ length: until - from + 1 }, (_, index) => from + index)
  const days = years.flatMap((year) => (year === until ? [1] : months).map((month) => ({ year, month, day: 1 })))
  const turns = days.flatMap((day) => turnsAt(Date.parse(jalaliDay(day) ?? ''), timeZone))
  return turns.map((at) => ({ at, parts: jalaliParts(at, timeZone) }))
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The instants at which the local date passes a day, given by its midnight in UTC: one, or more where clocks are turned back over it. */
function turnsAt(midnight: number, timeZone: string): readonly number[] {
  const before = zoneOffset(midnight - 2 * DAY_MS, timeZone)
  const after = zoneOffset(midnight + 2 * DAY_MS, timeZone)
  if (before === after) return [midnight - before]
  const isPast = (at: number) => at + zoneOffset(at, timeZone) >= midnight
  const from = midnight - Math.max(before, after) - 3 * 60 * MINUTE_MS
  const minutes = Array.from({ length: 8 * 60 }, (_, index) => from + index * MINUTE_MS)
  return minutes.filter((at, index) => index > 0 && isPast(at) !== isPast(at - MINUTE_MS)).map((at) => exactTurn(at, isPast))
}

/** The millisecond inside the minute before. */
function exactTurn(at: number, isPast: (at: number) => boolean): number {
  let [low, high] = [at - MINUTE_MS, at]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isPast(middle) === isPast(at)) high = middle
    else low = middle
  }
  return high
}
