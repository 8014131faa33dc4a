import { parseDuration } from '../../model/calendar/duration.js'

/**
 * Writes an ISO 8601 duration in words; a text that is none stays as it is.
 * @example durationText('P1DT12H', 'en') // '1 day, 12 hours'
 */
export function durationText(duration: string, language: string): string {
  const ms = parseDuration(duration)
  if (ms === undefined) return duration
  const parts = UNITS.flatMap(([unit, length, whole]) => {
    const count = Math.floor((whole === undefined ? ms : ms % whole) / length)
    return count > 0 ? [inUnit(count, { unit, language })] : []
  })
  if (parts.length === 0) return inUnit(ms / 1_000, { unit: 'second', language })
  return new Intl.ListFormat(language, { type: 'unit', style: 'long' }).format(parts)
}

function inUnit(count: number, { unit, language }: { unit: string; language: string }): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

/** Unit, its length, and the length of the next larger one. */
const UNITS: readonly (readonly [string, number, number?])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000, 86_400_000],
  ['minute', 60_000, 3_600_000],
  ['second', 1_000, 60_000],
]
