import type { Candidate } from './assignment-strategy.js'

/**
 * Candidates in the order of their turns, beginning with the first whose place is at the cursor or after it.
 * @example inTurn(candidates, 2).map(({ position }) => position) // [2, 4, 0, 1]
 */
export function inTurn(candidates: readonly Candidate[], cursor: number): readonly Candidate[] {
  const byPlace = [...candidates].sort((one, other) => one.position - other.position)
  return [...byPlace.filter(({ position }) => position >= cursor), ...byPlace.filter(({ position }) => position < cursor)]
}
