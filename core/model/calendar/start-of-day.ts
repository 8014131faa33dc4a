import { zoneOffset } from './local-parts.js'

const DAY_MS = 86_400_000

/** The first instant of a day, counted from 1970-01-01, in a time zone; some zones put their clocks forward at midnight. */
export function startOfDay(day: number, timeZone: string): number {
  const midnight = day * DAY_MS
  let before = midnight - DAY_MS
  let after = midnight + DAY_MS
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (middle + zoneOffset(middle, timeZone) >= midnight) after = middle
    else before = middle
  }
  return after
}

/** The day on which an instant falls in a time zone, counted from 1970-01-01. */
export function dayAt(ms: number, timeZone: string): number {
  return Math.floor((ms + zoneOffset(ms, timeZone)) / DAY_MS)
}
