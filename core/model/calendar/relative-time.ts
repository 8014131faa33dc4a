import { remember } from '../remember.js'

/**
 * Says how far an instant lies from now, in the largest unit that fits.
 * @example formatRelative(now - 300_000, { now, language: 'en' }) // '5 minutes ago'
 */
export function formatRelative(ms: number, { now, language }: { readonly now: number; readonly language: string }): string {
  const distance = ms - now
  const [unit, length] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1_000]
  return formatter(language).format(Math.trunc(distance / length), unit)
}

const DAY = 86_400_000

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

const formatter = remember((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))
