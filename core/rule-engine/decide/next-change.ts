import { statusOf } from '../../model/lifecycle.js'
import type { ResponseClock } from '../../model/response-clock.js'
import { changesByItself } from '../facts/core-facts.js'
import { datesMatter } from './dates-matter.js'
import { fadingAfterMove } from './fading-after-move.js'
import { leaveChanges } from './leave.js'
import { presenceChanges } from './presence.js'
import { answerAt, changesOf, type Decided, type TimedRule } from './rule-at.js'
import { nextTurn, turningPoints } from './turning-points.js'

/** The last instant that a date can hold; what is due later is never due. */
const END_OF_TIME = 8.64e15

/** A turning point that leaves the answer as it was is passed over; after so many it is taken for the change. */
const MOST_TURNS = 40

/**
 * The first future instant at which one of these rules answers differently, or a score is another, though no data changes.
 * Until then the same decision would be made again. It may be earlier than that, never later.
 */
export function nextChange(
  rules: readonly TimedRule[],
  decided: Decided,
  told: readonly number[] = foretold(decided),
): number | undefined {
  const { now } = decided.state
  let next = Math.min(END_OF_TIME, ...told.filter((at) => at > now))
  for (const rule of rules) next = firstTurn(rule, decided, next) ?? next
  return next === END_OF_TIME ? undefined : next
}

/** Whether anything but data can change this rule's answer, for some lead. */
export function canChange({ rule, times, reads }: TimedRule, { slots }: Pick<Decided['compiled'], 'slots'>): boolean {
  if (times.length > 0 || rule.effective !== undefined) return true
  return reads.some((place) => {
    const slot = slots.slots[place]
    return slot !== undefined && changesByItself(slot)
  })
}

/** What others have said: when a score changes, and, for a lead that waits for an owner, when somebody goes or comes back. */
function foretold(decided: Decided): readonly number[] {
  const { ruleSet, state } = decided
  const told = Object.values(state.scores).map(({ changesAt }) => Math.ceil(changesAt ?? Infinity))
  const clock = state.lead.responseClock as ResponseClock | undefined
  const answer = clock?.from === undefined ? [] : [state.lead.responseDueAt ?? Infinity, ...clock.levels]
  const scores = [...told, ...fadingAfterMove(decided), ...answer]
  const isOpen = (statusOf(ruleSet.lifecycle, state.lead.status)?.category ?? 'open') === 'open'
  return isOpen && state.lead.ownerId === undefined
    ? [...scores, ...leaveChanges(ruleSet, state), ...presenceChanges(ruleSet, state)]
    : scores
}

function firstTurn(rule: TimedRule, decided: Decided, before: number): number | undefined {
  const points = pointsOf(rule, decided)
  const certain = new Set(unforeseen(rule, decided))
  let current: unknown
  let at = decided.state.now
  let nextPoint = at
  let isDated = false
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    // Between two points nothing but the date changes, so it is asked once for each stretch whether the date matters.
    if (at === nextPoint) isDated = datesMatter(rule, decided, at)
    if (at === nextPoint) nextPoint = Math.min(Infinity, ...points.filter((point) => point > at))
    at = isDated ? Math.min(nextPoint, ...rule.times.map((leaf) => nextTurn(leaf, at, decided.state) ?? Infinity)) : nextPoint
    if (at >= before) return undefined
    if (turns === 0) current = answerAt(rule, decided, decided.state.now)
    if (certain.has(at) || answerAt(rule, decided, at) !== current) return at
  }
  return at
}

function pointsOf({ rule, times, reads }: TimedRule, { values, state, compiled, situation }: Decided): readonly number[] {
  const { from, until } = rule.effective ?? {}
  const bounds = [from, until].flatMap((bound) => (bound === undefined ? [] : [Date.parse(bound)]))
  const changes = reads.flatMap((place) => changesOf(place, { compiled, situation }).map(({ at }) => Math.ceil(at)))
  return [...bounds, ...changes, ...times.flatMap((leaf) => turningPoints(leaf, values, state))]
}

/** Changes after which nobody can tell the answer: the new value is not known, or a time is compared with it. */
function unforeseen({ times, reads }: TimedRule, decided: Decided): readonly number[] {
  const against = times.map(({ otherPlace }) => otherPlace)
  return reads.flatMap((place) =>
    changesOf(place, decided)
      .filter((change) => !('value' in change) || against.includes(place))
      .map(({ at }) => Math.ceil(at)),
  )
}
