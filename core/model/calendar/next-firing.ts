import { zoneOffset } from './local-parts.js'
import { type LocalCalendar, periodAt } from './period.js'
import { dayAt } from './start-of-day.js'

/** Something that happens again and again at a local time: every day, or on the first day of every week or month. */
export interface Repetition extends LocalCalendar {
  readonly every: 'day' | 'week' | 'month'
  /** `HH:MM` on the clock of the time zone. */
  readonly timeOfDay: string
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/**
 * The first instant after this one at which it happens. A time that the clocks skip is the moment they jump to; one that they show
 * twice is the first of the two.
 * @example nextFiring(now, { every: 'month', timeOfDay: '08:00', calendar: 'jalali', timeZone: 'Asia/Tehran' })
 */
export function nextFiring(after: number, { every, timeOfDay, ...local }: Repetition): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number)
  const wait = (hours * 60 + minutes) * MINUTE_MS
  for (let steps = 0; ; steps += 1) {
    const { from } = periodAt(after, { unit: every, steps, ...local })
    const at = instantOf(dayAt(from, local.timeZone) * DAY_MS + wait, local.timeZone)
    if (at > after) return at
  }
}

/** The instant at which the clocks of a zone show a local time, written as if it were UTC. */
function instantOf(shown: number, timeZone: string): number {
  const tried = [zoneOffset(shown - DAY_MS, timeZone), zoneOffset(shown + DAY_MS, timeZone)].map((offset) => shown - offset)
  const found = tried.filter((at) => at + zoneOffset(at, timeZone) === shown)
  return found.length > 0 ? Math.min(...found) : jumpAfter(Math.min(...tried), { shown, timeZone })
}

function jumpAfter(start: number, { shown, timeZone }: { readonly shown: number; readonly timeZone: string }): number {
  let before = start
  let after = start + DAY_MS
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (middle + zoneOffset(middle, timeZone) >= shown) after = middle
    else before = middle
  }
  return after
}
