import { canonicalJson } from '../../model/canonical-json.js'
import type { ConditionNode } from '../../model/conditions.js'
import { gradeOf } from '../decide/grade-of.js'
import type { ScoringFile, ScoringRule } from '../rule-set.js'
import type { AnalysisScope, Point } from './analysis.js'
import type { SemanticDifference, Sides, Witness } from './difference.js'
import { findPoint } from './find-point.js'
import { pointToFacts } from './point-to-facts.js'
import { holdsFor } from './rule-entries.js'
import { pointsAt, pointsRange, reachableBounds } from './score-bounds.js'
import { variableKey } from './variables.js'

type Files = Sides<ScoringFile>

/** Compares what scoring files say beside their rules: grades, and the bounds of groups and total. */
export function compareScores(scopes: Sides<AnalysisScope>): readonly SemanticDifference[] {
  return scopes.before.scoring.flatMap((before) => {
    const after = scopes.after.scoring.find(({ id }) => id === before.id)
    if (!after) return []
    const files = { before, after }
    return [...compareGrades(files), ...compareBounds(files, scopes)]
  })
}

function compareGrades(files: Files): readonly SemanticDifference[] {
  const { id, score } = files.before
  if (canonicalJson(score.grades) === canonicalJson(files.after.score.grades)) return []
  const witness = gradeWitness(files)
  return [{ kind: 'scoring', file: id, change: 'edited', ...(witness ? { witness } : {}), exact: true }]
}

function gradeWitness({ before, after }: Files): Witness | undefined {
  const grades = [...before.score.grades, ...after.score.grades]
  const limits = [...grades.flatMap(({ from, until }) => [from, until]), after.score.min].filter((limit) => limit !== undefined)
  const totals = limits.flatMap((limit) => [limit, limit - 1, limit + 1])
  const previous = [undefined, ...new Set(grades.map(({ grade }) => grade))]
  const tried = previous.flatMap((grade) => totals.map((total) => ({ total, previous: grade })))
  const found = tried.find((at) => gradeOf(before.score.grades, at) !== gradeOf(after.score.grades, at))
  if (!found) return undefined
  const total = variableKey({ fact: 'score', params: { model: before.id }, path: '$.total' })
  const outcome = ({ id, score }: ScoringFile) => ({ rule: id, then: { grade: gradeOf(score.grades, found) } })
  const point = { [total]: found.total, ...(found.previous === undefined ? {} : { 'lead$.grade': found.previous }) }
  return { point, before: outcome(before), after: outcome(after) }
}

function compareBounds(files: Files, scopes: Sides<AnalysisScope>): readonly SemanticDifference[] {
  const { before, after } = files
  const bounds = ({ score: { min, max, groups } }: ScoringFile) =>
    canonicalJson([min, max, groups.map((group) => [group.id, group.min, group.max])])
  if (bounds(before) === bounds(after) || before.model !== 'points' || after.model !== 'points') return []
  const exact = canonicalJson(reachableBounds(before)) === canonicalJson(reachableBounds(after))
  const witness = exact ? undefined : boundsWitness(files, scopes)
  return [{ kind: 'scoring', file: before.id, change: 'edited', ...(witness ? { witness } : {}), exact }]
}

/** Lets as many rules hold as can, of each group and of all, until the totals differ; then those that take points away. */
function boundsWitness(files: Files, scopes: Sides<AnalysisScope>): Witness | undefined {
  const { score, rules } = files.after
  const sets = [...score.groups.map(({ id }) => rules.filter(({ then }) => then.group === id)), rules]
  for (const set of sets)
    for (const sign of [1, -1]) {
      const counting = set.filter((rule) => worth(rule) * sign > 0)
      const best = counting.toSorted((left, right) => sign * (worth(right) - worth(left)))
      const witness = growing(best, files, scopes)
      if (witness) return witness
    }
  return undefined
}

function growing(rules: readonly ScoringRule[], { before, after }: Files, scopes: Sides<AnalysisScope>): Witness | undefined {
  const holds: ConditionNode[] = []
  for (const { conditions } of rules) {
    const { point } = findPoint({ holds: [...holds, conditions] }, scopes.after)
    if (!point) continue
    holds.push(conditions)
    const [old, fresh] = [totalAt(before, point, scopes.before), totalAt(after, point, scopes.after)]
    if (old !== fresh)
      return { point, before: { rule: before.id, then: { total: old } }, after: { rule: after.id, then: { total: fresh } } }
  }
  return undefined
}

const worth = (rule: ScoringRule): number => pointsRange(rule).reduce((sum, points) => sum + points, 0)

/** The total of the model `points`, nothing faded yet. */
function totalAt({ score, rules }: ScoringFile, point: Point, scope: AnalysisScope): number {
  const facts = pointToFacts(point, scope)
  const earned = rules.filter(({ conditions, enabled, mode }) => {
    const acts = enabled !== false && mode !== 'shadow'
    return acts && holdsFor({ conditions }, scope)(facts)
  })
  const sums = score.groups.map(({ id, min = -Infinity, max = Infinity }) => {
    const ofGroup = earned.filter(({ then }) => then.group === id)
    const sum = ofGroup.reduce((total, { then }) => total + pointsAt(then, facts), 0)
    return Math.max(min, Math.min(max, sum))
  })
  return Math.max(
    score.min,
    Math.min(
      score.max,
      sums.reduce((total, sum) => total + sum, 0),
    ),
  )
}
