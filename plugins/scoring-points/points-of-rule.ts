import type { ScoredRule } from '../../core/plugin-api/index.js'

/** Points of a rule that matched: its own, or so many for each activity, up to the greatest count it pays for. */
export function pointsOfRule({ then, count = 0 }: ScoredRule): number {
  if (typeof then.points === 'number') return then.points
  const { points, maxCount } = isObject(then.pointsPer) ? then.pointsPer : {}
  if (typeof points !== 'number') return 0
  return points * Math.min(count, typeof maxCount === 'number' ? maxCount : count)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
