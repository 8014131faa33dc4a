import { scoreBounds } from '../../analyse/score-bounds.js'
import type { ScoringFile } from '../../rule-set.js'
import { joined } from '../joined.js'
import type { Lint, PlacedFinding } from './lint.js'

/** Finds grades that no total comes to, within the bounds and with all the points that the rules can give. */
export const gradeUnreachable: Lint = ({ files, ruleSet }) =>
  ruleSet.scoring.flatMap((scoring) => {
    const source = files.find(({ kind, id }) => kind === 'scoring' && id === scoring.id)
    return source ? gradesOf(scoring).map((finding): PlacedFinding => ({ source, finding })) : []
  })

function gradesOf(scoring: ScoringFile): PlacedFinding['finding'][] {
  const { min, max } = scoreBounds(scoring)
  const { grades } = scoring.score
  return grades.flatMap(({ grade, from }, index) => {
    const above = grades[index - 1]?.from
    const isTooHigh = from !== undefined && from > max
    const isCovered = above !== undefined && above <= min
    if (!isTooHigh && !isCovered) return []
    const before = grades[index - 1]?.grade
    const reason = isTooHigh
      ? {
          en: `it begins at ${from}, and no total comes above ${max}.`,
          fa: `از ${from} آغاز می‌شود و هیچ امتیازی بالاتر از ${max} نمی‌رسد.`,
        }
      : {
          en: `no total comes below ${min}, where "${before}" begins already.`,
          fa: `هیچ امتیازی پایین‌تر از ${min} نمی‌رسد و «${before}» از همان‌جا آغاز شده است.`,
        }
    const message = joined({ en: `No lead gets the grade "${grade}": `, fa: `هیچ سرنخی درجهٔ «${grade}» نمی‌گیرد: ` }, reason)
    const path = ['score', 'grades', index, from === undefined ? 'grade' : 'from']
    return [{ path, code: 'RULE_GRADE_UNREACHABLE', severity: 'warning', message }]
  })
}
