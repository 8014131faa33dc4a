/** Whose turn it is, as an index, and how far each is ahead of the one chosen, in shares of a lead. */
export interface SmoothTurn {
  readonly chosen: number
  readonly ahead: readonly number[]
}

/**
 * Smooth weighted round robin: in every turn each credit grows by its weight, the greatest is chosen and pays the sum of all.
 * After as many turns as the weights add up to, all credits are zero again, so only the turn within that round counts.
 * Shapes: `weights` and `ahead` are both [n]; weights are whole and positive. Without weights, nobody (-1) is chosen.
 * @example [0, 1, 2, 3].map((turn) => smoothTurn([3, 1], turn).chosen) // [0, 0, 1, 0]
 */
export function smoothTurn(weights: readonly number[], turn: number): SmoothTurn {
  const round = weights.reduce((sum, weight) => sum + weight, 0)
  let credits = weights.map(() => 0)
  let chosen = -1
  for (let step = 0; weights.length > 0 && step <= turn % round; step++) {
    if (chosen >= 0) credits[chosen] = (credits[chosen] ?? 0) - round
    credits = credits.map((credit, index) => credit + (weights[index] ?? 0))
    chosen = credits.indexOf(Math.max(...credits))
  }
  const greatest = credits[chosen] ?? 0
  return { chosen, ahead: credits.map((credit) => Math.round(((greatest - credit) / round) * 1_000) / 1_000) }
}
