import { scoreBounds } from '../../analyse/score-bounds.js'
import { gradeOf } from '../../decide/grade-of.js'
import type { ScoringFile } from '../../rule-set.js'
import { possibleTotals } from '../possible-totals.js'

/** Whether another bound or cap of a score is proved to make no difference, because no lead gets as far as either. */
export function changesNoScore(before: ScoringFile, after: ScoringFile): boolean {
  if (before.model !== 'points' || unbounded(before) !== unbounded(after)) return false
  const total = reach({ ...before, score: { ...before.score, ...OPEN } })
  if (isBoundFelt(total, before.score, after.score)) return false
  if (isGradeFelt(before, after)) return false
  return before.score.groups.every((group) => {
    const other = after.score.groups.find(({ id }) => id === group.id)
    return other !== undefined && !isBoundFelt(reach(only(before, group.id)), group, other)
  })
}

const OPEN = { min: -Infinity, max: Infinity }

interface Bounds {
  readonly min?: number
  readonly max?: number
}

/** A bound that moved is felt where what can come out lies beyond its old or its new place. */
function isBoundFelt(reached: Required<Bounds>, before: Bounds, after: Bounds): boolean {
  const isCapFelt = before.max !== after.max && reached.max > Math.min(before.max ?? Infinity, after.max ?? Infinity)
  const isFloorFelt = before.min !== after.min && reached.min < Math.max(before.min ?? -Infinity, after.min ?? -Infinity)
  return isCapFelt || isFloorFelt
}

const reach = (file: ScoringFile): Required<Bounds> => scoreBounds(file)

/** One group for itself, without bounds. */
function only(file: ScoringFile, group: string): ScoringFile {
  return {
    ...file,
    rules: file.rules.filter(({ then }) => then.group === group),
    score: { ...file.score, ...OPEN, groups: [{ id: group }] },
  }
}

/** Whether some total that can come out gets another grade, whatever the grade before. */
function isGradeFelt(before: ScoringFile, after: ScoringFile): boolean {
  if (JSON.stringify(before.score.grades) === JSON.stringify(after.score.grades)) return false
  const totals = possibleTotals(before)
  if (!totals) return true
  const previous = [undefined, ...before.score.grades.map(({ grade }) => grade)]
  return totals.some((total) =>
    previous.some(
      (grade) =>
        gradeOf(before.score.grades, { total, previous: grade }) !== gradeOf(after.score.grades, { total, previous: grade }),
    ),
  )
}

/** Everything about a file but its bounds. */
function unbounded({ score, ...file }: ScoringFile): string {
  const groups = score.groups.map(({ min: _min, max: _max, ...group }) => group)
  const grades = score.grades.map(({ grade }) => grade)
  return JSON.stringify({ ...file, score: { ...score, min: 0, max: 0, groups, grades } })
}
