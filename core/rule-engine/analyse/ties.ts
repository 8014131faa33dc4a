import { parseDuration } from '../../model/calendar/duration.js'
import { gradeOf } from '../decide/grade-of.js'
import type { ScoringFile } from '../rule-set.js'
import type { AnalysisScope, Variable } from './analysis.js'

/** What two variables owe each other, so that no record is imagined that cannot be. */
export interface Tie {
  readonly places: readonly [number, number]
  allows(first: unknown, second: unknown): boolean
}

type Pair = readonly [Variable, Variable]
type TieRule = (pair: Pair, scope: AnalysisScope) => Tie['allows'] | undefined

/** Finds what the variables of one search owe each other. */
export function tiesBetween(variables: readonly Variable[], scope: AnalysisScope): readonly Tie[] {
  const bound = variables.map((variable, place) => ({ variable, place }))
  return bound.flatMap((left) =>
    bound.flatMap((right) =>
      left === right
        ? []
        : RULES.flatMap((rule): Tie[] => {
            const allows = rule([left.variable, right.variable], scope)
            return allows ? [{ places: [left.place, right.place], allows }] : []
          }),
    ),
  )
}

/** A grade that some lead with this total has, whatever grade it had before. */
const gradeFollowsTotal: TieRule = ([total, grade], { scoring }) => {
  if (total.fact !== 'score' || grade.fact !== 'grade' || total.params['model'] !== grade.params['model']) return undefined
  const file = scoring.find(({ id }) => id === total.params['model'])
  return file && file.score.grades.length > 0 ? (sum, name) => isGradeAt(file, { total: Number(sum), name }) : undefined
}

function isGradeAt({ score: { grades } }: ScoringFile, { total, name }: { total: number; name: unknown }): boolean {
  const earlier = [undefined, ...grades.map(({ grade }) => grade)]
  return earlier.some((previous) => gradeOf(grades, { total, previous }) === name)
}

const sameType: (pair: Pair) => boolean = ([left, right]) => left.params['type'] === right.params['type']

/** A longer window counts at least as many. */
const longerCountsMore: TieRule = ([short, long]) => {
  if (short.fact !== 'activityCount' || long.fact !== 'activityCount' || !sameType([short, long])) return undefined
  return windowOf(short) < windowOf(long) ? (few, many) => Number(few) <= Number(many) : undefined
}

function windowOf({ params: { within, withinDays } }: Variable): number {
  if (typeof within === 'string') return parseDuration(within) ?? Infinity
  return typeof withinDays === 'number' ? withinDays * DAY_MS : Infinity
}

const DAY_MS = 86_400_000

/** There is a last activity exactly where one is counted. */
const lastOfCounted: TieRule = ([count, last]) => {
  if (count.fact !== 'activityCount' || last.fact !== 'lastActivity') return undefined
  if (last.params['type'] !== undefined && !sameType([count, last])) return undefined
  const isWhole = windowOf(count) === Infinity
  const counted = isWhole && sameType([count, last])
  return (many, at) => (at === undefined ? many === 0 : !counted || Number(many) > 0)
}

/** A part is filled only where the whole is; an amount is filled wherever the money is. */
const partOfWhole: TieRule = ([whole, part]) => {
  const { fact, path = '' } = part
  if (whole.fact !== fact || !path.startsWith(`${whole.path ?? '$'}.`) || whole.path === undefined) return undefined
  const always = path.endsWith('.amount')
  return (all, inner) => (all === undefined ? inner === undefined : !always || inner !== undefined)
}

const quarterOfMonth: TieRule = ([month, quarter]) => {
  if (month.fact !== 'jalali' || quarter.fact !== 'jalali') return undefined
  if (month.path !== '$.month' || quarter.path !== '$.quarter' || month.params['of'] !== quarter.params['of']) return undefined
  return (in12, in4) => (in12 === undefined ? in4 === undefined : Math.ceil(Number(in12) / 3) === in4)
}

/** A day that is not there has no year and no month. */
const jalaliOfField: TieRule = ([field, jalali]) => {
  const of = jalali.params['of']
  if (jalali.fact !== 'jalali' || typeof of !== 'string' || field.key !== `lead$.${of}`) return undefined
  return (instant, part) => (instant === undefined) === (part === undefined)
}

const RULES: readonly TieRule[] = [gradeFollowsTotal, longerCountsMore, lastOfCounted, partOfWhole, quarterOfMonth, jalaliOfField]
