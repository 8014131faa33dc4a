/** How the merit of a sale is shared out among the touches before it. */
export type Model = 'first' | 'last' | 'linear' | 'position'

/**
 * The weight of each of some touches, the oldest first, in whole numbers. By position the first and the last have two fifths each,
 * and those between them share the fifth that is left.
 * @example weightsOf('position', 4) // [4, 1, 1, 4]
 */
export function weightsOf(model: Model, count: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => WEIGHTS[model](place, count))
}

const WEIGHTS: Readonly<Record<Model, (place: number, count: number) => number>> = {
  first: (place) => (place === 0 ? 1 : 0),
  last: (place, count) => (place === count - 1 ? 1 : 0),
  linear: () => 1,
  position: (place, count) => (count > 2 && (place === 0 || place === count - 1) ? 2 * (count - 2) : 1),
}

/**
 * Shares a whole amount out by weights, so that the parts are whole and add up to it: what rounding leaves goes to the largest
 * remainders, of equal ones to the first.
 * @example shareOut(100, [1, 1, 1]) // [34, 33, 33]
 */
export function shareOut(amount: number, weights: readonly number[]): readonly number[] {
  const whole = BigInt(Math.abs(amount))
  const total = BigInt(weights.reduce((sum, weight) => sum + weight, 0))
  const exact = weights.map((weight) => whole * BigInt(weight))
  const parts = exact.map((part) => part / total)
  const left = Number(whole - parts.reduce((sum, part) => sum + part, 0n))
  const byRemainder = exact
    .map((part, place) => ({ place, remainder: part % total }))
    .sort((one, other) =>
      one.remainder === other.remainder ? one.place - other.place : one.remainder > other.remainder ? -1 : 1,
    )
  const lucky = new Set(byRemainder.slice(0, left).map(({ place }) => place))
  return parts.map((part, place) => (Number(part) + (lucky.has(place) ? 1 : 0)) * (amount < 0 ? -1 : 1) + 0)
}
