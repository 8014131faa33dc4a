import { canonicalJson } from '../../../model/canonical-json.js'
import type { DecidedLead } from '../../../model/decision.js'
import type { Grade, ScoringFile } from '../../rule-set.js'
import { asTimePasses } from './as-time-passes.js'
import { type Asked, askedAfter, askedInTurn, isThere } from './asked.js'
import { type Change, NO_CHANGE, sizeOf, together } from './change.js'
import { allLifts, combinedLifts, type Distance, furthest } from './combine-lifts.js'
import { type Lift, scoreIn, scoreLifts } from './score-lifts.js'
import { type Obstacle, type StartingPoint, startingPoints } from './starting-points.js'

/** What it would take; every way was decided about as it stands. */
export interface Way {
  /** What people would do, and when the goal is there: now, or when the clock has come round as well. */
  readonly steps?: { readonly change: Change; readonly at: number; readonly decided: DecidedLead }
  /** It comes true though nobody does anything. */
  readonly byItself?: { readonly at: number; readonly decided: DecidedLead }
  /** How far a score is from where it has to be. */
  readonly distance?: Distance
  /** What could be done about that score, one by one. */
  readonly lifts: readonly Lift[]
  /** Why there is no way, where none was found. */
  readonly obstacle?: Obstacle
}

/** Looks for the smallest change after which the rules decide as somebody wishes. */
export async function findWay(asked: Asked): Promise<Way> {
  const byItself = await asTimePasses(asked)
  const starts = await startingPoints(asked)
  const own = byItself ? { byItself } : {}
  if ('kind' in starts) return { ...own, lifts: [], ...(byItself ? {} : { obstacle: starts }) }
  const tried = await waysFrom(starts, asked)
  const { steps, ...told } = tried.steps ? tried : { ...tried, ...(await mended(starts, asked)) }
  const shown = told.distance === undefined || scoreMatters(asked, steps) ? told : { lifts: [] }
  const scores = { lifts: shown.lifts, ...('distance' in shown && shown.distance ? { distance: shown.distance } : {}) }
  if (!steps || sizeOf(steps.change) === 0)
    return { ...own, ...scores, ...(byItself ? {} : { obstacle: obstacleIn(told, asked) }) }
  return { ...own, ...scores, steps }
}

interface Tried extends Pick<Way, 'steps' | 'distance' | 'lifts'> {
  /** A rule that came first instead. */
  readonly instead?: string
}

/** The way with the fewest things to do, of all that begin here. */
async function waysFrom(starts: readonly StartingPoint[], asked: Asked): Promise<Tried> {
  const found: NonNullable<Way['steps']>[] = []
  let told: Tried = { lifts: [] }
  for (const start of distinct(starts)) {
    const { steps, ...more } = await wayFrom(start, asked)
    if (steps) found.push(steps)
    told = {
      ...told,
      ...(more.instead ? { instead: more.instead } : {}),
      ...(told.distance === undefined && more.distance ? more : {}),
    }
  }
  const [steps] = found.sort((left, right) => sizeOf(left.change) - sizeOf(right.change) || left.at - right.at)
  return { ...told, ...(steps ? { steps } : {}) }
}

/** So many beginnings that do not suffice are gone on with. */
const MOST_MENDED = 4

/** A change can spoil what was so before, a grade for example: asks again from there. */
async function mended(starts: readonly StartingPoint[], asked: Asked): Promise<Partial<Tried>> {
  for (const start of distinct(starts)
    .filter(({ change }) => sizeOf(change) > 0)
    .slice(0, MOST_MENDED)) {
    const begun = await askedAfter(asked, start.change)
    const further = await startingPoints(begun)
    if ('kind' in further) continue
    const joined = further.flatMap((point): StartingPoint[] => {
      const change = together(start.change, point.change)
      return change ? [{ ...point, change, waits: start.waits || point.waits }] : []
    })
    const way = await waysFrom(joined, asked)
    if (way.steps) return way
  }
  return {}
}

/** Where a way was found that leaves the score alone, the score is no matter. */
function scoreMatters({ goal, decided }: Asked, steps: Way['steps']): boolean {
  if (goal.kind === 'grade' || goal.kind === 'score' || !steps) return true
  return Object.entries(steps.decided.decision.scores).some(([file, { total }]) => decided.decision.scores[file]?.total !== total)
}

function distinct(starts: readonly StartingPoint[]): readonly StartingPoint[] {
  const asKey = ({ change, ...rest }: StartingPoint) =>
    canonicalJson({
      ...rest,
      fields: Object.entries(change.fields).map(([name, value]) => [name, value ?? null]),
      activities: change.activities,
    })
  return [...new Map(starts.map((start) => [asKey(start), start])).values()]
}

function obstacleIn({ lifts, distance, instead }: Tried, asked: Asked): Obstacle {
  if (!distance) return instead === undefined ? { kind: 'nothing-free' } : { kind: 'other-rule-first', rule: instead }
  const { gained, total } = furthest(asked, lifts, distance)
  if (gained >= distance.points) return { kind: 'not-found' }
  return distance.up ? { kind: 'not-enough', most: total } : { kind: 'not-little', least: total }
}

