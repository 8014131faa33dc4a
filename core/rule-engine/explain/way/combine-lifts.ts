import type { ScoringFile } from '../../rule-set.js'
import type { Asked } from './asked.js'
import { type Change, NO_CHANGE, sizeOf, together } from './change.js'
import { type FittingChange, fittingChange } from './fitting-change.js'
import { groupSums, type Lift, scoreIn } from './score-lifts.js'

/** How far a score has to move at least. */
export interface Distance {
  readonly file: ScoringFile
  readonly up: boolean
  readonly points: number
}

const MOST_COMBINATIONS = 20_000

/**
 * Changes that together could move a score far enough, those with the fewest things to do first. Limits of groups are kept in
 * mind; whether it really suffices is for a decision to say.
 */
export function combinedLifts(asked: Asked, lifts: readonly Lift[], distance: Distance): readonly Change[] {
  const found: Found[] = []
  const total = totalWith(asked, distance)
  let looked = 0
  const most = mostAtOnce(lifts.length)
  const clashes = clashesIn(asked)
  const visit = (from: number, chosen: readonly Lift[]): void => {
    for (let place = from; place < lifts.length && looked < MOST_COMBINATIONS; place += 1) {
      const lift = lifts[place]
      if (!lift || chosen.some((other) => other.rule === lift.rule || clashes(other, lift))) continue
      looked += 1
      const combination = [...chosen, lift]
      const gained = total(combination)
      const change = gained >= distance.points ? changeOf(combination, asked) : undefined
      if (change) found.push({ change, size: sizeOf(change), overwritten: overwrittenBy(change, asked), total: gained })
      // One that suffices needs nobody else.
      else if (combination.length < most) visit(place + 1, combination)
    }
  }
  visit(0, [])
  return found.sort(easierFirst).map(({ change }) => change)
}

interface Found {
  readonly change: Change
  readonly size: number
  readonly overwritten: number
  readonly total: number
}

/** What is not known yet is sooner filled in than what is known is changed. */
const easierFirst = (left: Found, right: Found): number =>
  left.size - right.size || left.overwritten - right.overwritten || left.total - right.total

function overwrittenBy({ fields }: Change, { situation }: Asked): number {
  const lead: Readonly<Record<string, unknown>> = situation.lead
  return Object.keys(fields).filter((field) => lead[field] !== undefined).length
}

/** All that can be done at once, most useful first: where the small combinations were too many to try. */
export function allLifts(lifts: readonly Lift[]): Change {
  return lifts.reduce<Change>((whole, { change }) => together(whole, change) ?? whole, NO_CHANGE)
}

/** How far all lifts together would move a score, one of each rule, with the limits of groups and of the whole. */
export function furthest(
  asked: Asked,
  lifts: readonly Lift[],
  distance: Distance,
): { readonly gained: number; readonly total: number } {
  const ofRules = new Map(lifts.toReversed().map((lift) => [lift.rule, lift]))
  const gained = totalWith(asked, distance)([...ofRules.values()])
  return { gained, total: scoreIn(asked.decided, distance.file).total + (distance.up ? gained : -gained) }
}

/** Of many lifts only small combinations are tried. */
function mostAtOnce(count: number): number {
  if (count <= 14) return count
  return count <= 30 ? 4 : count <= 80 ? 3 : 2
}

/** What the total would gain in the wished direction, with the limits of groups and of the whole. */
function totalWith(asked: Asked, { file, up }: Distance): (chosen: readonly Lift[]) => number {
  const now = scoreIn(asked.decided, file)
  const sums = groupSums(now)
  const sign = up ? 1 : -1
  if (file.model !== 'points') return (chosen) => chosen.reduce((sum, { points }) => sum + sign * points, 0)
  return (chosen) => {
    const raw = new Map(sums)
    for (const { byGroup } of chosen) for (const [group, gain] of byGroup) raw.set(group, (raw.get(group) ?? 0) + gain)
    return sign * (heldTotal(file, raw) - now.total)
  }
}

function heldTotal({ score: { min, max, groups } }: ScoringFile, sums: ReadonlyMap<string, number>): number {
  const limits = new Map(groups.map((group) => [group.id, group]))
  let total = 0
  for (const [group, sum] of sums) {
    const { min: least = -Infinity, max: most = Infinity } = limits.get(group) ?? {}
    total += Math.max(least, Math.min(most, sum))
  }
  return Math.max(min, Math.min(max, total))
}

/** Whether two lifts want different things of one field, and no third value serves both. */
function clashesIn(asked: Asked): (one: Lift, other: Lift) => boolean {
  const known = new Map<string, boolean>()
  return (one, other) => {
    if (together(one.change, other.change)) return false
    const key = `${one.rule} ${other.rule}`
    const answer = known.get(key) ?? jointly([one, other], asked) === undefined
    known.set(key, answer)
    return answer
  }
}

/** Where two want different values of one field, a value that serves both. */
function changeOf(chosen: readonly Lift[], asked: Asked): Change | undefined {
  let whole: Change | undefined = NO_CHANGE
  for (const { change } of chosen) whole = whole && together(whole, change)
  if (whole) return whole
  const fitting = jointly(chosen, asked)
  if (!fitting || fitting.waits) return undefined
  const activities = chosen.map(({ change }) => ({ fields: {}, activities: change.activities }))
  return activities.reduce<Change | undefined>((sum, each) => sum && together(sum, each), fitting.change)
}

function jointly(chosen: readonly Lift[], asked: Asked): FittingChange | undefined {
  const holds = chosen.flatMap(({ wanted }) => wanted.holds)
  const fails = chosen.flatMap(({ wanted }) => wanted.fails ?? [])
  return fittingChange({ holds, fails, stage: 'start' }, asked, 'people')
}
