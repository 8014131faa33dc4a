import { setImmediate as othersFirst } from 'node:timers/promises'
import type { Cell } from './features.js'

/** A row of numbers and whether it was won. */
export interface Row {
  readonly cells: readonly Cell[]
  readonly won: boolean
}

/** Weights of a logistic regression: log odds are the intercept and the sum of weight times value. */
export interface Weights {
  readonly intercept: number
  readonly weights: readonly number[]
}

const MOST_STEPS = 50
const CLOSE_ENOUGH = 1e-9

/**
 * Fits a logistic regression by Newton's method (iteratively reweighted least squares), with an L2 penalty on every weight but
 * the intercept. Deterministic: the same rows give the same weights to the last bit.
 * @see Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 2nd ed., section 4.4.1.
 */
export async function fitLogistic(
  rows: readonly Row[],
  { columns, penalty }: { columns: number; penalty: number },
): Promise<Weights> {
  const size = columns + 1
  let solution: readonly number[] = Array.from({ length: size }, () => 0)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const move = await newtonStep(rows, { size, penalty, solution })
    const damping = Math.min(1, LONGEST_MOVE / Math.max(...move.map(Math.abs)))
    solution = solution.map((value, place) => value + damping * (move[place] ?? 0))
    if (Math.max(...move.map(Math.abs)) < CLOSE_ENOUGH) break
  }
  return { intercept: solution[0] ?? 0, weights: solution.slice(1) }
}

/** A step never changes log odds by more than this for one column, so that early steps do not shoot past. */
const LONGEST_MOVE = 5

/** The chance that follows from log odds. */
export const chanceOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

/** Log odds of a row. */
export function logOddsOf({ intercept, weights }: Weights, cells: readonly Cell[]): number {
  return cells.reduce((sum, { column, value }) => sum + (weights[column] ?? 0) * value, intercept)
}

/** So many rows are worked through before others get their turn. */
const ROWS_AT_ONCE = 5_000

interface StepRequest {
  readonly size: number
  readonly penalty: number
  readonly solution: readonly number[]
}

async function newtonStep(rows: readonly Row[], { size, penalty, solution }: StepRequest): Promise<readonly number[]> {
  const gradient = new Float64Array(size)
  const hessian = Array.from({ length: size }, () => new Float64Array(size))
  for (const [index, { cells, won }] of rows.entries()) {
    if (index % ROWS_AT_ONCE === 0) await othersFirst()
    const full: readonly Cell[] = [{ column: -1, value: 1 }, ...cells]
    const chance = chanceOf(full.reduce((sum, { column, value }) => sum + (solution[column + 1] ?? 0) * value, 0))
    const rest = (won ? 1 : 0) - chance
    const spread = Math.max(chance * (1 - chance), 1e-12)
    for (const one of full) {
      gradient[one.column + 1] = (gradient[one.column + 1] ?? 0) + rest * one.value
      const line = hessian[one.column + 1]
      if (!line) continue
      for (const other of full) line[other.column + 1] = (line[other.column + 1] ?? 0) + spread * one.value * other.value
    }
  }
  for (let place = 1; place < size; place += 1) {
    gradient[place] = (gradient[place] ?? 0) - penalty * (solution[place] ?? 0)
    const line = hessian[place]
    if (line) line[place] = (line[place] ?? 0) + penalty
  }
  return solve(hessian, gradient)
}

/** Solves a symmetric positive definite system by Cholesky's method. */
function solve(matrix: readonly Float64Array[], right: Float64Array): readonly number[] {
  const size = right.length
  const lower = matrix.map((line) => Float64Array.from(line))
  const at = (row: number, column: number) => lower[row]?.[column] ?? 0
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(row, column)
      for (let place = 0; place < column; place += 1) sum -= at(row, place) * at(column, place)
      const line = lower[row]
      if (line) line[column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(column, column)
    }
  }
  const middle = new Float64Array(size)
  for (let row = 0; row < size; row += 1) {
    let sum = right[row] ?? 0
    for (let place = 0; place < row; place += 1) sum -= at(row, place) * (middle[place] ?? 0)
    middle[row] = sum / at(row, row)
  }
  const answer = new Array<number>(size).fill(0)
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = middle[row] ?? 0
    for (let place = row + 1; place < size; place += 1) sum -= at(place, row) * (answer[place] ?? 0)
    answer[row] = sum / at(row, row)
  }
  return answer
}
