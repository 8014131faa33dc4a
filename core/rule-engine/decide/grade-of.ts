import type { Grade } from '../rule-set.js'

/**
 * The grade of a total, highest first. A lead keeps the grade it had down to that grade's `until`, so that it does not flap.
 * @example gradeOf(grades, { total: 62, previous: 'hot' }) // 'hot', where hot is from 70 until 60
 */
export function gradeOf(
  grades: readonly Grade[],
  { total, previous }: { readonly total: number; readonly previous?: string | undefined },
): string | undefined {
  const floorOf = ({ grade, from = -Infinity, until = from }: Grade) => (grade === previous ? Math.min(from, until) : from)
  return grades.find((grade) => total >= floorOf(grade))?.grade
}
