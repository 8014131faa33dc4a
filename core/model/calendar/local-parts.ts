import { remember } from '../remember.js'

/** What calendar and clock show in a time zone. */
export interface LocalParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 1 is Monday, 7 is Sunday, as in ISO 8601. */
  readonly weekday: number
}

/**
 * Reads an instant (milliseconds since 1970 UTC) as people in a time zone do.
 * @example localParts(0, 'Asia/Tehran') // { year: 1970, month: 1, day: 1, hour: 3, minute: 30, second: 0, weekday: 4 }
 */
export function localParts(ms: number, timeZone: string): LocalParts {
  const shifted = new Date(ms + zoneOffset(ms, timeZone))
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday: shifted.getUTCDay() || 7,
  }
}

/** How far the clocks of a time zone are ahead of UTC at an instant, in milliseconds. */
export function zoneOffset(ms: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const clock = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = clock
  const local = new Date(0)
  local.setUTCFullYear(year, month - 1, day)
  local.setUTCHours(hour, minute, second)
  return local.getTime() - Math.floor(ms / 1_000) * 1_000
}

const clockOf = remember(
  (timeZone) =>
    new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
)
