import type { Point } from './analysis.js'
import { type Box, fullSet, isEmptySet, pointAt, type RowSet, type RowSpace } from './row-space.js'

/** A record that no row matches; none together with `exact` means that there is none. */
export interface RowGap {
  readonly point?: Point
  /** The value chosen at each place; undefined where any does. */
  readonly chosen?: readonly (number | undefined)[]
  readonly exact: boolean
}

interface GapQuestion {
  /** Where the record must lie; anywhere otherwise. */
  readonly within?: Box
  /** Steps that may be made before the answer is not exact any more. */
  readonly budget: number
}

/**
 * Looks for a record that no row matches, one place after the other. Where the same rows are left at the same place the answer
 * is the same, so that a table of a thousand rows takes as many steps as it has different parts, not combinations.
 */
export function rowGap(rows: RowSpace, { within, budget }: GapQuestion): RowGap {
  const { space, rowsAt, size } = rows
  const tied = new Set(space.ties.flatMap(({ places }) => places))
  const order = space.choices
    .map((_, place) => place)
    .sort((left, right) => Number(tied.has(right)) - Number(tied.has(left)) || valuesAt(left) - valuesAt(right))
  const openRest = order.map((_, depth) => rowsOpenOn(order.slice(depth), rows))
  const chosen: (number | undefined)[] = space.choices.map(() => undefined)
  const covered = order.map(() => new Set<string>())
  let steps = 0

  const visit = (depth: number, live: RowSet): boolean => {
    const place = order[depth]
    if (place === undefined || (isEmptySet(live) && !tied.has(place) && !within)) return isEmptySet(live)
    if (steps > budget || meets(live, openRest[depth])) return false
    const key =
      tied.size > 0 ? `${live.join()} ${order.slice(0, depth).map((at) => (tied.has(at) ? chosen[at] : ''))}` : live.join()
    if (covered[depth]?.has(key)) return false
    const found = space.choices[place]?.values.some((_, value) => {
      if (within?.[place]?.[value] === 0) return false
      chosen[place] = value
      steps += 1
      return keepsTies(place, rows, chosen) && visit(depth + 1, both(live, rowsAt[place]?.[value]))
    })
    if (found) return true
    chosen[place] = undefined
    covered[depth]?.add(key)
    return false
  }

  const found = visit(0, fullSet(size))
  const exact = space.exact && steps <= budget
  return found ? { point: pointAt(rows, chosen), chosen, exact } : { exact }

  function valuesAt(place: number): number {
    return space.choices[place]?.values.length ?? 0
  }
}

/** Rows that take any value at all of these places. */
function rowsOpenOn(places: readonly number[], { boxes }: RowSpace): RowSet {
  const open = new Uint32Array(Math.ceil(boxes.length / 32))
  boxes.forEach((box, row) => {
    if (places.every((place) => !box[place]?.includes(0))) open[row >>> 5] = (open[row >>> 5] ?? 0) | (1 << (row & 31))
  })
  return open
}

const meets = (rows: RowSet, others: RowSet | undefined): boolean =>
  rows.some((bits, word) => (bits & (others?.[word] ?? 0)) !== 0)

const both = (rows: RowSet, others: RowSet | undefined): RowSet => rows.map((bits, word) => bits & (others?.[word] ?? 0))

function keepsTies(place: number, { space }: RowSpace, chosen: readonly (number | undefined)[]): boolean {
  return space.ties.every(({ places: [first, second], allows }) => {
    const [one, other] = [chosen[first], chosen[second]]
    if ((first !== place && second !== place) || one === undefined || other === undefined) return true
    return allows(space.choices[first]?.values[one], space.choices[second]?.values[other])
  })
}
