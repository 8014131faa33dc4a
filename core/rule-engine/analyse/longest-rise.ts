/**
 * The longest part of a sequence of different numbers that rises: what is outside of it has moved.
 * @example longestRise([1, 4, 2, 3]) // Set { 1, 2, 3 }
 */
export function longestRise(sequence: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const before = new Map<number, number | undefined>()
  for (const value of sequence) {
    const length = firstAtLeast(ends, value)
    before.set(value, ends[length - 1])
    ends[length] = value
  }
  const rise = new Set<number>()
  for (let value = ends.at(-1); value !== undefined; value = before.get(value)) rise.add(value)
  return rise
}

function firstAtLeast(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1
    else high = middle
  }
  return low
}