async function wayFrom(start: StartingPoint, asked: Asked): Promise<Tried> {
  const plain = await arrival(asked, start)
  if (plain) return { steps: { change: start.change, ...plain }, lifts: [] }
  const begun = sizeOf(start.change) === 0 ? asked : await askedAfter(asked, start.change)
  const distance = start.score && distanceTo(start.score, begun)
  if (!distance) return { lifts: [], ...insteadOf(begun) }
  const lifts = await scoreLifts(begun, distance)
  const steps = await throughLifts({ start, begun, asked, distance }, lifts)
  return { ...(steps ? { steps } : {}), distance, lifts }
}

/** What the rules did with the lead where something else was wished. */
function insteadOf({ goal, ruleSet, decided: { decision } }: Asked): Pick<Tried, 'instead'> {
  const isAboutPlace =
    goal.kind === 'queue' || (goal.kind === 'rule' && ruleSet.routing.some(({ id }) => goal.rule.startsWith(`${id}/`)))
  const rule = isAboutPlace ? decision.routing?.rule : decision.transitions.at(-1)?.rule
  return rule ? { instead: rule } : {}
}

/** When a change leads to the goal: at once, or with the time that it waits for; done in one go, and step by step as people do it. */
async function arrival(asked: Asked, { change, waits }: StartingPoint): Promise<Arrival | undefined> {
  const at = await arrivalIn(sizeOf(change) === 0 ? asked : await askedAfter(asked, change), waits)
  if (!at || asked.isPast || sizeOf(change) < 2) return at
  return arrivalIn(await askedInTurn(asked, change), waits)
}

type Arrival = Omit<NonNullable<Way['steps']>, 'change'>

async function arrivalIn(asked: Asked, waits: boolean): Promise<Arrival | undefined> {
  if (isThere(asked, asked.decided)) return { at: asked.environment.now, decided: asked.decided }
  return waits ? asTimePasses(asked) : undefined
}

function distanceTo({ file: id, total, grade }: NonNullable<StartingPoint['score']>, asked: Asked): Distance | undefined {
  const file = asked.ruleSet.scoring.find((each) => each.id === id)
  if (!file) return undefined
  const sum = scoreIn(asked.decided, file).total
  const wanted = total ?? (grade === undefined ? sum : totalFor(grade, file, asked))
  return { file, up: wanted > sum, points: Math.abs(wanted - sum) }
}

/** The total with which a grade begins, or below which the one above it ends; a grade that the lead came in with ends later. */
function totalFor(wanted: string, file: ScoringFile, { decided, situation, ruleSet }: Asked): number {
  const { grades } = file.score
  const { total: sum } = scoreIn(decided, file)
  const previous = file === ruleSet.scoring[0] ? situation.lead.grade : undefined
  const floorOf = ({ grade, from = sum, until = from }: Grade) => (grade === previous ? Math.min(from, until) : from)
  const place = grades.findIndex(({ grade }) => grade === wanted)
  const now = grades.findIndex(({ grade }) => grade === decided.decision.scores[file.id]?.grade)
  const [target, above] = [grades[place], grades[place - 1]]
  if (now >= 0 && place > now) return (above ? floorOf(above) : sum) - LEAST
  return target ? floorOf(target) : sum
}

/** Less than any rule gives. */
const LEAST = 1e-6

/** So many combinations are decided about. */
const MOST_TRIED = 400

interface Lifting {
  readonly start: StartingPoint
  readonly begun: Asked
  readonly asked: Asked
  readonly distance: Distance
}

async function throughLifts(lifting: Lifting, lifts: readonly Lift[]): Promise<Way['steps']> {
  const { begun, distance } = lifting
  for (const change of combinedLifts(begun, lifts, distance).slice(0, MOST_TRIED)) {
    const steps = await tried(lifting, change)
    if (steps) return steps
  }
  const whole = await tried(lifting, allLifts(lifts))
  return whole && trimmed(lifting, whole)
}

async function tried({ start, asked }: Lifting, more: Change): Promise<Way['steps']> {
  const change = together(start.change, more)
  const there = change && (await arrival(asked, { ...start, change }))
  return change && there ? { change, ...there } : undefined
}

/** Without everything that is not needed. */
async function trimmed(lifting: Lifting, whole: NonNullable<Way['steps']>): Promise<Way['steps']> {
  let kept = whole
  for (const name of Object.keys(whole.change.fields)) {
    const { [name]: _, ...fields } = kept.change.fields
    kept = (await tried({ ...lifting, start: { ...lifting.start, change: NO_CHANGE } }, { ...kept.change, fields })) ?? kept
  }
  for (const type of Object.keys(whole.change.activities)) {
    const { [type]: _, ...activities } = kept.change.activities
    kept = (await tried({ ...lifting, start: { ...lifting.start, change: NO_CHANGE } }, { ...kept.change, activities })) ?? kept
  }
  return kept
}
