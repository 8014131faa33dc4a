/** A round of turns is at most about this long, which keeps shares exact to a thousandth and a choice fast. */
const LONGEST_ROUND = 1_000

/**
 * Weights as small whole numbers in the same proportion, none of them zero.
 * @example wholeWeights([1.5, 0.5]) // [3, 1]
 */
export function wholeWeights(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const hundredths = weights.map((weight) => Math.max(1, Math.round(weight * 100)))
  const divisor = hundredths.reduce(greatestCommonDivisor, 0)
  const exact = hundredths.map((weight) => weight / divisor)
  if (exact.reduce((total, weight) => total + weight, 0) <= LONGEST_ROUND) return exact
  return weights.map((weight) => Math.max(1, Math.round((weight / sum) * LONGEST_ROUND)))
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}
