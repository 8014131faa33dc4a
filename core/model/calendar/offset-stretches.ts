import { zoneOffset } from './local-parts.js'

/** A stretch of time in which the clocks of a zone keep one distance from UTC. */
export interface OffsetStretch {
  readonly from: number
  readonly to: number
  /** How far the clocks are ahead of UTC, in milliseconds. */
  readonly offset: number
}

const DAY_MS = 86_400_000

/** Cuts a span of time where the clocks of a zone are put forward or back; they are taken to change at most once a day. */
export function offsetStretches(
  timeZone: string,
  { from, to }: { readonly from: number; readonly to: number },
): readonly OffsetStretch[] {
  const stretches: OffsetStretch[] = []
  let start = from
  let offset = zoneOffset(from, timeZone)
  for (let before = from; before < to; before += DAY_MS) {
    const after = Math.min(to, before + DAY_MS)
    const next = zoneOffset(after, timeZone)
    if (next === offset) continue
    const change = firstWith(next, { before, after, timeZone })
    stretches.push({ from: start, to: change, offset })
    start = change
    offset = next
  }
  return [...stretches, { from: start, to, offset }]
}

function firstWith(offset: number, span: { readonly before: number; readonly after: number; readonly timeZone: string }): number {
  let { before, after } = span
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (zoneOffset(middle, span.timeZone) === offset) after = middle
    else before = middle
  }
  return after
}
