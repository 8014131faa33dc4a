import type { ActivityQuestion, ActivityTally } from '../../model/activity-tally.js'
import { parseDuration } from '../../model/calendar/duration.js'
import type { FactChange } from '../../model/decision.js'
import { ownValue } from '../../model/own-value.js'
import type { Slot } from '../rule-set.js'

/** A value with those it will have later though no data changes. */
export interface TimedValue {
  readonly value: unknown
  readonly changes: readonly FactChange[]
}

type Ask = Pick<Slot, 'fact' | 'params'>

/** Facts that follow from a lead's activities. */
export const ACTIVITY_FACTS: ReadonlySet<string> = new Set(['activityCount', 'activitySum', 'activityTimes', 'lastActivity'])

/** What must be known of a lead's activities for such a fact. */
export function activityQuestion(ask: Ask, now: number): ActivityQuestion {
  const { fact, params } = ask
  const type = typeof params['type'] === 'string' ? { type: params['type'] } : {}
  const isEach = fact === 'activitySum' || fact === 'activityTimes' || windowOf(params) !== undefined
  return { ...type, ...(isEach ? { since: sinceOf(ask, now) } : {}), ...(fact === 'activitySum' ? { details: true } : {}) }
}

/** The fact's value for a lead with these activities, and how it falls as they grow old. */
export function activityFact(ask: Ask, tally: ActivityTally, now: number): TimedValue {
  const { fact, params } = ask
  const window = windowOf(params)
  if (fact === 'lastActivity') return { value: tally.last, changes: NONE }
  if (fact === 'activityCount' && window === undefined) return { value: tally.count, changes: NONE }
  const since = sinceOf(ask, now)
  const recent = tally.recent.filter(({ at }) => at >= since)
  const valueFrom = (activities: ActivityTally['recent']) => valueFor(ask, activities)
  // Points that fade tell themselves when they change.
  if (window === undefined || fact === 'activityTimes') return { value: valueFrom(recent), changes: NONE }
  return { value: valueFrom(recent), changes: changesOf(recent, { window, valueFrom }) }
}

const NONE: readonly FactChange[] = []
const DAY_MS = 86_400_000
const BEGINNING = -8.64e15
/** More is foreseen step by step: the last one is told without its value, so that rules look again. */
const MOST_CHANGES = 40

/** How long an activity counts, in milliseconds. */
function windowOf({ within, withinDays }: Slot['params']): number | undefined {
  if (typeof within === 'string') return parseDuration(within)
  return typeof withinDays === 'number' ? withinDays * DAY_MS : undefined
}

function sinceOf({ params }: Ask, now: number): number {
  const window = windowOf(params)
  return window === undefined ? BEGINNING : now - window
}

function valueFor({ fact, params }: Ask, recent: ActivityTally['recent']): unknown {
  if (fact === 'activityCount') return recent.length
  if (fact === 'activityTimes') return recent.slice(0, Number(params['newest'])).map(({ at }) => at)
  const path = String(params['field']).split('.')
  return recent.reduce((sum, { details }) => sum + numberAt(details, path), 0)
}

function numberAt(details: unknown, path: readonly string[]): number {
  const value = path.reduce<unknown>(ownValue, details)
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

/** Activities leave the window one after the other, the oldest first. */
function changesOf(
  recent: ActivityTally['recent'],
  { window, valueFrom }: { readonly window: number; readonly valueFrom: (left: ActivityTally['recent']) => unknown },
): readonly FactChange[] {
  const changes: FactChange[] = []
  for (let left = recent.length - 1; left >= 0; left -= 1) {
    const oldest = recent[left]?.at
    if (oldest === undefined || oldest === recent[left - 1]?.at) continue
    const at = Math.floor(oldest + window) + 1
    if (changes.length === MOST_CHANGES) return [...changes, { at }]
    changes.push({ at, value: valueFrom(recent.slice(0, left)) })
  }
  return changes
}
