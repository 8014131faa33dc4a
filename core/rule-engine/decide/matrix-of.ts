import type { Score } from '../../model/decision.js'
import type { MatrixSide, ScoringFile } from '../rule-set.js'

/** The combined grade of two groups: `A1` for the best of both; nothing without a matrix. */
export function matrixOf(
  { contributions }: Pick<Score, 'contributions'>,
  matrix: ScoringFile['score']['matrix'],
): string | undefined {
  if (!matrix) return undefined
  const pointsOf = (group: string) => contributions.reduce((sum, each) => (each.group === group ? sum + each.points : sum), 0)
  const bandOf = ({ group, bands }: MatrixSide) => {
    const points = pointsOf(group)
    return bands.find(({ from = -Infinity }) => points >= from)?.band ?? ''
  }
  return `${bandOf(matrix.rows)}${bandOf(matrix.columns)}`
}
