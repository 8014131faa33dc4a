import { slotKey } from '../compile/slot-key.js'
import type { RuleSet, ScoringFile, ScoringRule } from '../rule-set.js'

/** The scoring file whose total and grade stand on the lead. */
export const mainScore = ({ scoring }: Pick<RuleSet, 'scoring'>): ScoringFile | undefined => scoring[0]

export const gradesOf = ({ score }: ScoringFile): readonly string[] => score.grades.map(({ grade }) => grade)

/**
 * The least and the most that a total can be: the bounds of the file, and for the model `points` what its rules can give.
 * A step is there where only whole numbers can come out.
 */
export function scoreBounds(file: ScoringFile): { readonly min: number; readonly max: number; readonly step?: number } {
  const { min, max, groups } = file.score
  if (file.model !== 'points') return { min, max }
  const rules = file.rules.filter(({ enabled, mode }) => enabled !== false && mode !== 'shadow')
  const sums = groups.map((group) => groupBounds(rules, group))
  const total = (of: 'least' | 'most') => sums.reduce((sum, bounds) => sum + bounds[of], 0)
  const whole =
    rules.every(isWhole) && [min, max, ...groups.flatMap((group) => [group.min ?? 0, group.max ?? 0])].every(Number.isInteger)
  return {
    min: Math.max(min, Math.min(max, total('least'))),
    max: Math.min(max, Math.max(min, total('most'))),
    ...(whole ? { step: 1 } : {}),
  }
}

/** What the groups and the total can come to: bounds that are written down but never reached make no difference to it. */
export function reachableBounds(file: ScoringFile): readonly (readonly [id: string, least: number, most: number])[] {
  const rules = file.rules.filter(({ enabled, mode }) => enabled !== false && mode !== 'shadow')
  const groups = file.score.groups.map((group) => {
    const { least, most } = groupBounds(rules, group)
    return [group.id, least, most] as const
  })
  const { min, max } = scoreBounds(file)
  return [...groups, ['', min, max]]
}

type Group = ScoringFile['score']['groups'][number]

/** What a group can give. */
function groupBounds(rules: readonly ScoringRule[], group: Group): { readonly least: number; readonly most: number } {
  const points = rules.filter(({ then }) => then.group === group.id).map(pointsRange)
  const hold = (sum: number) => Math.max(group.min ?? -Infinity, Math.min(group.max ?? Infinity, sum))
  return {
    least: hold(points.reduce((sum, [least]) => sum + least, 0)),
    most: hold(points.reduce((sum, [, most]) => sum + most, 0)),
  }
}

/** What one rule adds at least and at most; it may always stay silent. */
export function pointsRange({ then }: Pick<ScoringRule, 'then'>): readonly [least: number, most: number] {
  const { points = 0, pointsPer } = then
  const whole = pointsPer ? pointsPer.points * pointsPer.maxCount : points
  return [Math.min(0, whole), Math.max(0, whole)]
}

/** What one rule that holds adds for a record, before anything fades. */
export function pointsAt(
  { points = 0, pointsPer }: ScoringRule['then'],
  { facts }: { readonly facts: Readonly<Record<string, unknown>> },
): number {
  if (!pointsPer) return points
  const count = facts[slotKey('activityCount', { type: pointsPer.activity })]
  return pointsPer.points * Math.min(typeof count === 'number' ? count : 0, pointsPer.maxCount)
}

function isWhole({ then: { points = 0, pointsPer, decay } }: ScoringRule): boolean {
  return decay === undefined && Number.isInteger(points) && Number.isInteger(pointsPer?.points ?? 0)
}
