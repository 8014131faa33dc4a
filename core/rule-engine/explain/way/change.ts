import { isDeepStrictEqual } from 'node:util'
import { parseDuration } from '../../../model/calendar/duration.js'
import type { FactChange } from '../../../model/decision.js'
import { isResponse } from '../../../model/first-response.js'
import type { Situation } from '../../decide/decide-request.js'
import { withFields } from '../../decide/session.js'
import { ACTIVITY_FACTS } from '../../facts/activity-facts.js'
import { TIME_UNITS } from '../../facts/time-units.js'
import type { Slot } from '../../rule-set.js'

/** What people would do about a lead. */
export interface Change {
  /** New values by field of the lead; `undefined` empties one. */
  readonly fields: Readonly<Record<string, unknown>>
  /** How many more activities of each type happen. */
  readonly activities: Readonly<Record<string, number>>
}

export const NO_CHANGE: Change = { fields: {}, activities: {} }

/** How many things somebody has to do. */
export function sizeOf({ fields, activities }: Change): number {
  return Object.keys(fields).length + Object.values(activities).reduce((sum, count) => sum + count, 0)
}

/** Both changes as one; undefined where they want different things of one field. */
export function together(left: Change, right: Change): Change | undefined {
  const contradict = Object.entries(right.fields).some(
    ([name, value]) => Object.hasOwn(left.fields, name) && !isDeepStrictEqual(left.fields[name], value),
  )
  if (contradict) return undefined
  const types = [...new Set([...Object.keys(left.activities), ...Object.keys(right.activities)])]
  const most = (type: string) => Math.max(left.activities[type] ?? 0, right.activities[type] ?? 0)
  return {
    fields: { ...left.fields, ...right.fields },
    activities: Object.fromEntries(types.map((type) => [type, most(type)])),
  }
}

/** What is done last, because the rules act on it at once. */
export const LAST: ReadonlySet<string> = new Set(['status', 'statusReason', 'ownerId'])

/** The steps in which people do it: fields in one go, then what happens, then the status and the owner. */
export function inTurn({ fields, activities }: Change): readonly Change[] {
  const [last, first] = [true, false].map((isLast) => Object.entries(fields).filter(([name]) => LAST.has(name) === isLast))
  const each = Object.entries(activities).flatMap(([type, count]) =>
    Array.from({ length: count }, (): Change => ({ fields: {}, activities: { [type]: 1 } })),
  )
  const written = (entries: readonly (readonly [string, unknown])[] = []): readonly Change[] =>
    entries.length === 0 ? [] : [{ fields: Object.fromEntries(entries), activities: {} }]
  return [...written(first), ...each, ...written(last)]
}

interface Doing {
  readonly slots: readonly Slot[]
  readonly now: number
}

/** The situation as it would be had somebody done this just now. */
export function afterChange(situation: Situation, { fields, activities }: Change, { slots, now }: Doing): Situation {
  const happened = Object.entries(activities)
  const responded = happened.some(([type]) => isResponse(type)) && situation.lead.firstResponseAt === undefined
  const moved = Object.hasOwn(fields, 'status') ? { statusReason: undefined, statusSince: now } : {}
  const lead = withFields(situation.lead, { ...moved, ...fields, ...(responded ? { firstResponseAt: now } : {}) })
  const asked = slots.filter(({ fact }) => ACTIVITY_FACTS.has(fact))
  const facts: Record<string, unknown> = { ...situation.facts, lead }
  const factChanges: Record<string, readonly FactChange[]> = { ...situation.factChanges }
  for (const slot of asked) {
    const more = happened.filter(([type]) => (slot.params['type'] ?? type) === type).reduce((sum, [, count]) => sum + count, 0)
    if (more === 0) continue
    const { key } = slot
    const later = factChanges[key] ?? []
    facts[key] = valueWith(slot, facts[key], { more, now })
    if (slot.fact === 'activityCount') factChanges[key] = countsWith(slot, later, { more, now })
  }
  return { ...situation, lead, facts, factChanges, trigger: 'edit' }
}

interface More {
  readonly more: number
  readonly now: number
}

function valueWith({ fact, params }: Slot, value: unknown, { more, now }: More): unknown {
  if (fact === 'activityCount') return (typeof value === 'number' ? value : 0) + more
  if (fact === 'lastActivity') return now
  if (fact !== 'activityTimes') return value
  const times: readonly unknown[] = Array.isArray(value) ? value : []
  return [...Array.from({ length: more }, () => now), ...times].slice(0, Number(params['newest']))
}

/** What happens now leaves the window last. */
function countsWith({ params }: Slot, later: readonly FactChange[], { more, now }: More): readonly FactChange[] {
  const { within, withinDays } = params
  const days = typeof withinDays === 'number' ? withinDays * TIME_UNITS.days : undefined
  const window = typeof within === 'string' ? parseDuration(within) : days
  if (window === undefined) return later
  const raised = later.map((change) => (typeof change.value === 'number' ? { ...change, value: change.value + more } : change))
  return [...raised, { at: Math.floor(now + window) + 1, value: 0 }]
}
