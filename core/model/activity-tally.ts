import type { Activity } from './entities/activity.js'

/** An activity as far as counting needs it. */
export type CountedActivity = Pick<Activity, 'type' | 'at' | 'details'>

/** What is known of a lead's activities of one type. */
export interface ActivityTally {
  readonly count: number
  /** When the newest was. */
  readonly last?: number
  /** Those at or after the instant that was asked for, newest first; with details where they were asked for. */
  readonly recent: readonly Pick<CountedActivity, 'at' | 'details'>[]
}

/** What somebody wants to know of activities. */
export interface ActivityQuestion {
  /** All types together where it is left out. */
  readonly type?: string
  /** From when on each single one is wanted; none without it. */
  readonly since?: number
  readonly details?: boolean
}

export const NO_ACTIVITIES: ActivityTally = Object.freeze({ count: 0, recent: [] })

/** Answers a question over activities that are at hand. */
export function tallyActivities(
  activities: readonly CountedActivity[],
  { type, since = Infinity }: ActivityQuestion,
): ActivityTally {
  const asked = activities.filter((activity) => type === undefined || activity.type === type)
  if (asked.length === 0) return NO_ACTIVITIES
  const recent = asked.filter(({ at }) => at >= since).toSorted((left, right) => right.at - left.at)
  return { count: asked.length, last: Math.max(...asked.map(({ at }) => at)), recent }
}

/** Two tallies of the same question as one. */
export function addTallies(left: ActivityTally, right: ActivityTally): ActivityTally {
  if (right.count === 0) return left
  if (left.count === 0) return right
  return {
    count: left.count + right.count,
    last: Math.max(left.last ?? -Infinity, right.last ?? -Infinity),
    recent: [...left.recent, ...right.recent].toSorted((one, other) => other.at - one.at),
  }
}
