import type { Point } from './analysis.js'
import { type Box, firstIn, pointAt, type RowSpace, rowsIn } from './row-space.js'

/** Two rows that both match a record. */
export interface RowOverlap {
  readonly earlier: number
  readonly later: number
  readonly point: Point
  /** Whether such a record can be for certain; what belongs together was chosen apart. */
  readonly isCertain: boolean
}

/** For each row the earlier rows that match a record together with it, one after the other as they are asked for. */
export function* rowOverlaps(rows: RowSpace, later: number): Generator<RowOverlap> {
  const box = rows.boxes[later]
  if (!box) return
  const met = rowsIn(box, rows)
  for (let earlier = firstIn(met); earlier !== undefined && earlier < later; earlier = firstIn(met, earlier + 1)) {
    const chosen = common(box, rows.boxes[earlier] ?? [])
    yield { earlier, later, point: pointAt(rows, chosen), isCertain: rows.space.ties.length === 0 }
  }
}

/** The first value that both leave open, where they do not leave everything open. */
function common(box: Box, other: Box): readonly (number | undefined)[] {
  return box.map((open, place) => {
    const shared = open.map((isOpen, value) => isOpen & (other[place]?.[value] ?? 0))
    return shared.includes(0) ? shared.indexOf(1) : undefined
  })
}
