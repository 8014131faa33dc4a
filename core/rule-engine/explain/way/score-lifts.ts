import { canonicalJson } from '../../../model/canonical-json.js'
import type { DecidedLead, Score } from '../../../model/decision.js'
import type { CompiledScoringRule } from '../../compile/compile-rule-set.js'
import { isEffective } from '../../decide/session.js'
import type { RuleSet, ScoringFile } from '../../rule-set.js'
import { stagesOf, valuesAt } from '../decision-stages.js'
import { type Asked, askedAfter, compiledOf } from './asked.js'
import { type Change, sizeOf } from './change.js'
import { fittingChange, type Wanted } from './fitting-change.js'

/** A change that moves a score, and by how much it does so alone. */
export interface Lift {
  readonly change: Change
  /** The rules that would say otherwise. */
  readonly wanted: Wanted
  /** `<file id>/<rule id>`. */
  readonly rule: string
  readonly title: RuleSet['scoring'][number]['rules'][number]['title']
  /** What the total would gain, held within its limits. */
  readonly points: number
  /** What each group would gain before any limit; `''` for what is in none. */
  readonly byGroup: ReadonlyMap<string, number>
}

/** Which score is to be moved, and which way. */
export interface Direction {
  readonly file: ScoringFile
  readonly up: boolean
}

/** Activities of one kind that are proposed at most; nobody makes more calls for points. */
const MOST_ACTIVITIES = 5

/** Everything that people could do about a score, each with what it brings; the most first. */
export async function scoreLifts(asked: Asked, { file, up }: Direction): Promise<readonly Lift[]> {
  const rules = compiledOf(asked).scoring.find((scoring) => scoring.file === file)?.rules ?? []
  const now = asked.environment.now
  const awake = rules.filter(({ rule }) => rule.mode !== 'shadow' && isEffective(rule, now))
  const changes = awake.flatMap((rule) => changesFor(rule, { asked, up }))
  const known = new Map(changes.map((each) => [canonicalJson(asJson(each.change)), each]))
  const lifts: Lift[] = []
  for (const one of known.values()) {
    const lift = await measured(one, asked, file)
    const gain = [...lift.byGroup.values()].reduce((sum, points) => sum + points, 0)
    if (up ? gain > 0 : gain < 0) lifts.push(lift)
  }
  return lifts.sort((left, right) => Math.abs(right.points) - Math.abs(left.points) || sizeOf(left.change) - sizeOf(right.change))
}

/** An emptied field is told from one that is not named. */
const asJson = ({ fields, activities }: Change) => ({
  activities,
  fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? null])),
})

type Candidate = Pick<Lift, 'change' | 'wanted' | 'rule' | 'title'>

function changesFor(compiled: CompiledScoringRule, { asked, up }: { asked: Asked; up: boolean }): readonly Candidate[] {
  const { rule, name, conditions } = compiled
  const { points = 0, pointsPer } = rule.then
  const isGood = (pointsPer?.points ?? points) > 0 === up
  const holds = holdsNow(compiled, asked)
  const about = { rule: name, title: rule.title }
  const wanted: Wanted | undefined = conditions && {
    holds: isGood ? [conditions] : [],
    fails: isGood ? [] : [conditions],
    stage: 'start',
  }
  if (!wanted) return []
  if (holds === isGood) return isGood && pointsPer ? moreOf(pointsPer, { asked, about, wanted }) : []
  const fitting = fittingChange(wanted, asked, 'people')
  if (!fitting || fitting.waits || sizeOf(fitting.change) === 0) return []
  const one = { ...about, wanted, change: fitting.change }
  const others = isGood && pointsPer ? moreOf(pointsPer, { asked, about, wanted, with: fitting.change }) : []
  return [one, ...others]
}

interface MoreOf {
  readonly asked: Asked
  readonly about: Pick<Lift, 'rule' | 'title'>
  readonly wanted: Wanted
  readonly with?: Change
}

/** More activities of the kind that is paid for, up to as many as are. */
function moreOf(
  { activity, maxCount }: { readonly activity: string; readonly maxCount: number },
  { about, wanted, with: base = { fields: {}, activities: {} } }: MoreOf,
): readonly Candidate[] {
  const most = Math.min(maxCount, MOST_ACTIVITIES)
  return Array.from({ length: most }, (_, index) => ({
    ...about,
    wanted,
    change: { ...base, activities: { ...base.activities, [activity]: index + 1 } },
  }))
}

function holdsNow({ test }: CompiledScoringRule, asked: Asked): boolean {
  const { ruleSet } = asked
  const { decision } = asked.decided
  const values = valuesAt(stagesOf(ruleSet, decision).start, { ruleSet, compiled: compiledOf(asked), decision })
  try {
    return test(values) === true
  } catch {
    return false
  }
}

async function measured(candidate: Candidate, asked: Asked, file: ScoringFile): Promise<Lift> {
  const { decided } = await askedAfter(asked, candidate.change)
  const [before, after] = [scoreIn(asked.decided, file), scoreIn(decided, file)]
  return { ...candidate, points: after.total - before.total, byGroup: gained(before, after) }
}

const NO_SCORE: Score = { total: 0, contributions: [] }

/** What a decision says of a score; nothing where its model failed. */
export const scoreIn = ({ decision }: DecidedLead, { id }: Pick<ScoringFile, 'id'>): Score => decision.scores[id] ?? NO_SCORE

/** The sums of the groups before any limit. */
export function groupSums({ contributions }: Score): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { rule, group = '', points } of contributions)
    if (rule !== 'cap' && rule !== 'floor') sums.set(group, (sums.get(group) ?? 0) + points)
  return sums
}

function gained(before: Score, after: Score): ReadonlyMap<string, number> {
  const [old, fresh] = [groupSums(before), groupSums(after)]
  const groups = [...new Set([...old.keys(), ...fresh.keys()])]
  return new Map(groups.map((group) => [group, (fresh.get(group) ?? 0) - (old.get(group) ?? 0)]))
}
