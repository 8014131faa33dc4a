import { type Decay, pointsChangeAt, pointsLeft, type ScoredRule } from '../../core/plugin-api/index.js'

/** What a rule gives at an instant, and from when on that is another number of points. */
export interface RulePoints {
  readonly points: number
  readonly changesAt?: number
}

/**
 * Points of a rule that matched: its own, or so many for each activity, up to the greatest count it pays for. Where they fade,
 * the newest activities count, each by its age.
 */
export function pointsOfRule({ then, count = 0, times }: ScoredRule, now: number): RulePoints {
  const per = isObject(then.pointsPer) ? then.pointsPer : undefined
  const points = numberOf(per ? per.points : then.points) ?? 0
  const most = numberOf(per?.maxCount) ?? Infinity
  if (!isDecay(then.decay) || then.decay.model === 'none') return { points: per ? points * Math.min(count, most) : points }
  const fading = { points, times: (times ?? []).slice(0, most), decay: then.decay }
  const changesAt = pointsChangeAt(fading, now)
  return { points: pointsLeft(fading, now), ...(changesAt === undefined ? {} : { changesAt }) }
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const isDecay = (value: unknown): value is Decay => isObject(value) && typeof value.model === 'string'

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
