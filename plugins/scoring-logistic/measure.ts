import type { Accuracy, CalibrationBand } from '../../core/plugin-api/index.js'

/** What was foretold of a lead and what came. */
export interface Foretold {
  readonly chance: number
  readonly won: boolean
}

const BANDS = 10

/** How good foretold chances are; see `Accuracy` for what each figure means. */
export function measure(
  foretold: readonly Foretold[],
  { threshold = 0.5 }: { threshold?: number } = {},
): Omit<Accuracy, 'trainedAt' | 'trainedOn' | 'notes'> {
  const won = foretold.filter((each) => each.won).length
  const count = (isWon: boolean, isAbove: boolean) =>
    foretold.filter((each) => each.won === isWon && each.chance >= threshold === isAbove).length
  return {
    testedOn: foretold.length,
    wonShare: foretold.length === 0 ? 0 : won / foretold.length,
    auc: areaUnderCurve(foretold),
    brier:
      foretold.reduce((sum, { chance, won: isWon }) => sum + (chance - (isWon ? 1 : 0)) ** 2, 0) / Math.max(1, foretold.length),
    confusion: {
      threshold,
      truePositive: count(true, true),
      falsePositive: count(false, true),
      trueNegative: count(false, false),
      falseNegative: count(true, false),
    },
    calibration: calibrationOf(foretold),
  }
}

/** The Mann-Whitney statistic: equal chances count half. */
export function areaUnderCurve(foretold: readonly Foretold[]): number {
  const sorted = foretold.toSorted((one, other) => one.chance - other.chance)
  let rankSum = 0
  for (let start = 0; start < sorted.length; ) {
    let end = start
    while (end < sorted.length && sorted[end]?.chance === sorted[start]?.chance) end += 1
    const rank = (start + 1 + end) / 2
    rankSum += rank * sorted.slice(start, end).filter(({ won }) => won).length
    start = end
  }
  const won = foretold.filter((each) => each.won).length
  const lost = foretold.length - won
  return won === 0 || lost === 0 ? 0.5 : (rankSum - (won * (won + 1)) / 2) / (won * lost)
}

function calibrationOf(foretold: readonly Foretold[]): readonly CalibrationBand[] {
  return Array.from({ length: BANDS }, (_, band) => {
    const [from, to] = [band / BANDS, (band + 1) / BANDS]
    const inside = foretold.filter(({ chance }) => chance >= from && (chance < to || band === BANDS - 1))
    const mean = (value: (each: Foretold) => number) => inside.reduce((sum, each) => sum + value(each), 0) / inside.length
    return { from, to, count: inside.length, expected: mean(({ chance }) => chance), actual: mean(({ won }) => (won ? 1 : 0)) }
  }).filter(({ count }) => count > 0)
}
