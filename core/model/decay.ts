import { parseDuration } from './calendar/duration.js'
import { remember } from './remember.js'

/**
 * How points fade as what earned them grows old: `none` not at all; `window` all at once after `every`; `linear` to nothing
 * within `every`; `step` by the share `by` after each `every`; `halfLife` by half with each `every`.
 */
export interface Decay {
  readonly model: 'none' | 'window' | 'linear' | 'step' | 'halfLife'
  /** ISO 8601 duration; every model but `none` has one. */
  readonly every?: string
  /** What one step takes away of the first value, a quarter where it is left out. */
  readonly by?: number
}

/** Points that each of some events earned. */
export interface FadingPoints {
  /** For one event while it is new. */
  readonly points: number
  /** When the events were, milliseconds UTC. */
  readonly times: readonly number[]
  readonly decay: Decay
}

/**
 * What is left of the points at an instant, in whole points, so that they stay the same until `pointsChangeAt`.
 * @example pointsLeft({ points: 10, times: [t, t], decay: { model: 'halfLife', every: 'P14D' } }, t + 14 * DAY) // 10
 */
export function pointsLeft({ points, times, decay }: FadingPoints, now: number): number {
  const share = times.reduce((sum, at) => sum + shareLeft(decay, now - at), 0)
  return Math.sign(points) * Math.round(Math.abs(points) * share)
}

/** The first instant after `now` at which another number of whole points is left; undefined when there is none. */
export function pointsChangeAt(fading: FadingPoints, now: number): number | undefined {
  const left = pointsLeft(fading, now)
  // An event may have been at a fraction of a millisecond, and halving would then never come to its end.
  const end = Math.ceil(Math.max(...fading.times) + decayEnd(fading.decay)) + 1
  if (left === 0 || !Number.isFinite(end)) return undefined
  // Points only ever fade, so halving the time finds where.
  let before = now
  let after = Math.max(end, now + 1)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (pointsLeft(fading, middle) === left) before = middle
    else after = middle
  }
  return after
}

/** The age, in milliseconds, from which on nothing is left; after twenty half-lives that is a millionth. */
export function decayEnd({ model, every = '', by = QUARTER }: Decay): number {
  const length = lengthOf(every)
  if (model === 'none') return Infinity
  if (model === 'step') return length * Math.ceil(1 / by)
  return model === 'halfLife' ? length * LAST_HALF_LIFE : length
}

const QUARTER = 0.25
const LAST_HALF_LIFE = 20

const lengthOf = remember((every) => parseDuration(every) ?? Number.NaN)

function shareLeft(decay: Decay, age: number): number {
  if (decay.model === 'none' || age <= 0) return 1
  if (age > decayEnd(decay)) return 0
  const periods = age / lengthOf(decay.every ?? '')
  if (decay.model === 'window') return 1
  if (decay.model === 'linear') return 1 - periods
  return decay.model === 'step' ? Math.max(0, 1 - (decay.by ?? QUARTER) * Math.floor(periods)) : 2 ** -periods
}
